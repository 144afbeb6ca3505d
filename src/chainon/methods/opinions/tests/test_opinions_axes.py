"""The axes are those of the matrix that is never written, and the same on each run."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chainon.methods.opinions import Reactions
from chainon.methods.opinions.axes import centred, leading, positions, principal_axes
from chainon.methods.opinions.chance import Chance

from .conversations import planted


def dense(reactions: Reactions) -> np.ndarray:
    """The imputed and centred matrix, written out: what the axes are defined by."""
    cells = np.full((len(reactions.participants), len(reactions.statements)), np.nan)
    cells[reactions.rows, reactions.columns] = reactions.answers
    means = np.nanmean(cells, axis=0)
    return np.where(np.isnan(cells), means, cells) - means


@pytest.mark.parametrize("seed", range(5))
def test_they_are_the_first_singular_vectors_of_the_imputed_matrix(seed: int) -> None:
    reactions, _ = planted(150, 30, 12, groups=3, seed=seed)
    matrix, means = centred(reactions)
    axes = principal_axes(matrix, means, Chance("x"))
    _, sizes, vectors = np.linalg.svd(dense(reactions), full_matrices=False)
    np.testing.assert_allclose(axes.variances, sizes[:2] ** 2 / 149, rtol=1e-9)
    np.testing.assert_allclose(np.abs(np.sum(axes.directions * vectors[:2], axis=1)), 1, atol=1e-9)


def test_another_seed_gives_the_same_axes() -> None:
    reactions, _ = planted(300, 40, 15, groups=2, seed=3)
    matrix, means = centred(reactions)
    first, other = (principal_axes(matrix, means, Chance(seed)).directions for seed in ("a", "b"))
    np.testing.assert_allclose(first, other, atol=1e-6)
    assert (first[np.arange(2), np.abs(first).argmax(axis=1)] > 0).all()


def test_two_axes_of_the_same_weight_are_both_found() -> None:
    square = np.diag([3.0, 3.0, 1.0, 1.0, 0.5, 0.1])
    values, vectors = leading(lambda block: square @ block, Chance("x").normal((6, 4)), 2, 1e-12)
    np.testing.assert_allclose(values, [3, 3], atol=1e-12)
    np.testing.assert_allclose(vectors[2:], 0, atol=1e-9)


@given(st.integers(2, 12), st.integers(1, 6), st.integers(0, 1000))
@settings(max_examples=40, deadline=None)
def test_low_ranks_end_and_are_exact(size: int, rank: int, seed: int) -> None:
    half = Chance(str(seed)).normal((size, min(rank, size)))
    square = half @ half.T
    values, vectors = leading(lambda block: square @ block, Chance("y").normal((size, min(4, size))), 2, 1e-12)
    exact = np.linalg.eigvalsh(square)[::-1][: len(values)]
    np.testing.assert_allclose(values, exact, atol=1e-8 * max(1, exact[0]))
    np.testing.assert_allclose(vectors.T @ vectors, np.eye(vectors.shape[1]), atol=1e-8)


def test_everybody_answering_alike_stands_in_the_middle() -> None:
    alike = Reactions.of([(f"p{person}", str(number), 1) for person in range(30) for number in range(8)])
    matrix, means = centred(alike)
    where = positions(matrix, principal_axes(matrix, means, Chance("x")), alike.seen_by())
    assert np.abs(where).max() == 0


def test_people_who_answered_little_are_moved_out() -> None:
    reactions, _ = planted(100, 20, 8, groups=2, seed=1)
    matrix, means = centred(reactions)
    axes, seen = principal_axes(matrix, means, Chance("x")), reactions.seen_by()
    by_hand = dense(reactions) @ axes.directions.T * np.sqrt(20 / seen)[:, np.newaxis]
    np.testing.assert_allclose(positions(matrix, axes, seen), by_hand, atol=1e-12)


def test_a_statement_taken_out_weighs_nothing() -> None:
    reactions, _ = planted(100, 20, 10, groups=2, seed=2)
    zeroed = np.arange(20) < 3
    matrix, means = centred(reactions, zeroed)
    axes = principal_axes(matrix, means, Chance("x"))
    assert np.abs(axes.directions[:, :3]).max() < 1e-9
    assert not means[:3].any()
