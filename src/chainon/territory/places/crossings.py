"""Where the lines of an outline cross each other.

Coordinates of six decimals are whole millionths of a degree: every product below fits in 64 bits, so that the answer
is exact. Lines that touch, at a corner or along a stretch, do not cross: two districts share a border.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .shapes import Position, Ring

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

MOST_PAIRS = 5_000_000
"""Pairs of lines compared at most, a quarter of a second: a real outline of 20,000 points has some 100,000."""

BLOCK = 500_000
MILLIONTHS = 1_000_000


class Tangled(Exception):
    """So many lines lie side by side that they cannot be compared in a moment."""


def first_crossing(rings: Sequence[Ring]) -> Position | None:
    """A corner of a line that crosses another, of the same ring or not; None where no two lines cross.

    Lines are sorted along the axis where the fewest lie side by side, and only those are compared. Raises `Tangled`
    beyond `MOST_PAIRS`.
    """
    import numpy as np

    corners = [np.rint(np.array(ring) * MILLIONTHS).astype(np.int64) for ring in rings]
    starts, ends = np.vstack([ring[:-1] for ring in corners]), np.vstack([ring[1:] for ring in corners])
    (pairs, axis), _other = sorted((_side_by_side(starts, ends, axis), axis) for axis in (0, 1))
    if pairs > MOST_PAIRS:
        raise Tangled
    order = np.argsort(np.minimum(starts, ends)[:, axis], kind="stable")
    starts, ends = starts[order], ends[order]
    for one, other in _pairs(starts, ends, axis):
        crossing = _cross(starts[one], ends[one], starts[other], ends[other])
        if crossing.any():
            lon, lat = starts[one[int(crossing.argmax())]]
            return float(lon) / MILLIONTHS, float(lat) / MILLIONTHS
    return None


def _reach(starts: Whole, ends: Whole, axis: int) -> Whole:
    """For each line, in the order of where they begin, how many of the next begin before it ends."""
    import numpy as np

    low, high = np.minimum(starts, ends)[:, axis], np.maximum(starts, ends)[:, axis]
    order = np.argsort(low, kind="stable")
    return np.searchsorted(low[order], high[order], side="right") - np.arange(1, len(order) + 1)


def _side_by_side(starts: Whole, ends: Whole, axis: int) -> int:
    return int(_reach(starts, ends, axis).sum())


def _pairs(starts: Whole, ends: Whole, axis: int) -> Iterator[tuple[Whole, Whole]]:
    """The numbers of the lines to compare, by blocks; `starts` and `ends` are sorted along the axis."""
    import numpy as np

    reach = _reach(starts, ends, axis)
    total = np.cumsum(reach)
    first = 0
    while first < len(reach):
        before = total[first - 1] if first else 0
        last = max(int(np.searchsorted(total, before + BLOCK, side="right")), first + 1)
        counts = reach[first:last]
        one = np.repeat(np.arange(first, last), counts)
        step = np.arange(len(one)) - np.repeat(np.cumsum(counts) - counts, counts)
        yield one, one + 1 + step
        first = last


def _cross(a: Whole, b: Whole, c: Whole, d: Whole) -> NDArray[np.bool_]:
    """Whether each line a–b passes from one side to the other of c–d, and c–d of a–b, neither ending on the other."""
    import numpy as np

    def side(p: Whole, q: Whole, r: Whole) -> Whole:
        (px, py), (qx, qy), (rx, ry) = p.T, q.T, r.T
        turn: Whole = np.sign((qx - px) * (ry - py) - (qy - py) * (rx - px))
        return turn

    return (side(a, b, c) * side(a, b, d) < 0) & (side(c, d, a) * side(c, d, b) < 0)
