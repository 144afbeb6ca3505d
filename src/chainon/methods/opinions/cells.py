"""Neighbours gathered in cells: to weigh the groups of a large town, and so that no dot of a map is one person."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def cells(points: NDArray[Any], fewest: int, most: int) -> NDArray[Any]:
    """The cell of each point (n × 2), from 0: at most `most` cells, each of `fewest` points or more.

    Every cell is cut in two halves along its longer side, again and again, while all can be (a k-d tree): their sizes
    differ by one at most. Of points with equal coordinates, the first in order goes to the first half.
    """
    labels = np.zeros(len(points), dtype=np.int64)
    sizes = np.array([len(points)])
    while 2 * len(sizes) <= most and sizes.min() >= 2 * fewest:
        starts = np.cumsum(sizes) - sizes
        gathered = points[np.argsort(labels, kind="stable")]
        widths = np.maximum.reduceat(gathered, starts) - np.minimum.reduceat(gathered, starts)
        along = points[np.arange(len(points)), widths.argmax(axis=1)[labels]]
        order = np.lexsort((along, labels))
        cell = labels[order]
        labels[order] = 2 * cell + (np.arange(len(points)) - starts[cell] >= sizes[cell] // 2)
        sizes = np.bincount(labels)
    return labels


def centres(points: NDArray[Any], labels: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """The mean of the points of each cell (cells × 2), and how many there are (int64)."""
    sizes = np.bincount(labels)
    sums = np.stack([np.bincount(labels, points[:, side]) for side in range(points.shape[1])], axis=1)
    return sums / np.maximum(sizes, 1)[:, np.newaxis], sizes
