"""Why each project won or lost: who paid, how much was missing, who took its supporters' money.

All margins hold *at the final endowment*: the endowment at which the count ended is frozen, for more or fewer voters
or another budget would change it too. Effective support: the share of its cost that a project's supporters would have
gathered by paying at most the price of the project bought in its place, in the round that was best for it; 100 % would
have been enough (Kraiczy, Papasotiropoulos, Pierczyński and Skowron, "Evaluation of project performance in
participatory budgeting", arXiv 2312.14723; komitee.equalshares.net calls it "effective vote count" over its price).

While a project is not bought its cost changes nothing for the others, so that what it would have taken to be bought in
a round is solved in that round, without any other count.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from .explain_greedy import greedy_margins
from .explanations import Explanations, Loser, Rival, Winner
from .model import Instance
from .outcome import Outcome, Round
from .supporters import Supporters

if TYPE_CHECKING:
    from .supporters import Floats

SAFE = 1 - 1e-9
"""Margins are rounded against the claim by more than any float error."""
MOST_RIVALS = 3


def explain(instance: Instance, outcome: Outcome) -> Explanations:
    """Every project explained. Equal shares and greedy in full; other methods without margins."""
    won = {each.project for each in outcome.rounds}
    losers = [place for place in range(len(instance.projects)) if place not in won]
    reasons = dict(outcome.out)
    is_greedy = outcome.rule.method == "greedy" or (outcome.compared is not None and outcome.compared.kept == "greedy")
    is_shares = outcome.rule.method == "equal-shares" and not is_greedy
    margins = _Margins(instance, outcome) if is_shares else None
    rivals = _Rivals(instance, outcome)
    found = []
    for place in losers:
        project = instance.projects[place]
        by = _excluder(instance, outcome, place)
        reason = reasons.get(project.id, "excluded" if by else "support")
        told = Loser(project.id, reason, project.cost, instance.votes[place], by, rivals=rivals.of(place))
        if reason == "support" and margins is not None:
            told = margins.of(place, told)
        elif reason == "support" and is_greedy:
            told = greedy_margins(instance, outcome, place, told)
        found.append(told)
    found.sort(key=lambda each: (-(each.support_permille or 0), -each.votes, each.id))
    return Explanations(tuple(_winner(instance, each) for each in outcome.rounds), tuple(found))


def _winner(instance: Instance, bought: Round) -> Winner:
    project = instance.projects[bought.project]
    votes, phase = instance.votes[bought.project], str(bought.phase)
    if bought.groups is None or bought.paid is None or bought.emptied is None:
        return Winner(project.id, phase, project.cost, votes, 0, 0, 0)
    weights = instance.ballots.weights[bought.groups]
    emptied = int(weights[bought.emptied].sum())
    return Winner(
        project.id, phase, project.cost, votes, int(weights.sum()), emptied, round(float(bought.paid.max(initial=0.0)))
    )


def _excluder(instance: Instance, outcome: Outcome, place: int) -> str | None:
    """The first winner that excludes a project."""
    own = instance.projects[place].id
    rivals = {name for group in instance.exclusive if own in group for name in group}
    return next((name for name in outcome.winners if name in rivals), None)


class _Margins:
    """What each loser of equal shares lacked, round by round."""

    def __init__(self, instance: Instance, outcome: Outcome) -> None:
        self._instance = instance
        self._outcome = outcome
        self._supporters = Supporters(instance, points=outcome.rule.utility == "points")
        endowment = float(outcome.endowment or 0)
        self._newcomer = endowment
        start = np.full(len(instance.ballots), endowment)
        if outcome.factors:
            start *= np.array([float(factor) for factor in outcome.factors])
        self._states = list(self._replay(start))

    def _replay(self, balance: Floats) -> Iterator[tuple[Floats, float | None, dict[int, int]]]:
        """Before each purchase: the balances, the price per unit of utility that won, the money left in envelopes."""
        envelopes = {number: envelope.cents for number, envelope in enumerate(self._instance.envelopes)}
        for bought in self._outcome.rounds:
            project = self._instance.projects[bought.project]
            if bought.price is not None and bought.groups is not None and bought.paid is not None:
                rate = float(bought.price) / (project.cost if self._outcome.rule.utility == "cost" else 1)
                yield balance.copy(), rate, dict(envelopes)
                balance[bought.groups] = np.maximum(balance[bought.groups] - bought.paid, 0.0)
                balance[bought.groups[bought.emptied]] = 0.0
            if bought.phase != "fill":
                for number, envelope in enumerate(self._instance.envelopes):
                    if getattr(project, envelope.by) == envelope.value:
                        envelopes[number] -= project.cost
        yield balance, None, envelopes

    def of(self, place: int, told: Loser) -> Loser:
        """`told` with its margins."""
        project = self._instance.projects[place]
        groups = self._supporters.groups[place]
        voters, points = self._supporters.voters[place], self._supporters.points[place]
        worth = np.ones(len(groups)) if points is None else points
        support, missing, price = 0.0, float(project.cost), 0.0
        newcomers: list[int] = []
        unit = project.cost if self._outcome.rule.utility == "cost" else 1
        for balance, rate, envelopes in self._states:
            held = balance[groups]
            most = held if rate is None else np.minimum(held, rate * unit * worth)
            gathered = float(voters @ most)
            if gathered > project.cost * support:
                support, missing = gathered / project.cost, project.cost - gathered
            price = max(price, min(self._affordable(held / worth, voters * worth, rate), self._room(place, envelopes)))
            each = self._newcomer if rate is None else min(self._newcomer, rate * unit)
            if each > 0 and self._room(place, envelopes) >= project.cost:
                lacking = (project.cost - gathered) / each
                # At the end it is enough to pay for it; before, it must be strictly cheaper than the one bought.
                newcomers.append(math.ceil(lacking * SAFE) if rate is None else int(lacking / SAFE) + 1)
        is_told = bool(newcomers) and self._outcome.rule.utility != "points"
        return replace(
            told,
            support_permille=int(1000 * support + 1e-9),
            missing_cents=max(0, round(missing)),
            cost_to_win=int(price * SAFE) if int(price * SAFE) > 0 else None,
            voters_missing=max(1, min(newcomers)) if is_told else None,
        )

    def _affordable(self, held: Floats, units: Floats, rate: float | None) -> float:
        """The highest cost at which it would have been bought in this round: what its supporters gather at `rate`."""
        if rate is None or self._outcome.rule.utility != "cost":
            return float(units @ (held if rate is None else np.minimum(held, rate)))
        # When too few have money left, it is dearer at any cost.
        if rate * float(units[held > 0].sum()) <= 1 / SAFE:
            return 0.0
        # Its utility falls with its cost: the largest x with Σ units · min(held, rate · x) ≥ x.
        order = np.argsort(held, kind="stable")
        poor = np.concatenate([[0.0], np.cumsum((units * held)[order])])
        rich = np.concatenate([np.cumsum(units[order][::-1])[::-1], [0.0]]) * rate
        is_below = rich < SAFE
        costs = np.where(is_below, poor / np.where(is_below, 1 - rich, 1.0), np.inf)
        limits = np.concatenate([held[order] / rate, [np.inf]])
        is_met = is_below & (costs <= limits / SAFE)
        return float(costs[np.argmax(is_met)]) if is_met.any() else 0.0

    def _room(self, place: int, envelopes: dict[int, int]) -> float:
        project = self._instance.projects[place]
        caps = [
            envelopes[number]
            for number, envelope in enumerate(self._instance.envelopes)
            if getattr(project, envelope.by) == envelope.value
        ]
        return float(min(caps, default=self._instance.budget))


class _Rivals:
    """Which winners the supporters of each loser paid for."""

    def __init__(self, instance: Instance, outcome: Outcome) -> None:
        self._instance = instance
        self._outcome = outcome
        self._supporters = Supporters(instance, points=False)

    def of(self, place: int) -> tuple[Rival, ...]:
        mine = np.zeros(len(self._instance.ballots), bool)
        mine[self._supporters.groups[place]] = True
        found = []
        for bought in self._outcome.rounds:
            if bought.groups is None or bought.paid is None:
                continue
            shared = mine[bought.groups]
            weights = self._instance.ballots.weights[bought.groups[shared]]
            if len(weights):
                cents = round(float(weights @ bought.paid[shared]))
                found.append(Rival(self._instance.projects[bought.project].id, int(weights.sum()), cents))
        found.sort(key=lambda rival: (-rival.cents, -rival.voters, rival.id))
        return tuple(found[:MOST_RIVALS])
