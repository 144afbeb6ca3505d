"""What may be said of small numbers of people: nothing below the threshold, nor what a subtraction would give."""

from __future__ import annotations

from collections.abc import Mapping

THRESHOLD = 11
"""INSEE's rule for attributes of persons: no count below eleven is published."""


def publishable(counts: Mapping[str, int], threshold: int = THRESHOLD) -> dict[str, int | None]:
    """Counts of one breakdown whose total is known: those below the threshold are None; when only one would be,
    so is the smallest of the others, else a subtraction would give it back."""
    shown: dict[str, int | None] = {value: count if count >= threshold else None for value, count in counts.items()}
    hidden = [value for value, count in shown.items() if count is None]
    if len(hidden) == 1 and len(shown) > 1:
        shown[min((value for value in shown if value != hidden[0]), key=lambda value: counts[value])] = None
    return shown
