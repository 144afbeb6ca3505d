"""What is shown next: what tells most, and never forgetting what few have seen."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from chainon.methods.opinions.analysis import analyse
from chainon.methods.opinions.routing import LEAST_SEEN_TURN, chances, next_statement
from chainon.methods.randomness import Stream

from .conversations import planted


def test_one_time_in_four_the_least_seen_are_shown() -> None:
    reactions, _ = planted(300, 40, 20, groups=2, seed=1)
    analysis = analyse(reactions)
    assert analysis.plane is not None
    found = chances(analysis.counts, analysis.plane.axes)
    seen = analysis.counts.everyone.sum(axis=0)
    least = np.argsort(seen, kind="stable")[:10]
    assert found.sum() == pytest.approx(1)
    assert found[least].sum() >= LEAST_SEEN_TURN
    assert found[least].min() >= LEAST_SEEN_TURN / (seen <= np.sort(seen)[9]).sum()


def test_a_new_statement_comes_before_all_the_others() -> None:
    reactions, _ = planted(100, 20, 15, groups=1, seed=1)
    counts = analyse(reactions).counts
    counts.table[:, :, 7] = 0
    assert chances(counts).argmax() == 7


def test_a_person_is_never_shown_what_they_answered() -> None:
    odds = np.array([0.5, 0.25, 0.25, 0.0])
    stream = Stream("routing")
    shown = Counter(next_statement(odds, {0}, stream) for _ in range(400))
    assert set(shown) <= {1, 2, 3}
    assert 150 < shown[1] < 250
    assert next_statement(odds, {0, 1, 2, 3}, stream) is None


def test_the_same_seed_shows_the_same_statements() -> None:
    odds = np.full(10, 0.1)
    first, again = Stream("a"), Stream("a")
    assert [next_statement(odds, (), first) for _ in range(9)] == [next_statement(odds, (), again) for _ in range(9)]
