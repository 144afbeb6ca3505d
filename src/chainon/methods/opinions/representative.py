"""What a group says that the others do not say as much, and the tests that Polis uses for it."""

from __future__ import annotations

from dataclasses import dataclass
from math import erfc, sqrt
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .counts import shares
from .findings import Standings, ordered
from .model import Direction

CONFIDENCE = 0.9
SIGNIFICANT = NormalDist().inv_cdf(CONFIDENCE)
"""One-sided 90 %, as Polis: 1.2816."""


@dataclass(frozen=True)
class Representative:
    """`score` = r · z_r · p · z_p (see `Tests`), and the share of the group that holds the direction."""

    group: int
    statement: int
    direction: Direction
    score: float
    share: float


@dataclass(frozen=True, eq=False)
class Tests:
    """For one direction, arrays groups × statements: `share` p in the group and its test `holds` (more than half?),
    `ratio` r of p to the share in the others, and its test `more` (more than in the others?). Tests are z-scores.
    """

    share: NDArray[Any]
    holds: NDArray[Any]
    ratio: NDArray[Any]
    more: NDArray[Any]

    @property
    def score(self) -> NDArray[Any]:
        return np.asarray(self.ratio * self.more * self.share * self.holds)


def tests(count: NDArray[Any], seen: NDArray[Any]) -> Tests:
    """The tests of one direction. Source: Small et al., "Polis", Recerca 26(2), 2021; counts are smoothed by one."""
    other, other_seen = count.sum(axis=0) - count, seen.sum(axis=0) - seen
    share = shares(count, seen)
    inside, outside = (count + 1) / (seen + 1), (other + 1) / (other_seen + 1)
    pooled = (count + other + 2) / (seen + other_seen + 2)
    spread = np.sqrt(np.maximum(pooled * (1 - pooled), 0) * (1 / (seen + 1) + 1 / (other_seen + 1)))
    more = np.where(spread > 0, (inside - outside) / np.where(spread > 0, spread, 1), 0.0)
    return Tests(share, 2 * np.sqrt(seen + 1) * (inside - 0.5), share / shares(other, other_seen), more)


def representative(standings: Standings, most_false: float = 1 - CONFIDENCE) -> tuple[tuple[Representative, ...], ...]:
    """For each group, every statement that it holds more than the others do, the most telling first.

    The direction is the one that more people of the group hold, in whole numbers: as many on each side, and the
    statement says nothing of the group. So none is ever said to be rejected where more people agree than disagree.
    Among all the pairs tested, at most a tenth are expected to be there by chance (Benjamini and Hochberg 1995).
    """
    counts = standings.counts
    if len(counts.sizes) < 2:
        return tuple(() for _ in counts.sizes)
    yes, no = tests(counts.agree, counts.seen), tests(counts.disagree, counts.seen)
    leans = counts.agree > counts.disagree
    tested = ~standings.lacking & (counts.agree != counts.disagree)
    more = np.where(leans, yes.more, no.more)
    holds = np.where(leans, yes.holds, no.holds)
    score, share = np.where(leans, yes.score, no.score), np.where(leans, yes.share, no.share)
    chosen = tested & (holds > SIGNIFICANT) & (more >= _threshold(more[tested], most_false))
    return tuple(
        tuple(
            Representative(
                group, place, "agree" if leans[group, place] else "disagree", float(score[group, place]),
                float(share[group, place]),
            )
            for place in ordered(np.flatnonzero(chosen[group]), score[group], lambda _: 0)
        )
        for group in range(len(counts.sizes))
    )  # fmt: skip


def _threshold(scores: NDArray[Any], most_false: float) -> float:
    """The z-score from which tests are kept so that at most this share of them is expected to be false."""
    descending = np.sort(scores)[::-1]
    for rank in range(len(descending), 0, -1):
        if erfc(float(descending[rank - 1]) / sqrt(2)) / 2 <= most_false * rank / len(descending):
            return float(descending[rank - 1])
    return float("inf")
