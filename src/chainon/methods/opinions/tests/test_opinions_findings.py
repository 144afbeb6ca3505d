"""The four lists, on conversations small enough to be judged by hand."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chainon.methods.opinions import Reactions, Settings
from chainon.methods.opinions.analysis import analyse
from chainon.methods.opinions.counts import Counts
from chainon.methods.opinions.findings import CLOSE, Standings, find, ordered
from chainon.methods.opinions.representative import Representative, representative

from .conversations import PUBLIC, planted, public

SHEET = Settings()


def standings(*groups: list[tuple[int, int, int]], sizes: tuple[int, ...] = ()) -> Standings:
    """From (agree, disagree, pass) of each statement, a list a group."""
    table = np.zeros((3, len(groups) + 1, len(groups[0])), dtype=np.int64)
    for group, rows in enumerate(groups):
        for place, (agree, disagree, passed) in enumerate(rows):
            table[:, group, place] = disagree, passed, agree
    return Standings(Counts(table, sizes or tuple(max(sum(row) for row in rows) for rows in groups)), SHEET)


def test_each_statement_is_in_the_list_that_a_neighbour_would_put_it_in() -> None:
    large = [(36, 2, 2), (4, 34, 2), (2, 36, 2), (30, 5, 5), (3, 2, 0), (20, 16, 4)]
    small = [(18, 1, 1), (17, 2, 1), (1, 18, 1), (13, 6, 1), (18, 1, 1), (11, 8, 1)]
    found = find(standings(large, small))
    assert [(item.statement, item.direction) for item in found.gathers] == [(0, "agree"), (2, "disagree"), (3, "agree")]
    assert [(item.statement, item.groups) for item in found.divides] == [(1, (1, 0))]
    assert [(item.statement, item.direction, item.groups) for item in found.minority] == [(1, "agree", (1,))]
    assert [(item.statement, item.groups) for item in found.unknown] == [(4, (0,))]


def test_a_statement_gathers_from_exactly_three_in_five_on() -> None:
    # (17 + 1) / (28 + 2) is 3/5 to the last digit; one agreement less is below.
    at, below = [(17, 11, 0)], [(16, 12, 0)]
    assert len(find(standings(at, at)).gathers) == 1
    assert not find(standings(at, below)).gathers


def test_a_statement_divides_above_exactly_two_in_five() -> None:
    # 4/5 and 2/5 of 8 + 2: a gap of exactly two fifths does not divide, one more person does.
    high, low, lower = [(31, 7, 0)], [(15, 23, 0)], [(14, 24, 0)]
    assert standings(high, low).exact_gap(0) == Fraction(2, 5)
    assert not find(standings(high, low)).divides
    assert len(find(standings(high, lower)).divides) == 1


def test_a_minority_is_fewer_than_half_the_people() -> None:
    for_it, against = [(18, 1, 1)], [(2, 17, 1)]
    assert find(standings(for_it, against, sizes=(20, 21))).minority[0].direction == "agree"
    assert find(standings(for_it, against, sizes=(21, 20))).minority[0].direction == "disagree"
    assert not find(standings(for_it, against, sizes=(20, 20))).minority


def test_two_small_groups_may_carry_a_statement_together() -> None:
    for_it, against = [(18, 1, 1)], [(4, 34, 2)]
    found = find(standings(against, for_it, for_it, sizes=(45, 20, 20)))
    assert found.minority[0].groups == (1, 2)


def test_without_groups_what_divides_has_a_third_on_each_side() -> None:
    found = find(standings([(20, 18, 2), (30, 2, 8), (12, 9, 30), (3, 3, 0)]))
    assert [item.statement for item in found.divides] == [0]
    assert [item.statement for item in found.gathers] == [1]
    assert [item.statement for item in found.unknown] == [3]
    assert not found.minority


def test_scores_that_floats_cannot_tell_apart_are_compared_exactly() -> None:
    scores = np.array([0.5, 0.5 + CLOSE / 4, 0.5, 0.9])
    exact = {0: Fraction(1, 2), 1: Fraction(1, 2), 2: Fraction(1, 2) + Fraction(1, 10**12), 3: Fraction(9, 10)}
    assert ordered([0, 1, 2, 3], scores, exact.__getitem__) == [3, 2, 0, 1]


@given(
    st.lists(st.lists(st.tuples(*[st.integers(0, 30)] * 3), min_size=4, max_size=4), min_size=1, max_size=3),
    st.permutations(range(3)),
)
@settings(max_examples=80, deadline=None)
def test_the_lists_are_apart_and_the_order_of_the_groups_does_not_matter(
    groups: list[list[tuple[int, int, int]]], order: list[int]
) -> None:
    found = find(standings(*groups))
    lists = [{item.statement for item in part} for part in (found.gathers, found.divides, found.unknown)]
    assert sum(map(len, lists)) == len(set.union(*lists))
    assert {item.statement for item in found.minority}.isdisjoint(lists[0] | lists[2])
    shuffled = [groups[place] for place in order if place < len(groups)]
    again = find(standings(*shuffled))
    assert [item.statement for item in again.gathers] == [item.statement for item in found.gathers]
    assert [item.statement for item in again.divides] == [item.statement for item in found.divides]
    assert [item.statement for item in again.unknown] == [item.statement for item in found.unknown]


def is_never_contradicted(counts: Counts, found: Representative) -> bool:
    """Whether more people of the group hold the direction than its contrary."""
    agree, disagree = (int(kind[found.group, found.statement]) for kind in (counts.agree, counts.disagree))
    return agree > disagree if found.direction == "agree" else disagree > agree


@given(st.lists(st.lists(st.tuples(*[st.integers(0, 40)] * 3), min_size=3, max_size=3), min_size=2, max_size=4))
@settings(max_examples=80, deadline=None)
def test_no_group_is_ever_said_to_reject_what_more_of_it_approve(groups: list[list[tuple[int, int, int]]]) -> None:
    found = standings(*groups)
    assert all(is_never_contradicted(found.counts, pick) for picks in representative(found) for pick in picks)


def test_the_dense_conversation_where_the_peer_errs_is_told_right() -> None:
    # 80 % agree and 4 % disagree in the group, 96 % and 1 % elsewhere: rejected more than elsewhere, but not rejected.
    dense = standings([(80, 4, 16)] + [(50, 50, 0)] * 4, [(960, 10, 30)] + [(500, 500, 0)] * 4)
    assert not [pick for pick in representative(dense)[0] if pick.statement == 0 and pick.direction == "disagree"]


def test_what_a_group_says_more_than_the_others_is_found_and_ranked() -> None:
    found = representative(standings([(38, 1, 1), (30, 8, 2), (20, 20, 0)], [(2, 36, 2), (20, 18, 2), (20, 20, 0)]))
    assert [(pick.statement, pick.direction) for pick in found[0]] == [(0, "agree"), (1, "agree")]
    assert [(pick.statement, pick.direction) for pick in found[1]] == [(0, "disagree")]


def test_a_few_answers_are_never_what_a_group_says() -> None:
    found = representative(standings([(9, 0, 0), (40, 0, 0)], [(0, 39, 1), (0, 40, 0)]))
    assert [pick.statement for pick in found[0]] == [1]


def test_among_many_statements_answered_at_random_few_are_said_to_be_of_a_group() -> None:
    reactions, _ = planted(400, 200, 60, groups=1, seed=9)
    counts = Counts.of(reactions, np.arange(400) % 2, 2)
    assert sum(map(len, representative(Standings(counts, SHEET)))) <= 2


@given(st.lists(st.tuples(st.integers(0, 29), st.integers(0, 7), st.sampled_from([None, -1, 0, 1])), max_size=30))
@settings(max_examples=25, deadline=None)
def test_after_each_reaction_the_lists_are_those_of_a_fresh_count(
    changes: list[tuple[int, int, int | None]],
) -> None:
    cells = {(f"p{row:02}", str(column)): (row * column) % 3 - 1 for row in range(30) for column in range(8)}
    groups = {f"p{row:02}": "ab"[row % 2] for row in range(30)}
    analysis = analyse(_reactions(cells), groups=groups)
    for row, column, after in changes:
        pair = (f"p{row:02}", str(column))
        analysis.counts.change(row % 2, column, cells.get(pair), after)
        if after is None:
            cells.pop(pair, None)
        else:
            cells[pair] = after
    fresh = analyse(_reactions(cells), groups=groups)
    if fresh.counts.sizes == analysis.counts.sizes:  # somebody may have taken back all that they said
        assert np.array_equal(analysis.counts.table, fresh.counts.table)
        assert analysis.refreshed().findings == fresh.findings
        assert analysis.refreshed().representative == fresh.representative


def _reactions(cells: dict[tuple[str, str], int]) -> Reactions:
    return Reactions.of([(*pair, answer) for pair, answer in cells.items()], map(str, range(8)))


@pytest.mark.parametrize(("name", "gathers", "divides"), [(PUBLIC[0], 21, 45), (PUBLIC[1], 24, 9)])
def test_public_conversations_with_the_groups_that_polis_published(name: str, gathers: int, divides: int) -> None:
    # The research note counted 22 and 43 (vTaiwan), 10 divisive (Brexit) with groups of its own.
    reactions, groups = public(name)
    found = analyse(reactions, groups=groups).findings
    assert (len(found.gathers), len(found.divides)) == (gathers, divides)
