"""Groups of people who answer alike: how many there are, who is in which, or that there are none."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .cells import cells, centres
from .chance import Chance
from .kmeans import agreement, assign, distances, kmeans, lloyd, silhouette
from .model import Settings

PEOPLE_ONE_BY_ONE = 5000
"""Up to here every person weighs in the last steps; above, only the cells of neighbours do, at a constant cost."""


@dataclass(frozen=True, eq=False)
class Grouping:
    """`labels[i]`: group of person i, groups numbered from the largest; `silhouette` of that number of groups."""

    labels: NDArray[Any]
    middles: NDArray[Any]
    silhouette: float

    @property
    def count(self) -> int:
        return len(self.middles)


@dataclass(frozen=True)
class Effort:
    """How much is spent: runs of k-means, cells, and points that the silhouette is measured on."""

    starts: int = 10
    cells: int = 1024
    sample: int = 1000
    one_by_one: int = PEOPLE_ONE_BY_ONE


def best_grouping(
    points: NDArray[Any], settings: Settings, chance: Chance, effort: Effort = Effort(), only: int | None = None
) -> Grouping | None:
    """The first of `groupings`, None when there is none."""
    return next(iter(groupings(points, settings, chance, effort, only)), None)


def groupings(
    points: NDArray[Any], settings: Settings, chance: Chance, effort: Effort = Effort(), only: int | None = None
) -> list[Grouping]:
    """The best grouping for each number of groups (2 to `most_groups`), the best silhouette first.

    A group smaller than the settings allow is dissolved: its people go to the nearest of the others. So a person alone
    far away never makes a group. `only` tries this number and no other.
    """
    fewest = smallest(len(points), settings)
    reduced, weights, sample = _reduced(points, chance, effort)
    apart = distances(reduced[sample])
    found: list[Grouping] = []
    numbers = range(2, min(settings.most_groups, len(points) // fewest) + 1) if only is None else (only,)
    for k in numbers:
        middles = kmeans(reduced, weights, k, chance.on(f"k {k}"), effort.starts)
        if len(reduced) < len(points) <= effort.one_by_one:
            middles = lloyd(points, np.ones(len(points)), middles[np.newaxis])[0]
        middles = _large_enough(points, middles, fewest)
        if len(middles) < 2 or any(len(middles) == former.count for former in found):
            continue
        score = silhouette(apart, weights[sample], assign(reduced[sample], middles), len(middles))
        found.append(Grouping(assign(points, middles), middles, score))
    # Equal silhouettes: the fewest groups, met first.
    return [_by_size(one) for one in sorted(found, key=lambda one: -round(one.silhouette, 9))]


def smallest(people: int, settings: Settings) -> int:
    """The fewest people that a group of them may have."""
    return max(settings.fewest_people, ceil(people * settings.smallest_group))


def _reduced(points: NDArray[Any], chance: Chance, effort: Effort) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """What k-means starts from, its weights, and which of it the silhouette is measured on.

    Up to `one_by_one` people and no more than `cells`, they are their own cells.
    """
    if len(points) > effort.cells:
        points, sizes = centres(points, cells(points, 1, effort.cells))
        weights = sizes.astype(np.float64)
    else:
        weights = np.ones(len(points))
    return points, weights, np.sort(chance.on("silhouette").order(len(points))[: effort.sample])


def _large_enough(points: NDArray[Any], middles: NDArray[Any], fewest: int) -> NDArray[Any]:
    """The centres, without those of groups that are too small, the smallest dissolved first."""
    while len(middles) > 1:
        sizes = np.bincount(assign(points, middles), minlength=len(middles))
        if sizes.min() >= fewest:
            break
        middles = np.delete(middles, int(sizes.argmin()), axis=0)
    return middles


def _by_size(grouping: Grouping) -> Grouping:
    """Groups numbered from the largest; of two as large, the one most to the left."""
    sizes = np.bincount(grouping.labels, minlength=grouping.count)
    order = sorted(range(grouping.count), key=lambda group: (-sizes[group], *grouping.middles[group].tolist()))
    place = np.empty(grouping.count, dtype=np.int64)
    place[order] = np.arange(grouping.count)
    return Grouping(place[grouping.labels], grouping.middles[order], grouping.silhouette)


def same_groups(first: NDArray[Any], second: NDArray[Any]) -> float:
    """`agreement` of two groupings over the people whom both place (label ≥ 0)."""
    both = (first >= 0) & (second >= 0)
    return agreement(first[both], second[both]) if both.any() else 0.0
