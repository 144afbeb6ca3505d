"""Sequential Phragmén: everyone earns virtual money at the same pace; a project is bought when its supporters can pay.

The count ends with the first project that would overspend. Sources: Los, Christoff and Grossi, "Proportional budget
allocations", IJCAI 2022; Brill, Freeman, Janson and Lackner, "Phragmén's voting methods and justified representation",
AAAI 2017. Approval ballots only.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from chainon.methods.ties import Settler

from .greedy import fill
from .model import Instance
from .outcome import Outcome, Round
from .room import Room, candidates, take_free
from .sheet import Rule
from .supporters import Supporters, require_approval

NEAR = 1e-9


class Earnings:
    """When each group last paid. A voter has earned the time since: so sums over voters are sums over purchases."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.supporters = Supporters(instance, points=False)
        self.times = [Fraction(0)]
        self.last = np.zeros(len(instance.ballots), np.int64)
        """Number of each group's last purchase in `times`; 0 before any."""
        self._floats = np.zeros(1)

    def time(self, project: int) -> tuple[float, float]:
        """When its supporters could buy it, and the error that this float may have."""
        held = self.supporters
        spent = self._floats[self.last[held.groups[project]]] @ held.voters[project]
        when = float((spent + self.instance.projects[project].cost) / held.units[project])
        return when, NEAR * when

    def exact_time(self, project: int) -> Fraction:
        held = self.supporters
        counts = np.bincount(self.last[held.groups[project]], held.voters[project], len(self.times))
        spent = sum((int(n) * time for n, time in zip(counts, self.times, strict=True) if n), Fraction(0))
        return (spent + self.instance.projects[project].cost) / held.units[project]

    def buy(self, project: int) -> Round:
        time = self.exact_time(project)
        groups = self.supporters.groups[project]
        paid = float(time) - self._floats[self.last[groups]]
        self.last[groups] = len(self.times)
        self.times.append(time)
        self._floats = np.append(self._floats, float(time))
        # Whoever pays gives all they have earned.
        return Round(project, price=time, groups=groups, paid=paid, emptied=np.ones(len(groups), np.bool_))


def _soonest(earnings: Earnings, able: Sequence[int]) -> list[int]:
    """The projects that can be bought first, all at the same time."""
    times = {project: earnings.time(project) for project in able}
    latest = min(when + error for when, error in times.values())
    near = [project for project, (when, error) in times.items() if when - error <= latest]
    if len(near) == 1:
        return near
    exact = {project: earnings.exact_time(project) for project in near}
    least = min(exact.values())
    return [project for project in near if exact[project] == least]


def phragmen(instance: Instance, rule: Rule) -> Outcome:
    """The outcome of a `phragmen` rule. Raises `TieError` `tied` (`time`), `BudgetingError` `approval-only`."""
    require_approval(instance, rule)
    able, out = candidates(instance, rule)
    settler: Settler = rule.ties.over(project.id for project in instance.projects)
    room = Room(instance, None)
    rounds = take_free(instance, able, room, settler)
    earnings = Earnings(instance)
    left = instance.budget
    cost = [project.cost for project in instance.projects]
    # A project dearer than the whole budget never was a candidate; one that has become too dear ends the count.
    waiting = [place for place in able if 0 < cost[place] <= instance.budget and instance.votes[place]]
    while waiting := [place for place in waiting if room.fits(place)]:
        soonest = _soonest(earnings, waiting)
        if any(cost[place] > left for place in soonest):
            break
        name = settler.first([instance.projects[place].id for place in soonest], "time")
        bought = instance.position[name]
        rounds.append(earnings.buy(bought))
        room.take(bought)
        waiting.remove(bought)
        left -= cost[bought]
    if rule.fill != "none":
        room = Room(instance, instance.budget)
        taken = {each.project for each in rounds}
        for project in taken:
            room.take(project)
        rest = [place for place in able if place not in taken and instance.votes[place]]
        rounds += fill(instance, rest, room, settler, ranking=rule.fill, phase="fill")
    return Outcome.of(instance, rule, tuple(rounds), ties=tuple(settler.met), out=out)
