"""Majority judgment is the book's: grades removed from the middle one by one."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chainon.methods.counting.ballots import from_marks, grades
from chainon.methods.counting.errors import CountingError
from chainon.methods.counting.judgment import majority_judgment
from chainon.methods.counting.majority_value import Median, compared, value_of

SCALE = ("Excellent", "Très bien", "Bien", "Assez bien", "Passable", "Insuffisant", "À rejeter")
SPREADS = st.lists(st.integers(0, 5), min_size=3, max_size=3).filter(any)


def removed_one_by_one(spread: list[int], median: Median) -> list[int]:
    """The middle grade of those left, taken away, until none is left."""
    left = sorted(grade for grade, number in enumerate(spread) for _ in range(number))
    taken = []
    while left:
        middle = (len(left) - 1) // 2 if median == "lower" else len(left) // 2
        taken.append(left.pop(middle))
    return taken


@pytest.mark.parametrize("median", ["lower", "upper"])
@given(numbers=st.integers(1, 9), data=st.data())
@settings(max_examples=150, deadline=None)
def test_the_order_is_that_of_removing_middle_grades(median: Median, numbers: int, data: st.DataObject) -> None:
    one, other = (
        [drawn.count(grade) for grade in range(4)]
        for drawn in (data.draw(st.lists(st.integers(0, 3), min_size=numbers, max_size=numbers)) for _ in range(2))
    )
    mine, theirs = removed_one_by_one(one, median), removed_one_by_one(other, median)
    assert compared(value_of(one, median), value_of(other, median)) == (mine > theirs) - (mine < theirs)


@given(spread=SPREADS, factor=st.integers(2, 7))
def test_multiplying_every_ballot_changes_no_value(spread: list[int], factor: int) -> None:
    assert compared(value_of(spread), value_of([factor * number for number in spread])) == 0


def test_every_order_of_small_spreads_is_total_and_consistent() -> None:
    values = [value_of(spread) for spread in product(range(3), repeat=3) if any(spread)]
    for a, b, c in product(values[::2], repeat=3):
        assert compared(a, b) == -compared(b, a)
        if compared(a, b) >= 0 and compared(b, c) >= 0:
            assert compared(a, c) >= 0


def test_equal_medians_are_parted_by_what_surrounds_them() -> None:
    """Five ballots: both have Bien in the middle; taken away, the next ones are Bien and Passable."""
    one, other = [0, 2, 0, 0, 3, 0, 0], [0, 0, 2, 0, 2, 0, 1]
    assert removed_one_by_one(one, "lower")[:2] == [4, 1] and removed_one_by_one(other, "lower")[:2] == [4, 2]
    assert compared(value_of(one), value_of(other)) == -1


def test_no_grade_is_the_worst_or_is_left_out_as_published() -> None:
    ballots = [{"a": "Bien", "b": "Passable"}, {"b": "Passable"}, {"b": "Passable"}]
    profile = grades(ballots, ("a", "b"), SCALE)
    assert majority_judgment(profile).winners == ("b",)
    assert majority_judgment(profile, ungraded="excluded").winners == ("a",)


def test_someone_nobody_graded_has_the_worst_grade_even_when_silence_is_left_out() -> None:
    profile = grades([{"a": "Passable"}], ("a", "b"), SCALE)
    outcome = majority_judgment(profile, ungraded="excluded")
    assert outcome.winners == ("a",)
    assert outcome.tables["medians"] == {"a": "Passable", "b": "À rejeter"}


def test_the_middle_of_an_even_number_is_the_worse_unless_said_otherwise() -> None:
    profile = grades([{"a": "Bien", "b": "Passable"}, {"a": "À rejeter", "b": "Passable"}], ("a", "b"), SCALE)
    assert majority_judgment(profile).winners == ("b",)
    assert majority_judgment(profile, median="upper").winners == ("a",)


def test_a_scale_is_needed() -> None:
    with pytest.raises(CountingError, match="no-scale"):
        majority_judgment(from_marks("grades", ("a",), [[0]], scale=("seule",)))
