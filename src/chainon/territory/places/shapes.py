"""Centre and sketch of an outline that was checked: a GeoJSON surface, positions in degrees."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any, cast

Position = tuple[float, float]
Ring = list[Position]
Geometry = dict[str, object]


def centre_of(geometry: Geometry) -> Position:
    """The centroid of the outer rings, weighted by their areas."""
    sums = [ring_centroid(polygon[0]) for polygon in polygons_of(geometry)]
    total = math.fsum(area for area, _centre in sums)
    lon = math.fsum(area * centre[0] for area, centre in sums) / total
    lat = math.fsum(area * centre[1] for area, centre in sums) / total
    return round(lon, 6), round(lat, 6)


def ring_centroid(ring: Ring) -> tuple[float, Position]:
    """Area (absolute, in square degrees) and centroid of a closed ring; shoelace formula from its first corner."""
    (x0, y0), area, x, y = ring[0], 0.0, 0.0, 0.0
    for (xa, ya), (xb, yb) in pairwise(ring):
        cross = (xa - x0) * (yb - y0) - (xb - x0) * (ya - y0)
        area += cross
        x += (xa + xb - 2 * x0) * cross
        y += (ya + yb - 2 * y0) * cross
    return (abs(area) / 2, (x0 + x / (3 * area), y0 + y / (3 * area))) if area else (0.0, (x0, y0))


def sketch_of(geometry: Geometry, detail: int = 300) -> Geometry:
    """The same outline for a picture `detail` pixels wide: points closer than a pixel go, rings that vanish too.

    Linear in the number of points, so that no file can make it slow.
    """
    polygons = polygons_of(geometry)
    points = [point for polygon in polygons for point in polygon[0]]
    extent = max(max(p[axis] for p in points) - min(p[axis] for p in points) for axis in (0, 1))
    thin = [[_thinned(ring, extent / detail) for ring in polygon] for polygon in polygons]
    visible = [polygon for polygon in thin if len(polygon[0]) >= 4]
    kept = [[polygon[0], *(hole for hole in polygon[1:] if len(hole) >= 4)] for polygon in visible]
    return {"type": "MultiPolygon", "coordinates": kept} if kept else geometry


def polygons_of(geometry: Geometry) -> list[list[Ring]]:
    coordinates = cast("Any", geometry["coordinates"])
    return [coordinates] if geometry["type"] == "Polygon" else list(coordinates)


def _thinned(ring: Ring, least: float) -> Ring:
    kept = [ring[0]]
    for lon, lat in ring[1:-1]:
        if abs(lon - kept[-1][0]) >= least or abs(lat - kept[-1][1]) >= least:
            kept.append((lon, lat))
    return [(round(lon, 5), round(lat, 5)) for lon, lat in [*kept, ring[-1]]]
