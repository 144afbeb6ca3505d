"""Outlines and points of GeoJSON as one SVG drawing, without tiles and without anyone else's server."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians
from typing import Any

WIDTH = 800.0
TALLEST = 800.0
MARGIN = 14.0
POINT_ALONE = 0.01


@dataclass(frozen=True)
class MapShape:
    """Something to draw: a GeoJSON geometry (Polygon, MultiPolygon or Point; degrees, longitude first) and its name.

    `kind`: "outline" (the territory, only its edge), "area" (filled) or "point". `url` and `note` go in the list twin.
    """

    geometry: dict[str, Any]
    label: str
    kind: str = "area"
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Drawn:
    shape: MapShape
    number: int
    path: str
    x: str
    y: str


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    shapes: list[Drawn]


Ring = list[tuple[float, float]]


@dataclass(frozen=True)
class Frame:
    """Equirectangular projection, true at the middle latitude, onto a picture `WIDTH` wide; and back."""

    west: float
    north: float
    squeeze: float
    scale: float
    left: float
    top: float
    height: float

    def place(self, point: tuple[float, float]) -> tuple[float, float]:
        x = self.left + (point[0] - self.west) * self.squeeze * self.scale
        return round(x, 1), round(self.top + (self.north - point[1]) * self.scale, 1)

    def position(self, x: float, y: float) -> tuple[float, float]:
        """Longitude and latitude of a place of the picture."""
        lon = self.west + (x - self.left) / (self.squeeze * self.scale)
        return round(lon, 6), round(self.north - (y - self.top) / self.scale, 6)


def frame_of(shapes: Iterable[MapShape]) -> Frame:
    """The frame that holds all of them. Raises ValueError on a geometry of another type or on no shape at all."""
    points = [point for shape in shapes for ring in _rings(shape.geometry) for point in ring]
    if not points:
        raise ValueError("nothing to draw")
    west, east = min(lon for lon, _ in points), max(lon for lon, _ in points)
    south, north = min(lat for _, lat in points), max(lat for _, lat in points)
    squeeze = cos(radians((south + north) / 2))
    across, up = max((east - west) * squeeze, POINT_ALONE), max(north - south, POINT_ALONE)
    scale = min((WIDTH - 2 * MARGIN) / across, (TALLEST - 2 * MARGIN) / up)
    height = max(up * scale + 2 * MARGIN, 160.0)
    left, top = (WIDTH - (east - west) * squeeze * scale) / 2, (height - (north - south) * scale) / 2
    return Frame(west, north, squeeze, scale, left, top, height)


def draw(shapes: Iterable[MapShape], frame: Frame | None = None) -> Drawing:
    """Numbers run over areas and points, not outlines. `frame`: where the picture ends, when not at the shapes.

    Raises ValueError as `frame_of` does.
    """
    shapes = list(shapes)
    frame = frame or frame_of(shapes)
    drawn: list[Drawn] = []
    number = 0
    for shape in shapes:
        number += shape.kind != "outline"
        placed = [[frame.place(point) for point in ring] for ring in _rings(shape.geometry)]
        x, y = placed[0][0] if shape.kind == "point" else _middle(max(placed, key=lambda ring: abs(_area(ring))))
        drawn.append(Drawn(shape, 0 if shape.kind == "outline" else number, _path(placed), f"{x:.1f}", f"{y:.1f}"))
    return Drawing(int(WIDTH), round(frame.height), drawn)


def _rings(geometry: dict[str, Any]) -> list[Ring]:
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind == "Point":
        return [[_point(coordinates)]]
    if kind == "Polygon":
        return [[_point(point) for point in ring] for ring in coordinates or []]
    if kind == "MultiPolygon":
        return [[_point(point) for point in ring] for polygon in coordinates or [] for ring in polygon]
    raise ValueError(f"not a Polygon, MultiPolygon or Point: {kind!r}")


def _point(position: Any) -> tuple[float, float]:
    return float(position[0]), float(position[1])


def _path(rings: list[Ring]) -> str:
    """One path of all rings; points that fall on the one before are left out."""
    parts = []
    for ring in rings:
        kept = [point for place, point in enumerate(ring) if place == 0 or point != ring[place - 1]]
        parts.append("M" + "L".join(f"{x:g} {y:g}" for x, y in kept) + "Z")
    return "".join(parts)


def _area(ring: Ring) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def _middle(ring: Ring) -> tuple[float, float]:
    """The centroid of the ring; the mean of its points when it has no area."""
    area = _area(ring)
    if abs(area) < 1e-9:
        return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)
    x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x1 * y2 - x2 * y1
        x, y = x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return x / (6 * area), y / (6 * area)
