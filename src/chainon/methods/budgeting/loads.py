"""The fairest way to share the cost of some projects among those who named them, exact.

The largest load of a voter can be brought down to max over sets T of the projects of cost(T) / voters who named one of
T, and no lower (max-flow, min-cut). The set that attains it is found by raising a load until a flow exists.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Amounts = NDArray[Any]
    """Exact integers: int64, or Python's own where they would not fit."""


def least_load(named: NDArray[np.bool_], costs: Sequence[int], weights: Sequence[int], at_least: Fraction) -> Fraction:
    """The smallest possible largest load, in cents, of a voter who named some of the projects.

    `named` (projects × groups): who named what, each project by someone; `costs` in cents, above 0; `weights`: voters
    of each group; `at_least`: a load known not to be above the answer.
    """
    load = max([at_least, *(Fraction(cost, _voters(named[[row]], weights)) for row, cost in enumerate(costs))])
    while True:
        tight = _Flow(named, costs, weights, load).obstacle()
        if tight is None:
            return load
        load = Fraction(sum(costs[row] for row in tight), _voters(named[tight], weights))


def _voters(named: NDArray[np.bool_], weights: Sequence[int]) -> int:
    return sum(weights[group] for group in np.flatnonzero(named.any(axis=0)).tolist())


class _Flow:
    """Costs flow to those who named the projects, at most `load` a voter. In integers: all times its denominator."""

    def __init__(self, named: NDArray[np.bool_], costs: Sequence[int], weights: Sequence[int], load: Fraction) -> None:
        supply = [cost * load.denominator for cost in costs]
        room = [weight * load.numerator for weight in weights]
        kind = np.int64 if max(sum(supply), sum(room)) < 2**62 else object
        self._named = named
        self._supply: Amounts = np.array(supply, kind)
        self._room: Amounts = np.array(room, kind)
        self._paid: Amounts = np.zeros(named.shape, kind)

    def obstacle(self) -> list[int] | None:
        """None when all costs can flow; else projects that together cost more than all who named them can bear."""
        for row in range(len(self._supply)):
            self._pour(row, self._supply[row])
            while self._supply[row] > 0:
                path, seen = self._path(row)
                if not path:
                    return sorted(seen)
                self._push(path)
        return None

    def _pour(self, row: int, wanted: int) -> None:
        """Let the supporters of `row` pay up to `wanted` with the room they have."""
        given = _first(np.where(self._named[row], self._room, 0), wanted)
        self._paid[row] += given
        self._room -= given
        self._supply[row] -= given.sum()

    def _path(self, start: int) -> tuple[list[int], set[int]]:
        """Projects from `start` to one whose supporters have room: each can take over what the next one was paid."""
        before = {start: start}
        queue = [start]
        for row in queue:
            if (self._room[self._named[row]] > 0).any():
                path = [row]
                while path[-1] != start:
                    path.append(before[path[-1]])
                return path[::-1], set(before)
            reached = (self._paid[:, self._named[row]] > 0).any(axis=1)
            for other in np.flatnonzero(reached).tolist():
                if other not in before:
                    before[other] = row
                    queue.append(other)
        return [], set(before)

    def _push(self, path: list[int]) -> None:
        amount = min(self._supply[path[0]], self._room[self._named[path[-1]]].sum())
        steps = list(pairwise(path))
        for row, other in steps:
            amount = min(amount, self._paid[other, self._named[row]].sum())
        self._supply[path[0]] -= amount
        self._supply[path[-1]] += amount
        self._pour(path[-1], amount)
        for row, other in reversed(steps):
            moved = _first(np.where(self._named[row], self._paid[other], 0), amount)
            self._paid[other] -= moved
            self._paid[row] += moved


def _first(available: Amounts, wanted: int) -> Amounts:
    """From each, in order, what is available, until `wanted` is reached."""
    before = np.cumsum(available) - available
    taken: Amounts = np.minimum(np.maximum(wanted - before, 0), available)
    return taken
