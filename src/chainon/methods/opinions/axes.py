"""Principal axes of the reactions, without ever writing the matrix that has a cell for each person and statement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from .chance import Chance
from .model import Reactions

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

DIMENSIONS = 2
_BLOCK = 4
_MOST_BLOCKS = 60


@dataclass(frozen=True, eq=False)
class Axes:
    """`directions` (2 × statements, orthonormal), `variances` (of the people along them), `means` of the statements."""

    directions: NDArray[Any]
    variances: NDArray[Any]
    means: NDArray[Any]

    def extremity(self) -> NDArray[Any]:
        """How far from the centre somebody who only agreed with a statement would stand, one a statement.

        The sign of the centre matters: the answer is 1, from which the mean is taken.
        """
        width = self.directions.shape[1]
        lengths: NDArray[Any] = np.linalg.norm(self.directions, axis=0)
        return np.asarray(lengths * np.abs(1 - self.means) * np.sqrt(width))


def centred(reactions: Reactions, zeroed: NDArray[Any] | None = None) -> tuple[csr_matrix, NDArray[Any]]:
    """People × statements, each answer minus the mean answer to its statement; and the means.

    An answer that is missing is deemed the mean: centred, it is exactly 0, so that only the answers given are written.
    `zeroed` marks the statements that the moderation took out: they weigh nothing.
    """
    from scipy.sparse import csr_matrix

    width = len(reactions.statements)
    seen = np.bincount(reactions.columns, minlength=width)
    answers = reactions.answers.astype(np.float64)
    means = np.bincount(reactions.columns, answers, minlength=width) / np.maximum(seen, 1)
    values = answers - means[reactions.columns]
    if zeroed is not None:
        means = np.where(zeroed, 0.0, means)
        values[zeroed[reactions.columns]] = 0
    starts = np.searchsorted(reactions.rows, np.arange(len(reactions.participants) + 1))
    matrix = csr_matrix((values, reactions.columns, starts), shape=(len(reactions.participants), width))
    return matrix, means


def principal_axes(matrix: csr_matrix, means: NDArray[Any], chance: Chance, *, tolerance: float = 1e-9) -> Axes:
    """The two axes along which people differ most.

    Each axis points to the side where its heaviest statement is agreed with, so that two runs show one picture.
    """
    columns = matrix.T.tocsr()
    start = chance.normal((matrix.shape[1], min(_BLOCK, matrix.shape[1])))
    values, vectors = leading(lambda block: columns @ (matrix @ block), start, DIMENSIONS, tolerance)
    missing = DIMENSIONS - len(values)  # one statement, or one way of answering: the other axis is nothing
    values, directions = np.pad(values, (0, missing)), np.pad(vectors.T, ((0, missing), (0, 0)))
    sizes = np.abs(directions)
    heaviest = np.argmax(sizes > sizes.max(axis=1, keepdims=True) - 1e-9, axis=1)
    signs = np.where(np.take_along_axis(directions, heaviest[:, np.newaxis], axis=1) < 0, -1.0, 1.0)
    return Axes(directions * signs, values / max(matrix.shape[0] - 1, 1), means)


def leading(
    multiply: Callable[[NDArray[Any]], NDArray[Any]], start: NDArray[Any], count: int, tolerance: float
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Largest eigenvalues (descending) and eigenvectors (columns) of a symmetric operator, by block Krylov steps.

    Stops when the residuals are under `tolerance` times the largest eigenvalue, or when the space is exhausted (then
    they are exact). A block sees repeated eigenvalues, and nothing here is drawn: `start` decides everything.
    Source: Musco and Musco, "Randomized block Krylov methods", NeurIPS 2015; Rayleigh-Ritz with full orthogonalisation.
    """
    basis = _orthonormal(start, np.empty((len(start), 0)))
    block, images = basis, np.empty((len(start), 0))
    while True:
        images = np.hstack([images, multiply(block)])
        values, mixes = np.linalg.eigh(_symmetric(basis.T @ images))
        values, mixes = values[::-1][:count], mixes[:, ::-1][:, :count]
        vectors = basis @ mixes
        residuals = np.linalg.norm(images @ mixes - vectors * values, axis=0)
        if residuals.max() <= tolerance * max(values[0], 1e-300) or images.shape[1] >= _MOST_BLOCKS * start.shape[1]:
            return values, vectors
        block = _orthonormal(images[:, -block.shape[1] :], basis)
        if block.shape[1] == 0:
            return values, vectors
        basis = np.hstack([basis, block])


def _symmetric(square: NDArray[Any]) -> NDArray[Any]:
    return np.asarray((square + square.T) / 2)


def _orthonormal(vectors: NDArray[Any], basis: NDArray[Any]) -> NDArray[Any]:
    """Orthonormal columns of what `vectors` add to `basis`; none where they add nothing."""
    scale = np.linalg.norm(vectors, axis=0).max(initial=0)
    for _ in range(2):  # once leaves rounding errors as large as what is sought
        vectors = vectors - basis @ (basis.T @ vectors)
    left, sizes, _ = np.linalg.svd(vectors, full_matrices=False)
    fresh = left[:, sizes > 1e-10 * max(scale, 1e-300)]
    fresh = fresh - basis @ (basis.T @ fresh)
    return np.linalg.qr(fresh)[0]


def positions(matrix: csr_matrix, axes: Axes, seen: NDArray[Any]) -> NDArray[Any]:
    """Where each person stands (people × 2), moved out by √(statements / answers), as Polis does.

    Without it those who have answered little would all stand in the middle. Nobody's answers: the middle.
    """
    placed: NDArray[Any] = (matrix @ axes.directions.T) * np.sqrt(matrix.shape[1] / np.maximum(seen, 1))[:, np.newaxis]
    return placed
