"""How words are used: two words found in the same company have near vectors, though they share no letter.

`vectors.txt` comes from French texts of everywhere (fastText, CC0: Bojanowski et al., *Enriching word vectors with
subword information*, 2017). The lists of this folder, written for a town and a village, correct it: each word is drawn
to the others of its lines (Faruqui et al., *Retrofitting word vectors to semantic lexicons*, 2015), and a word that the
web hardly writes stands where its lines are.
"""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .analyser import bare, stem
from .matters import KIN, SYNONYMS, Words, places_in

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float32]

FILE = Path(__file__).with_name("vectors.txt")
DIMENSIONS = 128
STEP = 0.335 / DIMENSIONS**0.5
"""Of the sixteen values of a figure: for what is spread like a bell, the closest (Max, 1960)."""
TIMES, BY_SYNONYMS, BY_MATTERS = 3, 1.0, 0.25


class Vectors(NamedTuple):
    """`places`: the row of each stem; `rows`: of length one; `usual`: where everyday words are on average."""

    places: Mapping[str, int]
    rows: Rows
    usual: Rows


@lru_cache(maxsize=1)
def vectors() -> Vectors:
    """Read when first needed: 0.25 s, 33 MB with numpy."""
    places, rows = _read()
    return _drawn(places, rows, [(places_in(SYNONYMS), BY_SYNONYMS), (places_in(KIN), BY_MATTERS)])


@lru_cache(maxsize=65_536)
def row_of(word: str) -> int | None:
    """The row of a word in lower case, with its accents or without."""
    places = vectors().places
    found = places.get(stem(word))
    return places.get(bare(word)) if found is None else found


def direction(words: Mapping[int, float]) -> Rows:
    """Where a text stands, from the rows of its words and their weights: how it differs from everyday words, of length
    one.
    """
    import numpy as np

    _places, rows, usual = vectors()
    if not words:
        return np.zeros(DIMENSIONS, dtype=np.float32)
    weights = np.fromiter(words.values(), dtype=np.float32, count=len(words))
    total: Rows = weights @ rows[np.fromiter(words, dtype=np.intp, count=len(words))]
    found: Rows = _unit(_unit(total[None]) - usual)[0]
    return found


def _read() -> tuple[dict[str, int], Rows]:
    import numpy as np

    places: dict[str, int] = {}
    codes = bytearray()
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            continue
        code, *stems = line.split(" ")
        places |= dict.fromkeys(stems, len(codes) * 2 // DIMENSIONS)
        codes += base64.b85decode(code)
    pairs = np.frombuffer(bytes(codes), dtype=np.uint8).reshape(-1, DIMENSIONS // 2)
    rows = np.stack([pairs >> 4, pairs & 15], axis=2).reshape(-1, DIMENSIONS).astype(np.float32) - np.float32(7.5)
    return places, _unit(rows)


def _drawn(places: dict[str, int], read: Rows, lists: list[tuple[dict[Words, tuple[int, ...]], float]]) -> Vectors:
    """Each stem of the lists gets a row of its own, drawn to the middle of its lines."""
    import numpy as np

    listed = dict.fromkeys(stems[0] for found, _weight in lists for stems in found if len(stems) == 1)
    fresh = {each: len(read) + number for number, each in enumerate(listed)}
    start = np.zeros((len(fresh), DIMENSIONS), dtype=np.float32)
    for number, each in enumerate(fresh):
        if each in places:
            start[number] = read[places[each]]
    rows = start
    for _ in range(TIMES):
        drawn = start.copy()
        for found, weight in lists:
            _draw(drawn, rows, found, {each: row - len(read) for each, row in fresh.items()}, weight)
        rows = _unit(drawn)
    every = np.concatenate([read, rows])
    return Vectors(places | fresh, every, rows.mean(0))


def _draw(
    drawn: Rows, rows: Rows, found: dict[Words, tuple[int, ...]], places: Mapping[str, int], weight: float
) -> None:
    """Add to each row the mean of the middles of its lines, `weight` times."""
    import numpy as np

    lines: dict[int, list[int]] = defaultdict(list)
    alone = {places[stems[0]]: numbers for stems, numbers in found.items() if len(stems) == 1}
    for place, numbers in alone.items():
        for number in numbers:
            lines[number].append(place)
    middles = {number: _unit(rows[members].mean(0)[None])[0] for number, members in lines.items()}
    for place, numbers in alone.items():
        drawn[place] += weight * np.mean([middles[number] for number in numbers], axis=0)


def _unit(rows: Rows) -> Rows:
    import numpy as np

    found: Rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.float32(1e-9))
    return found
