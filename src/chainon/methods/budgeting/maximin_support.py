"""Maximin support: each time, the project that lets the cost of all winners be shared most evenly among their voters.

Unlike Phragmén's, loads are shared anew at every step. What no longer fits is passed over. Sources: Sánchez-Fernández,
Fernández-García, Fisteus and Brill, "The maximin support method", Mathematical Programming 2022; for projects with
costs, Aziz, Lee and Talmon, "Proportionally representative participatory budgeting", AAMAS 2018. Approval only.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from .loads import least_load
from .model import Instance
from .outcome import Outcome, Round
from .room import Room, candidates, take_free
from .sheet import Rule
from .supporters import require_approval

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Sharing:
    """The largest load that each project would bring. Winners only add to it: what it was is never above what it is."""

    def __init__(self, instance: Instance, waiting: list[int]) -> None:
        ballots = instance.ballots
        self._costs = [project.cost for project in instance.projects]
        self._named: NDArray[np.bool_] = np.zeros((len(instance.projects), len(ballots)), np.bool_)
        self._named[ballots.projects, np.repeat(np.arange(len(ballots)), np.diff(ballots.starts))] = True
        self._weights: list[int] = ballots.weights.tolist()
        self.least = dict.fromkeys(waiting, Fraction(0))

    def best(self, waiting: list[int], winners: list[int]) -> tuple[Fraction, list[int]]:
        """The smallest largest load, and the projects of `waiting` that bring it."""
        best: Fraction | None = None
        found: list[int] = []
        for project in sorted(waiting, key=self.least.__getitem__):
            if best is not None and self.least[project] > best:
                break
            load = self.least[project] = self._load([*winners, project], self.least[project])
            if best is None or load < best:
                best, found = load, []
            if load == best:
                found.append(project)
        assert best is not None
        return best, found

    def _load(self, rows: list[int], at_least: Fraction) -> Fraction:
        named = self._named[rows]
        # Voters who named the same ones of these projects bear the same: one column each.
        columns, where = np.unique(named, axis=1, return_inverse=True)
        weights = [0] * columns.shape[1]
        for column, weight in zip(where.reshape(-1).tolist(), self._weights, strict=True):
            weights[column] += weight
        return least_load(columns, [self._costs[row] for row in rows], weights, at_least)


def maximin_support(instance: Instance, rule: Rule) -> Outcome:
    """The outcome of a `maximin-support` rule. Raises `TieError` `tied` (`load`), `BudgetingError` `approval-only`."""
    require_approval(instance, rule)
    able, out = candidates(instance, rule)
    settler = rule.ties.over(project.id for project in instance.projects)
    room = Room(instance, instance.budget)
    rounds = take_free(instance, able, room, settler)
    waiting = [place for place in able if instance.projects[place].cost and instance.votes[place]]
    sharing = Sharing(instance, waiting)
    winners: list[int] = []
    while waiting := [place for place in waiting if room.fits(place)]:
        load, equals = sharing.best(waiting, winners)
        chosen = instance.position[settler.first([instance.projects[place].id for place in equals], "load")]
        rounds.append(Round(chosen, price=load))
        room.take(chosen)
        waiting.remove(chosen)
        winners.append(chosen)
    return Outcome.of(instance, rule, tuple(rounds), ties=tuple(settler.met), out=out)
