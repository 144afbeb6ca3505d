"""Would other people have given the same groups? Measured by leaving people out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import compress
from statistics import median
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from .axes import centred, positions, principal_axes
from .chance import Chance
from .counts import Counts
from .findings import Standings
from .grouping import Effort, Grouping, best_grouping, same_groups
from .kmeans import agreement, assign
from .model import Reactions, Settings

MANY = 2_000
DRAWS = {False: (10, 5), True: (5, 3)}
"""Draws of 80 %, and cuts in halves, up to `MANY` people and above: the more people, the less two draws differ."""

KEPT = 0.8
MOST_PEOPLE = 20_000
"""In a draw: above it, fewer than 80 % are drawn, and the figures are a little severe."""

TOP = 10
_QUICK = Effort(starts=4, cells=256, sample=256, one_by_one=0)
_TOLERANCE = 1e-3

Verdict = Literal["clear", "uncertain", "none"]


@dataclass(frozen=True)
class Stability:
    """`groups`: with 80 % of the people drawn at random, the adjusted Rand index with the groups of all is at least
    that in three draws of four; `halves`: median, over the cuts in two halves, of the index between what each half says
    of everybody;
    `consensus`, `divisive`: of the ten first of each list, how many stay (medians).
    """

    groups: float
    halves: float
    consensus: float
    divisive: float


def verdict(silhouette: float, stability: Stability, people: int, settings: Settings) -> Verdict:
    """`none` when nothing better than chance was found, `uncertain` when other people would have changed the groups.

    In answers given at random k-means finds groups too, and a silhouette of 0.3 to 0.45: two halves of the people then
    find groups that have nothing in common, and only that tells.
    """
    if silhouette < settings.least_silhouette or stability.halves < settings.agreement_needed(people):
        return "none"
    if stability.groups < settings.least_stability:
        return "none"
    is_clear = stability.groups >= settings.stable_at and stability.halves >= settings.stable_halves
    return "clear" if is_clear else "uncertain"


def subset(reactions: Reactions, kept: NDArray[Any]) -> Reactions:
    """The reactions of the participants that `kept` (bool, one a participant) marks."""
    place = np.cumsum(kept, dtype=np.int32) - 1
    there = np.repeat(kept, reactions.seen_by())
    people = tuple(compress(reactions.participants, kept))
    return Reactions(
        people, reactions.statements, place[reactions.rows[there]], reactions.columns[there], reactions.answers[there]
    )


def stability(reactions: Reactions, found: Grouping, halves: float, settings: Settings, chance: Chance) -> Stability:
    """Measure it. `reactions` are those of the people that `found` groups, and of them only; `halves` is
    `agreement_of_halves`, measured before.
    """
    membership = found.labels
    full = Standings(Counts.of(reactions, membership, found.count), settings)
    tops = full.ranking()[:TOP], full.gap_ranking()[:TOP]
    same, consensus, divisive = [], [], []
    draws, _ = DRAWS[len(membership) > MANY]
    for number in range(draws):
        draw = chance.on(f"draw {number}")
        kept = _some(len(membership), KEPT, draw)
        part = subset(reactions, kept)
        matrix, means = centred(part)
        axes = principal_axes(matrix, means, draw.on("axes"), tolerance=_TOLERANCE)
        anew = best_grouping(positions(matrix, axes, part.seen_by()), settings, draw, _QUICK)
        same.append(same_groups(membership[kept], anew.labels) if anew is not None else 0.0)
        labels, count = (anew.labels, anew.count) if anew is not None else (membership[kept], 0)
        again = Standings(Counts.of(part, labels, count), settings)
        consensus.append(len({*tops[0]} & {*again.ranking()[:TOP]}))
        divisive.append(len({*tops[1]} & {*again.gap_ranking()[:TOP]}))
    return Stability(
        sorted(same)[draws // 4],
        halves,
        median(consensus),
        median(divisive),
    )


def _some(size: int, share: float, chance: Chance) -> NDArray[Any]:
    kept = np.zeros(size, dtype=bool)
    kept[chance.order(size)[: min(int(size * share), MOST_PEOPLE)]] = True
    return kept


def agreement_of_halves(reactions: Reactions, groups: int, settings: Settings, chance: Chance) -> float:
    """How far two halves of the people agree on where everybody stands: about 0 when there is nothing to find.

    Median over several cuts. After Tibshirani and Walther, "Cluster validation by prediction strength", 2005.
    """
    _, pairs = DRAWS[len(reactions.participants) > MANY]
    # Half the people, half the size that a group must have: nothing of this is shown.
    loose = replace(settings, fewest_people=2, smallest_group=settings.smallest_group / 2)
    return median(_halves(reactions, groups, loose, chance, pairs))


def _halves(reactions: Reactions, groups: int, settings: Settings, chance: Chance, pairs: int) -> Iterator[float]:
    for number in range(pairs):
        draw = chance.on(f"halves {number}")
        order = draw.order(len(reactions.participants))[:MOST_PEOPLE]
        both = np.zeros(len(reactions.participants), dtype=bool)
        both[order] = True
        part = subset(reactions, both)
        first = np.zeros(len(both), dtype=bool)
        first[order[: len(order) // 2]] = True
        yield agreement(*(_as_seen_by(part, half, groups, settings, draw) for half in (first[both], ~first[both])))


def _as_seen_by(
    reactions: Reactions, half: NDArray[Any], groups: int, settings: Settings, chance: Chance
) -> NDArray[Any]:
    """The group of everybody, with the axes and the centres that this half alone gives."""
    those = subset(reactions, half)
    matrix, means = centred(those)
    axes = principal_axes(matrix, means, chance.on("axes"), tolerance=_TOLERANCE)
    found = best_grouping(positions(matrix, axes, those.seen_by()), settings, chance, _QUICK, only=groups)
    if found is None:
        return np.zeros(len(half), dtype=np.int64)
    everyone, _ = centred(reactions)
    everyone.data = reactions.answers - means[reactions.columns]
    return assign(positions(everyone, axes, reactions.seen_by()), found.middles)
