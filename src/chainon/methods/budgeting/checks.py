"""What a vote must satisfy before it is counted: each check raises `BudgetingError`, the first code that applies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from .errors import BudgetingError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

LARGEST = 2**53 - 1
"""Beyond it neither a float nor canonical JSON holds an integer."""


def check_costs(costs: Iterable[tuple[str, int]]) -> None:
    """Ids told once, costs in cents whose sum is exact in a float: `no-project-id`, `project-twice`, `bad-cost`."""
    seen: set[str] = set()
    total = 0
    for name, cost in costs:
        if not name:
            raise BudgetingError("no-project-id")
        if name in seen:
            raise BudgetingError("project-twice", id=name)
        if not is_money(cost) or total + cost > LARGEST:
            raise BudgetingError("bad-cost", id=name, cost=cost)
        seen.add(name)
        total += cost


def is_money(cents: object) -> bool:
    return isinstance(cents, int) and not isinstance(cents, bool) and 0 <= cents <= LARGEST


def check_ballots(starts: Ints, named: Ints, points: Ints, weights: Ints, *, places: int, projects: int) -> None:
    """The arrays of `Ballots` hold together (`places`, `projects`: how many there are): `bad-ballots`."""
    groups, entries = len(weights), len(named)
    lengths = np.diff(starts)
    is_cut = len(starts) == groups + 1 and bool((lengths >= 0).all()) and starts[[0, -1]].tolist() == [0, entries]
    sound = {
        "starts": is_cut,
        "projects": bool(((named >= 0) & (named < projects)).all()),
        "points": len(points) == entries and bool((points >= 1).all()),
        "weights": bool((weights >= 1).all()) and _sum(weights) <= LARGEST,
        "places": places in (0, groups),
    }
    for what, is_sound in sound.items():
        if not is_sound:
            raise BudgetingError("bad-ballots", what=what)
    # Sums of points over the voters are exact in int64 and in float64 below this bound, which no real vote nears.
    if entries and int(points.max()) * int(lengths.max()) * _sum(weights) > LARGEST:
        raise BudgetingError("bad-ballots", what="points")
    if _names_twice(starts, named, projects):
        raise BudgetingError("bad-ballots", what="project-twice")


def _names_twice(starts: Ints, named: Ints, projects: int) -> bool:
    rises = np.diff(named) > 0
    inner = starts[(starts > 0) & (starts < len(named))]
    rises[inner - 1] = True
    if rises.all():
        return False  # Each row increases: nothing to sort.
    keys = np.repeat(np.arange(len(starts) - 1), np.diff(starts)) * projects + named
    return len(np.unique(keys)) < len(keys)


def _sum(values: Ints) -> int:
    """A sum that cannot wrap: int64 while it surely fits, Python's integers else."""
    if not len(values):
        return 0
    if int(values.max()) * len(values) < 2**63:
        return int(values.sum())
    return sum(values.tolist())
