"""Delays in days, with announced pauses during which every clock stands still (school holidays, an election).

Days only: a delay of 60 days that starts on the 1st ends on the day whose number of running days after it is 60. A
day inside a pause does not run; pauses may overlap. Nothing here knows the time of day or the zone: the caller says
what day it is where the promise was made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple


class Pause(NamedTuple):
    """Days from `first` to `last`, both included, during which no delay runs."""

    first: date
    last: date


def due_on(start: date, days: int, pauses: Iterable[Pause] = ()) -> date:
    """The last day on which a promise of `days` running days, made on `start`, is kept in time.

    A delay of 0 days ends on `start`, whatever the pauses. Raises `ValueError` when `days` is negative.
    """
    if days < 0:
        raise ValueError(f"a delay cannot be negative: {days}")
    spans = _merged(pauses)
    day, left = start, days
    for first, last in spans:
        if left == 0:
            break
        running = max((first - day).days - 1, 0)  # the days after `day` and before the pause
        if running >= left:
            break
        left -= running
        day = max(day, last)
    return day + timedelta(days=left)


def elapsed(start: date, end: date, pauses: Iterable[Pause] = ()) -> int:
    """Running days after `start`, up to and including `end`: 0 when `end` is not after `start`.

    The inverse of `due_on`: `elapsed(start, due_on(start, days, pauses), pauses) == days`.
    """
    still = sum(
        max((min(last, end) - max(first, start + timedelta(days=1))).days + 1, 0) for first, last in _merged(pauses)
    )
    return max((end - start).days - still, 0)


def pause_on(day: date, pauses: Iterable[Pause]) -> Pause | None:
    """The pause, merged with those it touches, in which a day stands."""
    return next((pause for pause in _merged(pauses) if pause.first <= day <= pause.last), None)


def median_days(taken: Mapping[int, int]) -> Fraction | None:
    """The median of delays, given as days → how many took that long: half-way between two where they are even.

    None where there are none. Raises `ValueError` when a number is negative.
    """
    if any(number < 0 for number in taken.values()):
        raise ValueError("a delay cannot have been taken a negative number of times")
    whole = sum(taken.values())
    if whole == 0:
        return None
    low, high = (_ranked(taken, rank) for rank in ((whole - 1) // 2, whole // 2))
    return Fraction(low + high, 2)


def _ranked(taken: Mapping[int, int], rank: int) -> int:
    """The delay of that rank, 0 for the shortest."""
    passed = 0
    for days in sorted(taken):
        passed += taken[days]
        if passed > rank:
            return days
    raise ValueError(f"there is no delay of rank {rank}")


def _merged(pauses: Iterable[Pause]) -> list[Pause]:
    merged: list[Pause] = []
    for first, last in sorted(pauses):
        if last < first:
            raise ValueError(f"a pause cannot end before it starts: {first} … {last}")
        if merged and first <= merged[-1].last + timedelta(days=1):
            merged[-1] = Pause(merged[-1].first, max(merged[-1].last, last))
        else:
            merged.append(Pause(first, last))
    return merged
