"""The comparison step: equal shares beside greedy, and the one that voters prefer is kept.

Everyone counts, those with nothing first: a tool that leaves out the voters who got nothing from one of the outcomes
leaves out the very ones the comparison is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from .greedy import greedy
from .model import Instance
from .outcome import Compared, Outcome
from .sheet import Rule, Utility

if TYPE_CHECKING:
    from .model import Ints


def utilities(instance: Instance, winners: Sequence[str], utility: Utility) -> Ints:
    """What the winners are worth to a voter of each group: cents of those they named, their number, or their points."""
    ballots = instance.ballots
    worth = np.zeros(len(instance.projects), np.int64)
    for name in winners:
        place = instance.position[name]
        worth[place] = instance.projects[place].cost if utility == "cost" else 1
    entries = worth[ballots.projects]
    if utility == "points":
        entries = entries * ballots.points
    sums = np.zeros(len(ballots), np.int64)
    np.add.at(sums, np.repeat(np.arange(len(ballots)), np.diff(ballots.starts)), entries)
    return sums


def compared(instance: Instance, rule: Rule, shares: Outcome) -> Outcome:
    """`shares`, or the outcome of greedy by votes (skipping) when strictly more voters prefer it."""
    other = greedy(instance, replace(rule, method="greedy", ranking="votes", too_dear="skip"))
    weights = instance.ballots.weights
    if rule.comparison == "exclusion":
        nothing = [
            int(weights[utilities(instance, outcome.winners, "cardinality") == 0].sum()) for outcome in (shares, other)
        ]
        result = Compared("exclusion", nothing[0], nothing[1], "greedy" if nothing[1] < nothing[0] else "shares")
    else:
        mine, theirs = (utilities(instance, outcome.winners, rule.utility) for outcome in (shares, other))
        prefer = [int(weights[mine > theirs].sum()), int(weights[theirs > mine].sum())]
        result = Compared("satisfaction", prefer[0], prefer[1], "greedy" if prefer[1] > prefer[0] else "shares")
    ties = tuple(dict.fromkeys(shares.ties + other.ties))
    if result.kept == "shares":
        return replace(shares, compared=result, ties=ties)
    return replace(
        shares, winners=other.winners, rounds=other.rounds, total_cost=other.total_cost, compared=result, ties=ties
    )
