"""Reactions are one thing whatever the order and the form they came in."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chainon.methods.opinions import OpinionsError, Reactions
from chainon.methods.opinions.report import inputs_sha256

from .conversations import triples

PAIRS = st.dictionaries(
    st.tuples(st.sampled_from("abcdéà"), st.sampled_from(["10", "9", "2", "é"])),
    st.sampled_from([-1, 0, 1]),
    min_size=1,
)


@given(PAIRS, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_rows_never_matters(pairs: dict[tuple[str, str], int], shuffle: random.Random) -> None:
    rows = [(person, statement, answer) for (person, statement), answer in pairs.items()]
    first = Reactions.of(rows)
    shuffle.shuffle(rows)
    again = Reactions.of(rows)
    assert triples(first) == triples(again) == sorted(rows, key=lambda row: (row[0].encode(), row[1].encode()))
    assert inputs_sha256(first) == inputs_sha256(again)


def test_ids_are_sorted_by_their_bytes_and_rows_follow() -> None:
    found = Reactions.from_arrays([1, 0, 0], [0, 0, 1], [1, -1, 0], ["b", "a"], ["9", "10"])
    assert found.participants == ("a", "b")
    assert found.statements == ("10", "9")
    assert triples(found) == [("a", "9", 1), ("b", "10", 0), ("b", "9", -1)]


def test_without_ids_they_are_numbers_of_one_width() -> None:
    found = Reactions.from_arrays([10, 2], [0, 1], [1, 1])
    assert found.participants[:3] == ("00", "01", "02")
    assert found.statements == ("0", "1")


@pytest.mark.parametrize(
    ("arrays", "ids", "code"),
    [
        (([], [], []), (None, None), "no-reactions"),
        (([0, 1], [0], [1, 1]), (None, None), "different-lengths"),
        (([0], [0], [2]), (None, None), "unknown-answer"),
        (([0], [3], [1]), (["a"], ["s"]), "bad-index"),
        (([-1], [0], [1]), (["a"], ["s"]), "bad-index"),
        (([0, 0], [0, 0], [1, 1]), (["a"], ["s"]), "answer-twice"),
        (([0, 0], [0, 0], [1, -1]), (["a"], ["s"]), "answer-twice"),
        (([0], [0], [1]), (["a", "a"], ["s"]), "participant-twice"),
        (([0], [0], [1]), (["a"], ["s", "s"]), "statement-twice"),
    ],
)
def test_arrays_that_mean_nothing_are_refused(
    arrays: tuple[list[int], list[int], list[int]], ids: tuple[list[str] | None, list[str] | None], code: str
) -> None:
    with pytest.raises(OpinionsError) as refused:
        Reactions.from_arrays(*arrays, *ids)
    assert refused.value.code == code


def test_a_statement_taken_out_takes_its_reactions_with_it() -> None:
    whole = Reactions.of([("a", "1", 1), ("a", "2", -1), ("b", "2", 0), ("b", "3", 1)])
    left = whole.without_statements(["2", "unknown"])
    assert left.statements == ("1", "3")
    assert triples(left) == [("a", "1", 1), ("b", "3", 1)]
    assert left.seen_by().tolist() == [1, 1]


def test_a_statement_that_nobody_has_seen_is_kept() -> None:
    found = Reactions.of([("a", "1", 1)], statements=["2"])
    assert found.statements == ("1", "2")
    assert np.bincount(found.columns, minlength=2).tolist() == [1, 0]
