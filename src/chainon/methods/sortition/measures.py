"""Numbers that say how unequal chances are."""

from __future__ import annotations

from collections.abc import Sequence


def gini(probabilities: Sequence[float]) -> float:
    """Gini's coefficient of chances: 0 when all are equal, near 1 when one person has it all (0 if all are 0)."""
    ordered = sorted(probabilities)
    total = sum(ordered)
    if not ordered or total == 0:
        return 0.0
    weighted = sum(rank * chance for rank, chance in enumerate(ordered, start=1))
    return max(0.0, 2 * weighted / (len(ordered) * total) - (len(ordered) + 1) / len(ordered))
