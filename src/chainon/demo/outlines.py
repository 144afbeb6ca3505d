"""Outlines drawn for a town that does not exist: a few corners, and edges broken up the way real ones are.

An edge is broken the same way for the two neighbourhoods that share it, so that they touch without gap.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from chainon.methods.randomness import Stream

CENTRE = (-0.352, 48.866)
"""Longitude and latitude, in degrees: somewhere in the fields of Normandy."""

CORNERS = {
    "west": (-2.4, 0.1), "north-west": (-2.2, 1.0), "north-west-2": (-1.5, 1.7), "north": (-0.6, 1.9),
    "north-2": (0.3, 2.2), "north-east-2": (1.3, 1.8), "north-east": (2.1, 1.3), "east": (2.6, 0.5),
    "east-2": (2.3, -0.4), "south-east-2": (1.9, -1.2), "south-east": (1.0, -1.6), "south": (0.2, -1.9),
    "south-west-2": (-0.7, -1.6), "south-west": (-1.6, -1.3), "west-2": (-2.3, -0.6),
    "r1": (-1.7, -0.15), "r2": (-1.0, 0.05), "r3": (-0.4, 0.35), "r4": (0.3, 0.25), "r5": (0.9, -0.05),
    "r6": (1.6, 0.1), "r7": (2.1, 0.4), "s1": (-0.3, 0.9), "s2": (-0.5, 1.4), "t1": (0.7, -0.6), "t2": (0.95, -1.1),
}  # fmt: skip
"""In kilometres east and north of the centre; r1 to r7 follow the river."""

AROUND = (
    "west north-west north-west-2 north north-2 north-east-2 north-east east east-2 south-east-2 south-east south "
    "south-west-2 south-west west-2"
)
KM_A_DEGREE = 111.32
DEPTH = 3
Point = tuple[float, float]


def outline(corners: str) -> dict[str, object]:
    """The GeoJSON polygon through these corners."""
    names = corners.split()
    ring = [point for start, end in zip(names, [*names[1:], names[0]], strict=True) for point in _edge(start, end)]
    return {"type": "Polygon", "coordinates": [[_on_earth(point) for point in [*ring, ring[0]]]]}


def _edge(start: str, end: str) -> Sequence[Point]:
    """From `start` to `end`, the latter left out."""
    first, last = sorted((start, end))
    points = _broken(CORNERS[first], CORNERS[last], DEPTH, Stream(f"{first}|{last}"))
    return points[:-1] if (first, last) == (start, end) else points[:0:-1]


def _broken(start: Point, end: Point, depth: int, chance: Stream) -> list[Point]:
    if depth == 0:
        return [start, end]
    shift = (chance.below(201) - 100) / 100 * 0.14
    (x, y), (u, v) = start, end
    middle = ((x + u) / 2 - shift * (v - y), (y + v) / 2 + shift * (u - x))
    return _broken(start, middle, depth - 1, chance)[:-1] + _broken(middle, end, depth - 1, chance)


def _on_earth(point: Point) -> list[float]:
    lon = CENTRE[0] + point[0] / (KM_A_DEGREE * math.cos(math.radians(CENTRE[1])))
    return [round(lon, 6), round(CENTRE[1] + point[1] / KM_A_DEGREE, 6)]
