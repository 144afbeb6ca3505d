"""Chance for computations: many numbers at once, all from one seed text."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from chainon.methods.randomness import Stream


class Chance:
    """Numbers drawn from `seed`, each `purpose` apart: what one part draws never shifts what another does.

    The first word of `randomness.Stream` starts NumPy's PCG64, whose stream of raw words is the same in every version
    and on every machine (NEP 19); only raw words are used.
    """

    def __init__(self, seed: str, purpose: str = "") -> None:
        self._seed, self._purpose = seed, purpose
        self._source = np.random.PCG64(Stream(f"chainon opinions\n{purpose}\n{seed}").below(2**64))

    def on(self, purpose: str) -> Chance:
        """Another stream of the same seed."""
        return Chance(self._seed, f"{self._purpose}/{purpose}")

    def uniform(self, shape: int | tuple[int, ...]) -> NDArray[Any]:
        """Numbers in [0, 1), of 53 bits."""
        words = self._source.random_raw(int(np.prod(shape)))
        numbers: NDArray[Any] = (words >> np.uint64(11)).astype(np.float64).reshape(shape) * 2.0**-53
        return numbers

    def normal(self, shape: tuple[int, ...]) -> NDArray[Any]:
        """Numbers of zero mean and unit variance (sums of twelve uniform ones: all that a starting block needs)."""
        numbers: NDArray[Any] = self.uniform((*shape, 12)).sum(axis=-1) - 6
        return numbers

    def order(self, size: int) -> NDArray[Any]:
        """A random order of 0 … size - 1."""
        return np.argsort(self._source.random_raw(size), kind="stable")
