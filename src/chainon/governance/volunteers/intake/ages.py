"""From a date of birth or an age to an age band: the only thing that is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from .identity import plain

OLDEST = 120
ADULT = 18
ONLINE_ALONE = 15
"""Below this age a minor cannot consent alone online (loi n° 78-17 of 6 January 1978, art. 45; read 2026-11-22)."""


class Band(NamedTuple):
    """Ages from `first` to `last`, both included; `last` is None when there is no upper end."""

    label: str
    first: int
    last: int | None

    def holds(self, age: int) -> bool:
        return self.first <= age and (self.last is None or age <= self.last)


def default_starts(min_age: int, *, is_youth: bool) -> tuple[list[int], int | None]:
    """The ages at which the bands proposed start, and the last age of all: None, or 29 for a council of young people
    (under 30: CGCT, art. L. 1112-23, read 2026-11-22)."""
    starts, last = ([16, 18, 22, 26], 29) if is_youth else ([16, 26, 41, 61], None)
    if is_youth and min_age < 16:
        starts = [11, 15, 18, 25]
    return [min_age, *(start for start in starts if start > min_age + 1)], last


def bands(starts: Sequence[int], last: int | None = None) -> list[Band]:
    """Contiguous bands from the ages at which they start. Raises ValueError unless they grow from 0 to 120."""
    ends: list[int | None] = [*(start - 1 for start in starts[1:]), last]
    if not starts or starts[0] < 0 or starts[-1] > OLDEST:
        raise ValueError("ages")
    found = []
    for first, end in zip(starts, ends, strict=True):
        if end is not None and end < first:
            raise ValueError("order")
        found.append(Band(band_label(first, end), first, end))
    return found


def band_label(first: int, last: int | None) -> str:
    if last is None:
        return _("{first} ans et plus").format(first=first)
    return (
        _("{first} ans").format(first=first)
        if first == last
        else _("{first}–{last} ans").format(first=first, last=last)
    )


def band_of(age: int, among: Sequence[Band]) -> Band | None:
    return next((band for band in among if band.holds(age)), None)


def read_band(text: str) -> Band | None:
    """The band that a label says: "16-25", "26 à 40 ans", "61 ans et +", "moins de 18 ans"; None when it says none."""
    words = plain(text.replace("+", " plus ")).replace("ans", " ").replace("an ", " ")
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    left = set(re.sub(r"\d+", " ", words).split())
    if len(numbers) == 2 and numbers[0] <= numbers[1] <= OLDEST and left <= {"a", "de", "et", "entre", "au", "jusqu"}:
        return Band(text.strip(), numbers[0], numbers[1])
    if len(numbers) == 1 and numbers[0] <= OLDEST:
        if left and left <= {"et", "plus", "de", "ou"} and "plus" in left:
            return Band(text.strip(), numbers[0], None)
        if left and left <= {"moins", "de"} and "moins" in left and numbers[0] > 0:
            return Band(text.strip(), 0, numbers[0] - 1)
    return None


def read_age(text: str, today: date) -> int:
    """The age on `today` from "34", "34 ans", "12/05/1980", "1980-05-12", "12.05.80" or a year of birth.

    From a year alone, the age surely reached. Raises ValueError with the reason.
    """
    text = text.strip()
    if match := re.fullmatch(r"(\d{1,3})(?:[.,]0+)?(?:\s*ans?)?", text, re.IGNORECASE):
        return _within(int(match[1]))
    if re.fullmatch(r"(?:18|19|20)\d\d", text):
        return _within(today.year - int(text) - 1)
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ][\d:.]*)?", text):
        return _from_birth(int(match[1]), int(match[2]), int(match[3]), today)
    if match := re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d\d)(?: [\d:]*)?", text):
        year = int(match[3])
        if year < 100:
            year += 2000 if year <= today.year % 100 else 1900
        return _from_birth(year, int(match[2]), int(match[1]), today)
    raise ValueError(_("on n’y lit ni un âge ni une date de naissance"))


def _from_birth(year: int, month: int, day: int, today: date) -> int:
    try:
        born = date(year, month, day)
    except ValueError as error:
        raise ValueError(_("cette date n’existe pas")) from error
    return _within(today.year - born.year - ((today.month, today.day) < (born.month, born.day)))


def _within(age: int) -> int:
    if not 0 <= age <= OLDEST:
        raise ValueError(_("cet âge n’est pas possible"))
    return age
