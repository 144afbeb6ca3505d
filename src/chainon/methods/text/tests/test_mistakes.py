from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainon.methods.text import mistakes

LETTERS = st.text("abcd", max_size=8)


@pytest.mark.parametrize(
    ("typed", "meant", "number"),
    [("bancs", "bancs", 0), ("bnac", "banc", 1), ("bans", "bancs", 1), ("biblioteque", "bibliotheque", 1),
     ("trotoire", "trottoir", 2), ("", "ab", 2), ("velo", "école", 3), ("ca", "abc", 3)],
)  # fmt: skip
def test_mistakes_are_counted(typed: str, meant: str, number: int) -> None:
    assert mistakes(typed, meant) == number


@given(LETTERS, LETTERS, st.integers(0, 4))
def test_they_are_the_same_both_ways_and_never_more_than_asked(one: str, other: str, most: int) -> None:
    number = mistakes(one, other, most)
    assert number == mistakes(other, one, most) <= most + 1
    assert (number == 0) == (one == other)


@given(LETTERS, st.integers(0, 8), st.sampled_from("abcd"))
def test_one_letter_more_is_one_mistake(word: str, place: int, letter: str) -> None:
    assert mistakes(word[:place] + letter + word[place:], word) == 1
