"""The ballots seen from the projects: for each, the groups that named it, as arrays ready to be summed."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from .errors import BudgetingError
from .model import BallotType, Instance
from .sheet import Rule

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Index = NDArray[np.intp]
    Floats = NDArray[np.float64]


class Supporters:
    """Per project: `groups[c]` (increasing), `voters[c]` their numbers of voters, `points[c]` (None when all are 1).

    `units[c]` is the sum of the points of its voters, `pointed[c]` the same by group. Where utility is not points,
    every point is 1. All sums of points are integers below 2**53 (checked by `Instance`): exact in float64.
    """

    def __init__(self, instance: Instance, *, points: bool) -> None:
        ballots = instance.ballots
        self.ballots = ballots
        # A stable sort by project keeps the groups increasing.
        order = np.argsort(ballots.projects, kind="stable")
        rows = np.repeat(np.arange(len(ballots)), np.diff(ballots.starts))
        is_one = bool((ballots.points == 1).all())
        self.row_points = ballots.points if points or is_one else np.ones(len(rows), np.int64)
        bounds = np.searchsorted(ballots.projects[order], np.arange(len(instance.projects) + 1))
        self.groups: list[Index] = []
        self.voters: list[Floats] = []
        self.points: list[Floats | None] = []
        self.pointed: list[Floats] = []
        for first, last in pairwise(bounds.tolist()):
            entries = order[first:last]
            groups = rows[entries]
            voters = ballots.weights[groups].astype(np.float64)
            worth = None if is_one or not points else self.row_points[entries].astype(np.float64)
            self.groups.append(groups)
            self.voters.append(voters)
            self.points.append(worth)
            self.pointed.append(voters if worth is None else voters * worth)
        self.units = [int(pointed.sum()) for pointed in self.pointed]

    @cached_property
    def _row_weights(self) -> Floats:
        """Voters × points of each entry of the ballots."""
        ballots = self.ballots
        product = np.repeat(ballots.weights, np.diff(ballots.starts)) * self.row_points
        return product.astype(np.float64)

    def sums(self, groups: Index) -> list[int]:
        """For each project, the points that the voters of `groups` gave it: exact integers."""
        starts = self.ballots.starts
        lengths = starts[groups + 1] - starts[groups]
        ends = np.cumsum(lengths)
        entries = np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(starts[groups] - (ends - lengths), lengths)
        found = np.bincount(self.ballots.projects[entries], self._row_weights[entries], len(self.groups))
        result: list[int] = found.astype(np.int64).tolist()
        return result

    def row(self, group: int) -> list[tuple[int, int]]:
        """(project, points) of a group's ballot, for the utility of the rule."""
        first, last = self.ballots.starts[group], self.ballots.starts[group + 1]
        return list(zip(self.ballots.projects[first:last].tolist(), self.row_points[first:last].tolist(), strict=True))


class Endowments:
    """Who starts with how much: a voter of group g has `endowment` × `factor(g)`, the mean factor being 1.

    With `Rule.shares`, the budget is first split among the places that have voters, in proportion to their shares,
    then among the voters of each: a place that voted less than its share of the inhabitants is not poorer for it.
    Raises `BudgetingError` `no-share` when voters live in a place that has none.
    """

    def __init__(self, instance: Instance, rule: Rule) -> None:
        ballots = instance.ballots
        self.kinds: Index | None = None
        self._weights = ballots.weights
        self.values: tuple[Fraction, ...] = (Fraction(1),)
        if rule.shares and len(ballots):
            shares = dict(rule.shares)
            places = ballots.places or ("",) * len(ballots)
            names = sorted(set(places))
            for name in names:
                if name not in shares:
                    raise BudgetingError("no-share", place=name)
            self.kinds = np.array([names.index(place) for place in places], np.intp)
            living = [int(ballots.weights[self.kinds == kind].sum()) for kind in range(len(names))]
            whole = sum((shares[name] for name in names), Fraction(0))
            self.values = tuple(
                shares[name] / whole * ballots.voters / number for name, number in zip(names, living, strict=True)
            )
        self.floats = np.array([float(value) for value in self.values])
        self.largest = float(self.floats.max())

    def balances(self, endowment: Fraction, groups: int) -> Floats:
        """Cents of each voter by group, as floats."""
        if self.kinds is None:
            return np.full(groups, float(endowment))
        found: Floats = self.floats[self.kinds] * float(endowment)
        return found

    def factor(self, group: int) -> Fraction:
        return self.values[0] if self.kinds is None else self.values[self.kinds[group]]

    def total(self, groups: Index) -> Fraction:
        """The exact sum, over the voters of `groups`, of their factors."""
        voters = self._weights[groups]
        if self.kinds is None:
            return Fraction(int(voters.sum()))
        living = np.bincount(self.kinds[groups], voters, len(self.values))
        return sum((int(number) * value for number, value in zip(living, self.values, strict=True)), Fraction(0))

    def by_group(self) -> tuple[Fraction, ...]:
        """`Outcome.factors`."""
        return () if self.kinds is None else tuple(self.values[kind] for kind in self.kinds)


def require_approval(instance: Instance, rule: Rule) -> None:
    """Raises `BudgetingError` `approval-only` when ballots give points that the rule cannot use."""
    if instance.ballots.kind is not BallotType.APPROVAL:
        raise BudgetingError("approval-only", rule=rule.method)
