"""The majority value: the grades of a candidate read outwards from the middle, and the order of two of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cmp_to_key
from typing import Literal, NamedTuple

from .model import Number
from .tallies import Levels

Median = Literal["lower", "upper"]
Ungraded = Literal["worst", "excluded"]
Segment = tuple[Number, int, int]
"""Up to this distance from the middle, the grade read first and the grade read next; 0 is the worst grade."""


class Value(NamedTuple):
    """How grades spread around their middle. Distances are in halves of the unit of `total`, the weight of all."""

    total: Number
    segments: tuple[Segment, ...]

    @property
    def middle(self) -> int:
        return self.segments[0][1]


def value_of(spread: Sequence[Number], median: Median = "lower") -> Value:
    """The value of a spread: the weight of each grade, from the worst to the best.

    Removing the middle grade of n ballots, then that of the n - 1 left, and so on, reads the sorted grades at the
    middle, on one side, on the other, a step farther each time: first down then up for the lower median. The grades are
    seen here as lengths on a segment, read on both sides of its middle: the same order for equal numbers of ballots,
    and one that weights and unequal numbers keep.
    """
    total = sum(spread)
    down = _outwards(range(len(spread) - 1, -1, -1), spread, total)
    up = _outwards(range(len(spread)), spread, total)
    first, second = (down, up) if median == "lower" else (up, down)
    segments: list[Segment] = []
    i = j = 0
    while i < len(first) and j < len(second):
        (a, grade), (b, next_grade) = first[i], second[j]
        segments.append((min(a, b), grade, next_grade))
        i, j = i + (a <= b), j + (b <= a)
    return Value(total, tuple(segments))


def _outwards(grades: range, spread: Sequence[Number], total: Number) -> list[tuple[Number, int]]:
    """Grades met from the middle to one end, each with the distance at which it ends."""
    met: list[tuple[Number, int]] = []
    beyond: Number = -total
    for grade in grades:
        beyond += 2 * spread[grade]
        if spread[grade] and beyond > 0:
            met.append((beyond, grade))
    return met


def compared(left: Value, right: Value) -> int:
    """1 when `left` is better, -1 when worse, 0 when they are equal to the last grade."""
    i = j = 0
    while i < len(left.segments) and j < len(right.segments):
        a, b = left.segments[i], right.segments[j]
        if a[1:] != b[1:]:
            return 1 if a[1:] > b[1:] else -1
        mine, theirs = a[0] * right.total, b[0] * left.total
        i, j = i + (mine <= theirs), j + (theirs <= mine)
    return 0


def ranked_by_value(candidates: Sequence[str], values: Mapping[str, Value]) -> Levels:
    def better_first(a: str, b: str) -> int:
        return compared(values[b], values[a])

    ordered = sorted(candidates, key=cmp_to_key(better_first))
    levels: list[list[str]] = []
    for name in ordered:
        if levels and compared(values[levels[-1][0]], values[name]) == 0:
            levels[-1].append(name)
        else:
            levels.append([name])
    return tuple(map(tuple, levels))
