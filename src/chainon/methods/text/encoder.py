"""What a sentence is about, as 512 numbers: sentences that say the same in other words point the same way.

The encoder is Google's *Multilingual Universal Sentence Encoder* (Yang et al., 2020; Apache 2.0), learned on sixteen
languages: a text's pieces, each read with its neighbours by three rows of convolutions, are averaged, and four layers
make of this the direction of the whole. `encoder.npz` keeps the pieces that French uses, in whole numbers; made by
`scripts/sentence_encoder.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .layers import even, kept, times
from .pieces import Pieces, cut

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float32]

FILE = Path(__file__).with_name("encoder.npz")
SIZE = 512
LETTERS = 600
"""What is read of a text: what is asked is said at its beginning, and the rest would cost much."""
WINDOWS = ((2, 0), (3, 1), (5, 2))
"""How many pieces each row of convolutions reads together, and how many of them before."""


class Encoder(NamedTuple):
    """`codes`: a row of small numbers for each piece, each worth `step` from `least`; `layers`: the weights by name,
    those of a matrix in whole numbers beside the step of each column."""

    pieces: Pieces
    codes: NDArray[np.uint8]
    step: Rows
    least: Rows
    layers: Mapping[str, NDArray[Any]]


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """Read when first needed."""
    pieces, weights = kept(FILE, is_lower=True)
    codes, step, least = (weights.pop(name) for name in ("codes", "step", "least"))
    return Encoder(pieces, codes, step, least, weights)


def encode(text: str) -> Rows:
    """The direction of a text, of length one. About 4 ms of a processor for three sentences."""
    import numpy as np

    found = encoder()
    numbers = np.array(cut(text[:LETTERS], found.pieces))
    read = found.codes[numbers] * found.step[numbers, None] + found.least[numbers, None]
    seen = np.concatenate([read, *_with_neighbours(read, found.layers)], axis=1)
    total = _times(_even(seen, "seen", found.layers).sum(0), "out", found.layers)
    mean = (total + len(numbers) * found.layers["out_plus"]) / np.sqrt(np.float32(len(numbers)))
    return _deepened(mean, found.layers)


def _with_neighbours(read: Rows, layers: Mapping[str, NDArray[Any]]) -> list[Rows]:
    """Each piece as the three rows of convolutions see it among its neighbours."""
    import numpy as np

    narrow = np.split(_even(_times(read, "in", layers) + layers["in_plus"], "in", layers), len(WINDOWS), axis=1)
    for row, (width, before) in enumerate(WINDOWS):
        for layer in "ab":
            padded = np.pad(narrow[row], ((before, width - 1 - before), (0, 0)))
            around = np.concatenate([padded[start : start + len(read)] for start in range(width)], axis=1)
            name = f"row{row}{layer}"
            narrow[row] = narrow[row] + np.maximum(_times(around, name, layers) + layers[f"{name}_plus"], 0)
    return narrow


def _deepened(mean: Rows, layers: Mapping[str, NDArray[Any]]) -> Rows:
    import numpy as np

    first = np.maximum(_times(mean, "deep0", layers), 0)
    second = np.maximum(_times(mean, "skip0", layers) + _times(first, "deep1", layers), 0)
    third = np.maximum(_times(second, "deep2", layers), 0)
    found = np.tanh(_times(second, "skip1", layers) + _times(third, "deep3", layers))
    way: Rows = found / np.linalg.norm(found)
    return way


def _times(rows: Rows, name: str, layers: Mapping[str, NDArray[Any]]) -> Rows:
    return times(rows, layers[name], layers[f"{name}_step"])


def _even(rows: Rows, name: str, layers: Mapping[str, NDArray[Any]]) -> Rows:
    return even(rows, layers[f"{name}_times"], layers[f"{name}_plus_after"])
