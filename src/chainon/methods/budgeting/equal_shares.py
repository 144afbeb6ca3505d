"""The method of equal shares with endowments that grow, money left over, and the comparison step.

Sources: Peters, Pierczyński and Skowron (NeurIPS 2021); the completions as Wieliczka (2023) and equalshares.net use
them. The outcome is not monotone in the endowment: every step is counted, save those that provably change nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property

import numpy as np

from chainon.methods.ties import Settler

from . import greedy as by_votes
from .comparison import compared
from .model import Instance
from .outcome import Outcome
from .purchases import Electorate, Run
from .room import Room, candidates, take_free
from .sheet import Rule
from .supporters import Endowments, Supporters


class EqualShares:
    """A vote made ready to be counted at any endowment."""

    def __init__(self, instance: Instance, rule: Rule) -> None:
        self.instance = instance
        self.rule = rule
        self.settler: Settler = rule.ties.over(project.id for project in instance.projects)
        able, self.out = candidates(instance, rule)
        self.room = Room(instance, None)
        self.able = [place for place in able if instance.votes[place]]
        self.free = take_free(instance, self.able, self.room, self.settler)
        self.electorate = Electorate(
            instance,
            rule.utility,
            Supporters(instance, points=rule.utility == "points"),
            Endowments(instance, rule),
            tuple(place for place in self.able if instance.projects[place].cost),
        )

    @property
    def start(self) -> Fraction:
        """The endowment before it grows: the budget divided among all voters, rounded down to whole steps or not."""
        voters = self.instance.ballots.voters
        if not voters:
            return Fraction(0)
        exact = Fraction(self.instance.budget, voters)
        return exact if self.rule.start == "exact" else Fraction(exact // self.rule.step * self.rule.step)

    def run(self, endowment: Fraction, *, ceiling: int | None = None, costs: Mapping[int, int] | None = None) -> Run:
        """One run at `endowment` cents a voter; `costs` replaces some (above 0), to ask what would have been."""
        return Run(self.electorate, endowment, self.settler, self.room.copy(), ceiling=ceiling, costs=costs)

    def grow(self) -> tuple[Run, int]:
        """The last run whose winners fit in the budget, and how many runs were made."""
        budget, step = self.instance.budget, self.rule.step
        if self.rule.stop == "none":
            return self.run(self.start, ceiling=budget), 1
        best: Run | None = None
        # When all that is named can be paid for, growing endowments only end with everyone rich enough for all of it.
        endowment: Fraction | None = self._grid(self._saturation) if self._is_all_affordable() else self.start
        runs = 0
        while endowment is not None:
            endowment = self._decisive(endowment)
            run, runs = self.run(endowment, ceiling=budget), runs + 1
            if run.overspent:
                if best is None or endowment - step > best.ledger.endowment:
                    best, runs = self.run(endowment - step, ceiling=budget), runs + 1  # It had been passed over.
                break
            best = run
            if self.rule.stop == "exhaustive" and self._is_exhaustive(run):
                break
            endowment = self._next(run)
        assert best is not None
        return best, runs

    def _decisive(self, endowment: Fraction) -> Fraction:
        """The first endowment from this one on whose count may end the growth.

        At a lower one, all that its supporters could buy with all they have costs no more than the budget, whatever
        they choose; and, for an exhaustive stop, a project out of their reach still fits beside. An equality that must
        be refused is refused at any endowment: then none is passed over.
        """
        if self.rule.ties.way == "refuse" or not self._is_unbound():
            return endowment
        within = sum(cost for needed, cost in self._needed if needed <= endowment)
        beyond = [each for each in self._needed if each[0] > endowment]
        while beyond and within <= self.instance.budget:
            left = self.instance.budget - within
            if self.rule.stop == "exhaustive" and all(cost > left for _, cost in beyond):
                break
            endowment = self._grid(beyond[0][0])
            within += sum(cost for needed, cost in beyond if needed <= endowment)
            beyond = [each for each in beyond if each[0] > endowment]
        return endowment

    @cached_property
    def _needed(self) -> list[tuple[Fraction, int]]:
        """For each project, the endowment from which its supporters could pay for it together; and its cost."""
        return sorted((self._reach(place), self.instance.projects[place].cost) for place in self.electorate.able)

    def _reach(self, project: int) -> Fraction:
        supporters = self.electorate.supporters.groups[project]
        return self.instance.projects[project].cost / self.electorate.endowments.total(supporters)

    def _is_exhaustive(self, run: Run) -> bool:
        """Whether no project that anyone named still fits."""
        room = run.room.copy()
        left = self.instance.budget - run.spent
        bought = run.bought
        projects = self.instance.projects
        return not any(
            place not in bought and projects[place].cost <= left and room.fits(place) for place in self.electorate.able
        )

    def _next(self, run: Run) -> Fraction | None:
        """The next endowment worth counting; None when no endowment would give other winners.

        One step more, unless it provably changes nothing: when each winner was bought at its lowest possible price
        (all paid in full), richer voters buy the same ones in the same order, until one of the others can be paid for.
        """
        endowment, step = run.ledger.endowment, self.rule.step
        bought = run.bought
        others = [place for place in self.electorate.able if place not in bought]
        if not others and self._is_unbound():
            saturated = self._grid(self._saturation)
            return saturated if saturated > endowment else None
        if not run.ledger.is_lowest():
            return endowment + step
        needed = []
        for place in others:
            if self._is_barred(run, place):
                continue
            if self._reach(place) <= endowment:
                return endowment + step if endowment < self._saturation else None
            needed.append(self._reach(place))
        return self._grid(min(needed)) if needed else None

    def _is_barred(self, run: Run, project: int) -> bool:
        """Whether winners that always come before it, being cheaper at worst than it is at best, leave it no room."""
        best = run.lowest_rate(project)
        bars = run.room.bars(project, run.bought)
        return any(all(run.lowest_rate(other) < best for other in bar) for bar in bars)

    def _is_all_affordable(self) -> bool:
        cost = sum(self.instance.projects[place].cost for place in self.electorate.able)
        return self.rule.stop == "overspend" and self._is_unbound() and cost <= self.instance.budget

    def _is_unbound(self) -> bool:
        return not self.instance.envelopes and not self.instance.exclusive

    def _grid(self, least: Fraction) -> Fraction:
        """The first endowment, by whole steps from the start, that is not below `least`."""
        steps = -((self.start - least) // self.rule.step)
        return self.start + max(steps, 0) * self.rule.step

    @cached_property
    def _saturation(self) -> Fraction:
        """The endowment from which everyone can pay in full for all they named."""
        held, ballots = self.electorate.supporters, self.instance.ballots
        price = np.zeros(len(self.instance.projects))
        exact = {
            place: Fraction(self.instance.projects[place].cost, held.units[place]) for place in self.electorate.able
        }
        price[list(exact)] = [float(value) for value in exact.values()]
        rows = np.repeat(np.arange(len(ballots)), np.diff(ballots.starts))
        named = np.bincount(rows, price[ballots.projects] * held.row_points, len(ballots))
        due = named / self.electorate.endowments.balances(Fraction(1), len(ballots))
        most = Fraction(0)
        for group in np.flatnonzero(due >= due.max(initial=0.0) * (1 - 1e-9)).tolist():
            whole = sum((exact[place] * points for place, points in held.row(group) if place in exact), Fraction(0))
            most = max(most, whole / self.electorate.endowments.factor(group))
        return most


def equal_shares(instance: Instance, rule: Rule) -> Outcome:
    """The outcome of an `equal-shares` rule."""
    vote = EqualShares(instance, rule)
    run, runs = vote.grow()
    rounds = vote.free + run.rounds()
    if rule.fill != "none":
        room = Room(instance, instance.budget)
        taken = {each.project for each in rounds}
        for project in taken:
            room.take(project)
        rest = [place for place in vote.able if place not in taken]
        rounds += by_votes.fill(instance, rest, room, vote.settler, ranking=rule.fill, phase="fill")
    outcome = Outcome.of(
        instance,
        rule,
        tuple(rounds),
        endowment=run.ledger.endowment,
        factors=vote.electorate.endowments.by_group(),
        left=run.ledger.balance,
        runs=runs,
        # The same equality is met again at every endowment: it is told once.
        ties=tuple(dict.fromkeys(vote.settler.met)),
        out=vote.out,
    )
    return outcome if rule.comparison == "none" else compared(instance, rule, outcome)
