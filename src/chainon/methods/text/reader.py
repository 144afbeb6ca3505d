"""What a text wishes: two wordings of one wish agree, contrary wishes part. A transformer reads its pieces of words,
each with all the others.

Microsoft's *multilingual-e5-small* (Wang et al., 2024; MIT), tuned on the voices of `scripts/requests` and of
`scripts/disagreements` (InfoNCE: van den Oord et al., 2018), with a layer above that tells, of two texts, whether they
wish the same, the contrary or other things (Conneau et al., *InferSent*, 2017). `reader.npz` keeps the pieces that
French uses, in whole numbers; made by `scripts/tune_reader.py`.
"""

from __future__ import annotations

import math
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
    Wish = NDArray[np.float16]

FILE = Path(__file__).with_name("reader.npz")
SIZE, HEADS, LAYERS, BLOCK, SIDE = 384, 12, 12, 32, 128
"""`BLOCK`: so many numbers of a piece share a step; `SIDE`: by so many are two texts compared."""
BENT = math.sqrt(2 / math.pi)
"""Of what bends the rows (GELU: Hendrycks and Gimpel, 2016, by their approximation)."""
MOST = 90
"""So many pieces are read: what is wished is said at the beginning, and the rest would cost much."""
BEFORE = "query: "
"""What the model was told to expect before a text."""


class Reader(NamedTuple):
    """`codes`: of each piece, two numbers a byte; `step`: what they are worth, by blocks; `weights`: by name, those of
    a matrix in whole numbers beside the step of each column."""

    pieces: Pieces
    codes: NDArray[np.uint8]
    step: NDArray[np.float16]
    weights: Mapping[str, NDArray[Any]]


@lru_cache(maxsize=1)
def reader() -> Reader:
    """Read when first needed."""
    pieces, weights = kept(FILE, is_lower=False)
    return Reader(pieces, weights.pop("codes"), weights.pop("step"), weights)


@lru_cache(maxsize=1024)
def wish(text: str) -> Wish:
    """What a text, whose first line is its title, wishes: 128 numbers. About 60 ms of a processor for three
    sentences."""
    import numpy as np

    known = reader()
    numbers, weights = np.array(cut_of(text, known.pieces)), known.weights
    rows = _even(_words(numbers, known) + weights["places"][: len(numbers)], "even", weights)
    for layer in range(LAYERS):
        rows = _layer(rows, f"{layer}.", weights)
    found: Wish = (rows.mean(0) @ weights["side"]).astype(np.float16)
    return found


def kept_wish(written: bytes) -> Wish:
    """As `wish(text).tobytes()` kept it."""
    import numpy as np

    return np.frombuffer(written, dtype=np.float16)


class Told(NamedTuple):
    """How much the reader holds that two texts wish the same, the contrary, other things: as logarithms, of which only
    the differences count."""

    same: float
    contrary: float
    other: float


def told(one: Wish, other: Wish) -> Told:
    """The same both ways."""
    import numpy as np

    here, there, weights = one.astype(np.float32), other.astype(np.float32), reader().weights
    found = np.concatenate([np.abs(here - there), here * there]) @ weights["tell"] + weights["tell_plus"]
    return Told(*found.tolist())


def cut_of(text: str, pieces: Pieces) -> list[int]:
    """The pieces that are read of a text, between START and END; what is all in capitals, as if it were not."""
    title, _, rest = (part.capitalize() if part.isupper() else part for part in text.partition("\n"))
    found = cut(f"{BEFORE}{title}. {rest}" if rest else f"{BEFORE}{title}", pieces)
    return found if len(found) <= MOST + 2 else [*found[: MOST + 1], found[-1]]


def _words(numbers: NDArray[np.intp], known: Reader) -> Rows:
    import numpy as np

    codes = known.codes[numbers]
    halves = np.concatenate([codes & 15, codes >> 4], axis=-1).astype(np.float32) - 8
    rows: Rows = (halves * known.step[numbers][..., None].astype(np.float32)).reshape(len(numbers), SIZE)
    return rows


def _layer(rows: Rows, name: str, weights: Mapping[str, NDArray[Any]]) -> Rows:
    """Each piece asks the others (`ask`), who answer (`key`, `value`); then each is thought over (`wide`, `back`)."""
    import numpy as np

    ask, key, value = (
        _times(rows, f"{name}{part}", weights).reshape(len(rows), HEADS, -1).transpose(1, 0, 2)
        for part in ("ask", "key", "value")
    )
    heed = ask @ key.transpose(0, 2, 1) / np.sqrt(np.float32(SIZE // HEADS))
    heed = np.exp(heed - heed.max(-1, keepdims=True))
    heard = (heed / heed.sum(-1, keepdims=True) @ value).transpose(1, 0, 2).reshape(len(rows), SIZE)
    rows = _even(rows + _times(heard, f"{name}out", weights), f"{name}heard", weights)
    wide = _times(rows, f"{name}wide", weights)
    wide *= (1 + np.tanh(BENT * (wide + np.float32(0.044715) * wide**3))) / 2
    return _even(rows + _times(wide, f"{name}back", weights), f"{name}thought", weights)


def _times(rows: Rows, name: str, weights: Mapping[str, NDArray[Any]]) -> Rows:
    found: Rows = times(rows, weights[name], weights[f"{name}_step"]) + weights[f"{name}_plus"]
    return found


def _even(rows: Rows, name: str, weights: Mapping[str, NDArray[Any]]) -> Rows:
    return even(rows, weights[f"{name}_even"], weights[f"{name}_even_plus"])
