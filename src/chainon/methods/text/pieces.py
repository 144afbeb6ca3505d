"""A text cut into pieces of words, as the encoder learned to read them.

A word that the encoder does not know is made of shorter pieces that it knows: a spelling mistake or a new word is read
all the same. Of all the ways to cut, the likeliest (Kudo, *Subword regularization*, 2018: unigram, Viterbi).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

UNKNOWN, START, END = 0, 1, 2
FIRST = 3
"""The numbers of what is no piece, and of the first piece."""
SPACE = "\u2581"


class Pieces(NamedTuple):
    """`numbers`: of each piece; `prefixes`: what pieces begin with; `likely`: the logarithm of how often one is met;
    `is_lower`: capitals are read as small letters."""

    numbers: Mapping[str, int]
    prefixes: frozenset[str]
    likely: Sequence[float]
    unknown: float
    is_lower: bool


def pieces_of(written: Iterable[str], likely: Sequence[float], *, is_lower: bool = True) -> Pieces:
    """`likely`: of the three numbers that are no piece, then of each piece."""
    numbers = {piece: number for number, piece in enumerate(written, FIRST)}
    prefixes = frozenset(piece[:end] for piece in numbers for end in range(1, len(piece)))
    return Pieces(numbers, prefixes, likely, min(likely) - 10, is_lower)


def cut(text: str, pieces: Pieces) -> list[int]:
    """The numbers of the pieces of a text, between START and END."""
    letters = SPACE + SPACE.join(_plainly(text, is_lower=pieces.is_lower).split())
    best = [0.0, *[-1e38] * len(letters)]
    last: list[tuple[int, int]] = [(0, UNKNOWN)] * (len(letters) + 1)
    for start in range(len(letters)):
        for end, number, likely in _pieces_from(letters, start, pieces):
            if best[start] + likely > best[end]:
                best[end], last[end] = best[start] + likely, (start, number)
    found, at = [END], len(letters)
    while at:
        at, number = last[at]
        found.append(number)
    return [*found, START][::-1]


def _plainly(text: str, *, is_lower: bool) -> str:
    text = unicodedata.normalize("NFKC", text).replace("’", "'")
    return text.lower() if is_lower else text


def _pieces_from(letters: str, start: int, pieces: Pieces) -> Iterable[tuple[int, int, float]]:
    """Where each piece that begins here ends, its number and how likely it is."""
    yield start + 1, UNKNOWN, pieces.unknown
    for end in range(start + 1, len(letters) + 1):
        seen = letters[start:end]
        if (number := pieces.numbers.get(seen)) is not None:
            yield end, number, pieces.likely[number]
        if seen not in pieces.prefixes:
            return
