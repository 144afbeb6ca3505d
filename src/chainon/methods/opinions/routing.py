"""Which statement to show next: those that tell most, and never forgetting those that few have seen."""

from __future__ import annotations

from collections.abc import Collection
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chainon.methods.randomness import Stream

from .axes import Axes
from .counts import Counts
from .polis import priority

LEAST_SEEN_TURN = 0.25
LEAST_SEEN = 0.25


def chances(counts: Counts, axes: Axes | None = None) -> NDArray[Any]:
    """The chance of each statement to be shown next (sum 1).

    One time in four, one of the quarter of the statements that have been seen least (and of any seen as little), all
    alike; else in proportion to the priority of Polis, whose measure of what sets people apart needs the axes.
    """
    everyone = counts.everyone
    seen = everyone.sum(axis=0)
    width = len(seen)
    value = priority(everyone, axes.extremity() if axes is not None else np.zeros(width), np.zeros(width, dtype=bool))
    least = seen <= np.sort(seen)[ceil(width * LEAST_SEEN) - 1]
    result: NDArray[Any] = (1 - LEAST_SEEN_TURN) * value / value.sum() + LEAST_SEEN_TURN * least / least.sum()
    return result


def next_statement(chance: NDArray[Any], answered: Collection[int], stream: Stream) -> int | None:
    """A statement (position) that this person has not answered, drawn with these chances; None when none is left."""
    left = [place for place in range(len(chance)) if place not in set(answered)]
    if not left:
        return None
    weights = [max(1, round(float(chance[place]) * 2**32)) for place in left]
    drawn = stream.below(sum(weights))
    for place, weight in zip(left, weights, strict=True):
        drawn -= weight
        if drawn < 0:
            return place
    raise AssertionError("a number below the sum of the weights falls in one of them")
