"""Delays in days: pauses stop the clock, and what ran is found again."""

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainon.methods.deadlines import Pause, due_on, elapsed, median_days, pause_on

SUMMER = Pause(date(2026, 7, 4), date(2026, 8, 31))
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
PAUSES = st.lists(st.builds(lambda first, length: Pause(first, first + timedelta(length)), DAYS, st.integers(0, 90)))


def test_sixty_days_without_a_pause():
    assert due_on(date(2026, 3, 1), 60) == date(2026, 4, 30)


def test_the_summer_does_not_count():
    assert due_on(date(2026, 6, 24), 30, [SUMMER]) == date(2026, 9, 21)
    assert elapsed(date(2026, 6, 24), date(2026, 8, 15), [SUMMER]) == 9


def test_a_promise_made_during_a_pause_starts_to_run_after_it():
    assert due_on(date(2026, 7, 14), 1, [SUMMER]) == date(2026, 9, 1)


def test_a_delay_that_ends_on_the_eve_of_a_pause_is_not_moved():
    assert due_on(date(2026, 6, 24), 9, [SUMMER]) == date(2026, 7, 3)


def test_no_delay_is_due_the_same_day_even_in_a_pause():
    assert due_on(date(2026, 7, 14), 0, [SUMMER]) == date(2026, 7, 14)


def test_the_pause_of_a_day_is_whole_even_when_announced_in_two_parts():
    parts = [Pause(date(2026, 7, 4), date(2026, 7, 31)), Pause(date(2026, 8, 1), date(2026, 8, 31))]
    assert pause_on(date(2026, 8, 2), parts) == SUMMER
    assert pause_on(date(2026, 9, 1), parts) is None


def test_what_makes_no_sense_is_refused():
    with pytest.raises(ValueError, match="negative"):
        due_on(date(2026, 3, 1), -1)
    with pytest.raises(ValueError, match="before it starts"):
        due_on(date(2026, 3, 1), 1, [Pause(date(2026, 3, 2), date(2026, 3, 1))])


@given(DAYS, st.integers(0, 400), PAUSES)
def test_days_counted_one_by_one_agree(start: date, days: int, pauses: list[Pause]):
    day, left = start, days
    while left:
        day += timedelta(days=1)
        left -= not any(first <= day <= last for first, last in pauses)
    assert due_on(start, days, pauses) == day
    assert elapsed(start, day, pauses) == days


@given(DAYS, st.integers(0, 200), PAUSES, st.randoms())
def test_the_order_of_pauses_does_not_matter(start: date, days: int, pauses: list[Pause], chance):
    shuffled = list(pauses)
    chance.shuffle(shuffled)
    assert due_on(start, days, shuffled) == due_on(start, days, pauses)


@given(st.lists(st.integers(0, 400), min_size=1))
def test_the_median_is_that_of_the_standard_library(taken):
    assert median_days(Counter(taken)) == median(map(Fraction, taken))


def test_there_is_no_median_of_nothing():
    assert median_days({}) is None and median_days({3: 0}) is None
    with pytest.raises(ValueError, match="negative"):
        median_days({3: -1})
