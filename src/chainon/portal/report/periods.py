"""The grid of periods: quarters, half-years, years, and no others. Two that overlap are one inside the other, so that
their difference is a period of the grid too, protected with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from chainon.base.ui.typography import ordinal

CODE = re.compile(r"(20\d\d)(?:-([ST])([1-4]))?\Z")
YEAR, HALF, QUARTER = "", "S", "T"
MONTHS = {YEAR: 12, HALF: 6, QUARTER: 3}


@dataclass(frozen=True, order=True)
class Period:
    """`number`: 1 to 4 for a quarter, 1 or 2 for a half-year, 1 for a year."""

    year: int
    kind: str = YEAR
    number: int = 1

    @property
    def code(self) -> str:
        """In addresses and files: « 2026 », « 2026-S1 », « 2026-T3 »."""
        return f"{self.year}-{self.kind}{self.number}" if self.kind else str(self.year)

    @property
    def first(self) -> date:
        return date(self.year, MONTHS[self.kind] * (self.number - 1) + 1, 1)

    @property
    def last(self) -> date:
        end = MONTHS[self.kind] * self.number
        return date(self.year + end // 12, end % 12 + 1, 1) - timedelta(days=1)

    @property
    def label(self) -> str:
        if self.kind == QUARTER:
            return _("{nth} trimestre {year}").format(nth=ordinal(self.number), year=self.year)
        if self.kind == HALF:
            return _("{nth} semestre {year}").format(nth=ordinal(self.number), year=self.year)
        return _("Année {year}").format(year=self.year)

    @property
    def last_quarter(self) -> Period:
        """With which its counts of people are published."""
        return quarter_of(self.last)

    def is_over(self, today: date) -> bool:
        return self.last < today


def quarter_of(day: date) -> Period:
    return Period(day.year, QUARTER, (day.month - 1) // 3 + 1)


def after(quarter: Period) -> Period:
    return quarter_of(quarter.last + timedelta(days=1))


def period_with_code(code: str) -> Period | None:
    found = CODE.match(code)
    if found is None:
        return None
    year, kind, number = int(found[1]), found[2] or YEAR, int(found[3] or 1)
    return Period(year, kind, number) if kind != HALF or number <= 2 else None


def ending_with(quarter: Period) -> list[Period]:
    """The periods of the grid that end with this quarter, itself first."""
    found = [quarter]
    if quarter.number % 2 == 0:
        found.append(Period(quarter.year, HALF, quarter.number // 2))
    return [*found, Period(quarter.year)] if quarter.number == 4 else found


def grid(first: date, today: date) -> list[Period]:
    """Every period begun, from the first day to today: the latest year first, and in it the year, its half-years, its
    quarters, the latest first."""
    found = []
    for year in range(today.year, first.year - 1, -1):
        inside = [
            Period(year),
            *(Period(year, HALF, n) for n in (2, 1)),
            *(Period(year, QUARTER, n) for n in (4, 3, 2, 1)),
        ]
        found += [each for each in inside if each.last >= first and each.first <= today]
    return found
