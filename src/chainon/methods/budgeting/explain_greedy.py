"""What a project that greedy left out lacked: exact, for the projects before it do not depend on it."""

from __future__ import annotations

from dataclasses import replace

from .explanations import Loser
from .greedy import merit
from .model import Instance
from .outcome import Outcome
from .room import Room


def greedy_margins(instance: Instance, outcome: Outcome, place: int, told: Loser) -> Loser:
    """`told` with the money that was left when its turn came, and the votes that would have brought it in time.

    Only for the ranking by votes; a count that ended at the first that didn't fit gives no cost.
    """
    rule = outcome.rule
    if rule.method == "greedy" and rule.ranking != "votes":
        return told
    stops = rule.method == "greedy" and rule.too_dear == "stop"
    own = merit(instance, place, "votes")
    room, left = Room(instance, instance.budget), instance.budget
    needed: int | None = None
    at_turn: int | None = None
    for winner in (bought.project for bought in outcome.rounds):
        score = instance.scores[winner]
        if at_turn is None and merit(instance, winner, "votes") < own:
            at_turn = left
        room.take(winner)
        left -= instance.projects[winner].cost
        if needed is None and not room.fits(place):
            # Just before this winner there was room for both: one vote more than it would have been enough.
            needed = max(score + 1 - instance.scores[place], 1)
    at_turn = left if at_turn is None else at_turn
    cost = None if stops or at_turn <= 0 else at_turn
    return replace(
        told,
        missing_cents=max(0, instance.projects[place].cost - at_turn),
        cost_to_win=cost,
        voters_missing=needed,
    )
