"""k-means in the plane, with weights; how well apart its groups are; how far two groupings agree."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .chance import Chance

_MOST_STEPS = 60


def kmeans(points: NDArray[Any], weights: NDArray[Any], k: int, chance: Chance, starts: int = 10) -> NDArray[Any]:
    """Centres (k × 2) of the best of `starts` runs of Lloyd's algorithm, all run at once, begun by k-means++.

    `points` (n × 2) and `weights` (n). Source: Lloyd 1982; Arthur and Vassilvitskii 2007.
    """
    middles = lloyd(points, weights, _spread(points, weights, k, chance.uniform((k, starts))))
    spreads = (_squares(points, middles).min(axis=1) * weights).sum(axis=1)
    best: NDArray[Any] = middles[int(np.argmax(spreads <= spreads.min() * (1 + 1e-9)))]
    return best


def lloyd(points: NDArray[Any], weights: NDArray[Any], middles: NDArray[Any]) -> NDArray[Any]:
    """Centres (starts × k × 2) once each is the mean of the points nearest to it; each start on its own."""
    middles = middles.copy()
    moving = np.arange(len(middles))
    former = np.full((len(middles), len(points)), -1)
    for _ in range(_MOST_STEPS):
        nearest = _squares(points, middles[moving]).argmin(axis=1)
        still = (nearest != former).any(axis=1)
        moving, former = moving[still], nearest[still]
        if not moving.size:
            break
        middles[moving] = _means(points, weights, former, middles[moving])
    return middles


def _squares(points: NDArray[Any], middles: NDArray[Any]) -> NDArray[Any]:
    """Squared distances, … × k × n."""
    across = points[:, 0] - middles[..., 0, np.newaxis]
    along = points[:, 1] - middles[..., 1, np.newaxis]
    return np.asarray(across * across + along * along)


def _means(points: NDArray[Any], weights: NDArray[Any], nearest: NDArray[Any], middles: NDArray[Any]) -> NDArray[Any]:
    """Each group's mean; a group that nobody is nearest to stays where it was."""
    starts, k = middles.shape[:2]
    flat = (nearest + k * np.arange(starts)[:, np.newaxis]).ravel()
    mass = np.bincount(flat, np.tile(weights, starts), minlength=starts * k)
    sums = [np.bincount(flat, np.tile(weights * points[:, side], starts), minlength=starts * k) for side in (0, 1)]
    means = np.stack(sums, axis=1) / np.where(mass > 0, mass, 1)[:, np.newaxis]
    return np.where(mass[:, np.newaxis] > 0, means, middles.reshape(-1, 2)).reshape(middles.shape)


def _spread(points: NDArray[Any], weights: NDArray[Any], k: int, draws: NDArray[Any]) -> NDArray[Any]:
    """First centres, starts × k × 2: each far from those before, in proportion to the squared distance."""
    starts = draws.shape[1]
    chosen = np.empty((starts, k, 2))
    nearest = np.full((starts, len(points)), np.inf)
    odds = np.broadcast_to(weights.astype(np.float64), nearest.shape)
    for turn in range(k):
        totals = np.cumsum(odds, axis=1)
        picks = (totals < draws[turn][:, np.newaxis] * totals[:, -1:]).sum(axis=1).clip(max=len(points) - 1)
        chosen[:, turn] = points[picks]
        nearest = np.minimum(nearest, _squares(points, chosen[:, turn : turn + 1])[:, 0])
        odds = nearest * weights
    return chosen


def assign(points: NDArray[Any], middles: NDArray[Any]) -> NDArray[Any]:
    """The nearest centre of each point (n)."""
    nearest: NDArray[Any] = _squares(points, middles).argmin(axis=0)
    return nearest


def distances(points: NDArray[Any]) -> NDArray[Any]:
    """Between all the pairs, n × n: give it 1,000 points or so."""
    return np.asarray(np.sqrt(_squares(points, points)))


def silhouette(apart: NDArray[Any], weights: NDArray[Any], labels: NDArray[Any], k: int) -> float:
    """Weighted mean of (b - a) / max(a, b): a, the mean distance to one's group; b, to the nearest other group.

    1: far apart; 0: touching. `apart` are the `distances`. A point that stands for several people is at distance 0 from
    itself, weight less one. Source: Rousseeuw 1987.
    """
    belongs = (labels[:, np.newaxis] == np.arange(k)) * weights[:, np.newaxis]
    totals = apart @ belongs
    mass = belongs.sum(axis=0)
    own = np.arange(len(labels)), labels
    inside = totals[own] / np.maximum(mass[labels] - 1, 1)
    others = totals / np.where(mass > 0, mass, 1)
    others[:, mass == 0] = np.inf
    others[own] = np.inf
    outside = others.min(axis=1)
    widest = np.maximum(inside, outside)
    alone = (mass[labels] <= 1) | ~np.isfinite(outside)
    values = np.where(alone, 0.0, (outside - inside) / np.where(widest > 0, widest, 1))
    return float((values * weights).sum() / weights.sum())


def crossed(first: NDArray[Any], second: NDArray[Any]) -> NDArray[Any]:
    """How many people are in group i of one grouping and j of the other (int64)."""
    width = int(second.max()) + 1
    return np.bincount(first * width + second, minlength=(int(first.max()) + 1) * width).reshape(-1, width)


def agreement(first: NDArray[Any], second: NDArray[Any]) -> float:
    """Adjusted Rand index of two groupings of the same people: 1 the same, about 0 when one says nothing of the other.

    Source: Hubert and Arabie 1985. Two groupings that each make a single group agree.
    """
    table = crossed(first, second)

    def pairs(counts: NDArray[Any]) -> int:
        return int((counts * (counts - 1) // 2).sum())

    together, rows, columns = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    everyone = len(first) * (len(first) - 1) // 2
    # All over `everyone`, so that whole numbers decide whether there is anything to compare.
    top, bottom = 2 * (together * everyone - rows * columns), (rows + columns) * everyone - 2 * rows * columns
    return top / bottom if bottom else 1.0


def matched(overlap: NDArray[Any]) -> list[int]:
    """For each new group (row) the former group (column) that it continues, so that most people keep their group.

    -1 for a group that continues none. A few groups at most: every matching is tried; the first in order wins a tie.
    """
    new, former = overlap.shape
    slots = [*range(former), *[-1] * new]
    best, most = [-1] * new, -1
    for choice in sorted(set(permutations(slots, new)), reverse=True):
        kept = sum(int(overlap[row, column]) for row, column in enumerate(choice) if column >= 0)
        links = sum(column >= 0 and overlap[row, column] > 0 for row, column in enumerate(choice))
        if (kept, links) > (most, 0) and kept > most:
            best, most = list(choice), kept
    return [column if column >= 0 and overlap[row, column] > 0 else -1 for row, column in enumerate(best)]
