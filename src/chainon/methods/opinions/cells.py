"""Neighbours gathered in cells: to weigh the groups of a large town, and so that no dot of a map is one person."""

from __future__ import annotations

from math import isqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray


def cells(points: NDArray[Any], fewest: int, most: int) -> NDArray[Any]:
    """The cell of each point (n × 2), from 0: at most `most` cells, each of `fewest` points or more.

    Points are cut in strips of as many points by their first coordinate, each strip in cells of as many by the second.
    Of points with equal coordinates, the first in order goes to the first cell. Fewer than `fewest` points: one cell.
    """
    count = max(1, min(most, len(points) // fewest))
    strips = isqrt(count)
    each = count // strips
    places = np.arange(len(points))
    strip = np.empty(len(points), dtype=np.int64)
    strip[np.argsort(points[:, 0], kind="stable")] = places * strips // max(len(points), 1)
    order = np.lexsort((points[:, 1], strip))
    sizes = np.bincount(strip, minlength=strips)
    among = strip[order]
    labels = np.empty(len(points), dtype=np.int64)
    labels[order] = among * each + (places - (np.cumsum(sizes) - sizes)[among]) * each // sizes[among]
    return labels


def centres(points: NDArray[Any], labels: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """The mean of the points of each cell (cells × 2), and how many there are (int64)."""
    sizes = np.bincount(labels)
    sums = np.stack([np.bincount(labels, points[:, side]) for side in range(points.shape[1])], axis=1)
    return sums / np.maximum(sizes, 1)[:, np.newaxis], sizes
