from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from chainon.portal.report.periods import Period, after, ending_with, grid, period_with_code, quarter_of

TODAY = date(2026, 11, 22)


def test_a_period_says_its_days_and_its_code_is_read_again() -> None:
    for code, first, last in (
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-S1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026-S2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2024-T1", date(2024, 1, 1), date(2024, 3, 31)),
        ("2026-T4", date(2026, 10, 1), date(2026, 12, 31)),
    ):
        period = period_with_code(code)
        assert period is not None and (period.first, period.last, period.code) == (first, last, code)


@pytest.mark.parametrize("code", ["", "2026-S3", "2026-T5", "2026-M1", "1999", "26", "2026-T1 "])
def test_there_is_no_other_period(code: str) -> None:
    assert period_with_code(code) is None


def test_two_periods_of_the_grid_are_apart_or_one_inside_the_other() -> None:
    for one, other in combinations(grid(date(2024, 2, 3), TODAY), 2):
        apart = one.last < other.first or other.last < one.first
        inside = (one.first <= other.first and other.last <= one.last) or (
            other.first <= one.first and one.last <= other.last
        )
        assert apart != inside


def test_the_grid_begins_with_the_first_word_and_ends_today() -> None:
    codes = [period.code for period in grid(date(2025, 12, 30), TODAY)]
    assert codes == [
        "2026",
        "2026-S2",
        "2026-S1",
        "2026-T4",
        "2026-T3",
        "2026-T2",
        "2026-T1",
        "2025",
        "2025-S2",
        "2025-T4",
    ]


def test_a_quarter_ends_its_half_year_and_its_year() -> None:
    ends = {number: [each.code for each in ending_with(Period(2026, "T", number))] for number in (1, 2, 3, 4)}
    assert ends == {
        1: ["2026-T1"],
        2: ["2026-T2", "2026-S1"],
        3: ["2026-T3"],
        4: ["2026-T4", "2026-S2", "2026"],
    }
    assert after(quarter_of(date(2026, 12, 31))) == Period(2027, "T", 1)
