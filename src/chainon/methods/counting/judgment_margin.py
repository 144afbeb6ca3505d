"""Bounds on how many ballots would change who is elected by majority judgment.

Below: if k ballots were rewritten, no winner could fall lower than by losing its k best grades for the worst one, nor
another rise higher than by changing its k worst grades for the best one; while that is not enough for any pair, k is
not enough. Above: rewritings of real ballots that were found and counted again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import product
from math import ceil

from .majority_value import Median, Ungraded, compared, value_of
from .margins import halved, least
from .model import NONE, Margin, Number, Profile

Spread = Sequence[Number]
Ballots = list[tuple[int, int, Number, int]]
"""Grade of the winner and of the other (from the worst, 0; -1 for none), weight of one ballot, how many."""


def margin_of(
    profile: Profile, spreads: Sequence[Spread], winners: tuple[str, ...], median: Median, ungraded: Ungraded
) -> Margin:
    """Over all pairs of a winner and another: the result is no longer certain once one pair is level or turned."""
    places = {name: place for place, name in enumerate(profile.candidates)}
    pairs = list(product([places[name] for name in winners], [p for n, p in places.items() if n not in winners]))
    lowers = {(w, o): _below(spreads[w], spreads[o], profile.heaviest, median) for w, o in pairs}
    lower, upper = least(*lowers.values()), None
    for winner, other in sorted(pairs, key=lambda pair: lowers[pair]):
        if upper is not None and lowers[winner, other] >= upper:
            break
        ballots = _pair(profile, winner, other, ungraded)
        upper = least(upper, _above(ballots, spreads[winner], spreads[other], median))
    return Margin(lower, upper)


def _below(winner: Spread, other: Spread, heaviest: Number, median: Median) -> int:
    def is_enough(number: int) -> bool:
        moved = number * heaviest
        falling = _to_end(winner, moved, best_first=True)
        rising = _to_end(other, moved, best_first=False)
        return compared(value_of(rising, median), value_of(falling, median)) >= 0

    most = ceil(max(sum(winner), sum(other)) / heaviest) if heaviest else 0
    found = halved(most, is_enough)
    assert found is not None, "all ballots rewritten, the other has only the best grade"
    return found


def _to_end(spread: Spread, moved: Number, *, best_first: bool) -> list[Number]:
    """`moved` grades, the best first, become the worst one; or the worst first, the best one."""
    result = list(spread)
    order = range(len(result) - 1, 0, -1) if best_first else range(len(result) - 1)
    target = 0 if best_first else len(result) - 1
    for grade in order:
        taken = min(moved, result[grade])
        result[grade] -= taken
        result[target] += taken
        moved -= taken
    return result


def _pair(profile: Profile, winner: int, other: int, ungraded: Ungraded) -> Ballots:
    """The ballots as this pair sees them."""
    top = len(profile.scale) - 1
    silent = 0 if ungraded == "worst" else -1

    def level(mark: int) -> int:
        return silent if mark == NONE else top - mark

    kinds: dict[tuple[int, int, Number], int] = {}
    for marks, weight, number in profile.ballots():
        kind = (level(marks[winner]), level(marks[other]), weight)
        kinds[kind] = kinds.get(kind, 0) + number
    return [(*kind, number) for kind, number in kinds.items()]


def _above(ballots: Ballots, winner: Spread, other: Spread, median: Median) -> int | None:
    """The smallest rewriting found, the ballots being taken in three orders, each by halving."""
    orders: tuple[Callable[[tuple[int, int, Number, int]], tuple[int, int]], ...] = (
        lambda ballot: (ballot[0] - ballot[1], ballot[0]),
        lambda ballot: (ballot[0], -ballot[1]),
        lambda ballot: (-ballot[1], ballot[0]),
    )
    found: list[int | None] = []
    for order in orders:
        ordered = sorted(sorted(ballots, reverse=True), key=order, reverse=True)
        is_enough = partial(_turned, ordered, winner, other, median)
        found.append(halved(sum(ballot[3] for ballot in ballots), is_enough))
    return least(*found)


def _turned(ballots: Ballots, winner: Spread, other: Spread, median: Median, number: int) -> bool:
    """Whether the first `number` ballots, rewritten, bring the other level with the winner."""
    falling, rising = list(winner), list(other)
    for mine, theirs, weight, times in ballots:
        taken = min(times, number)
        number -= taken
        for spread, grade, end in ((falling, mine, 0), (rising, theirs, len(winner) - 1)):
            spread[end] += weight * taken
            if grade >= 0:
                spread[grade] -= weight * taken
    return compared(value_of(rising, median), value_of(falling, median)) >= 0
