"""How many ballots would have to be otherwise: exact, by taking first the ballots whose change moves most.

The effect of a ballot is by how much, at most, rewriting it brings the result nearer to its turning point. Effects of
different ballots add up, so the fewest ballots are those of largest effect. See Xia, "Computing the margin of victory
for various voting rules", EC 2012.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from math import ceil, floor

from .model import Margin, Marks, Number, Profile
from .thresholds import Threshold

Effect = Callable[[Marks], Number]


def changed(profile: Profile, gap: Number, effect: Effect, *, beyond: bool = False) -> int | None:
    """Fewest ballots whose rewriting closes `gap` (goes `beyond` it); None when all of them would not."""
    if gap < 0 or (gap == 0 and not beyond):
        return 0
    gains: dict[Number, int] = {}
    for weight, group in profile.groups.items():
        effects: dict[Number, int] = {}
        for marks, number in group.items():
            each = effect(marks)
            effects[each] = effects.get(each, 0) + number
        for each, number in effects.items():
            if each > 0:
                gains[weight * each] = gains.get(weight * each, 0) + number
    taken = 0
    for gain in sorted(gains, reverse=True):
        needed = _needed(gap, gain, beyond)
        if needed <= gains[gain]:
            return taken + needed
        taken += gains[gain]
        gap -= gain * gains[gain]
    return None


def _needed(gap: Number, gain: Number, beyond: bool) -> int:
    ratio = Fraction(gap) / Fraction(gain)
    return floor(ratio) + 1 if beyond else ceil(ratio)


def swapped(
    profile: Profile, pairs: Iterable[tuple[Number, int, int]], effect: Callable[[int, int], Effect], most: Number
) -> int | None:
    """Fewest ballots for one of the pairs (gap, winner, loser) to be level; `most` bounds the effect of a ballot."""
    best: int | None = None
    strongest = most * profile.heaviest
    for gap, winner, loser in sorted(pairs):
        if best is not None and _needed(gap, strongest, False) >= best:
            break
        found = changed(profile, gap, effect(winner, loser))
        best = least(best, found)
    return best


def least(*numbers: int | None) -> int | None:
    """The smallest of those that are known."""
    return min((number for number in numbers if number is not None), default=None)


def certain(number: int | None) -> Margin:
    """An exact margin, or none when no change of ballots would do."""
    return Margin(number, number)


def falls(profile: Profile, place: int, score: Number, threshold: Threshold) -> int | None:
    """Fewest ballots for a candidate that meets a threshold on its votes to miss it."""
    gap = score - threshold.bound(profile)
    return changed(profile, gap, lambda marks: marks[place], beyond=not threshold.strictly)


def rises(profile: Profile, place: int, score: Number, threshold: Threshold) -> int | None:
    """Fewest ballots for a candidate that misses a threshold on its votes to meet it."""
    gap = threshold.bound(profile) - score
    return changed(profile, gap, lambda marks: 1 - marks[place], beyond=threshold.strictly)


def halved(most: int, is_enough: Callable[[int], bool]) -> int | None:
    """A number of 1 … `most` that is enough, the smallest when being enough is never lost by growing; None if none."""
    if most < 1 or not is_enough(most):
        return None
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_enough(middle) else (middle, high)
    return high
