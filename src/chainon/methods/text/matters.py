"""What the lists of words of this folder say: which words one neighbour says for another (`synonyms.txt`), and which
matters of everyday life a word belongs to (`thesaurus.txt`)."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from .analyser import WORD, bare, stem, term

Words = tuple[str, ...]
"""Stems that mean it together: one, or two that follow each other."""


def written() -> str:
    """Which lists these are: what is learned with some is true of them only."""
    said = "\n".join((*KIN, "", *SYNONYMS))
    return sha256(said.encode()).hexdigest()


def _lines(name: str) -> tuple[str, ...]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


KIN, SYNONYMS = _lines("thesaurus.txt"), _lines("synonyms.txt")


class Found(NamedTuple):
    """The lines, by their numbers, where words stand in each of the two lists."""

    matters: tuple[int, ...] = ()
    synonyms: tuple[int, ...] = ()


NOWHERE = Found()


def lines_of(*stems: str) -> Found:
    """Where a stem stands, or two that follow each other: « pistes cyclables »."""
    matters, synonyms = _both()
    if stems not in matters and stems not in synonyms:
        return NOWHERE
    return Found(matters.get(stems, ()), synonyms.get(stems, ()))


@cache
def terms_of(line: int) -> tuple[str, ...]:
    """The terms of the words of a line of synonyms, expressions aside."""
    words = [written for written in SYNONYMS[line].split() if len(WORD.findall(written.replace("_", " "))) == 1]
    return tuple(found for word in words if (found := term(word)))


@cache
def _both() -> tuple[dict[Words, tuple[int, ...]], dict[Words, tuple[int, ...]]]:
    return places_in(KIN), places_in(SYNONYMS)


def places_in(lines: tuple[str, ...]) -> dict[Words, tuple[int, ...]]:
    """The lines of each word or pair, by their stems, and by those of one who types no accents; an expression of which
    one word alone says something is left out: it would stand for that word (« à la rue »).
    """
    found: dict[Words, set[int]] = defaultdict(set)
    unaccented: dict[Words, set[int]] = defaultdict(set)
    for number, line in enumerate(lines):
        for written in line.split():
            words = [word for each in WORD.findall(written.replace("_", " ")) if term(word := each.lower())][:2]
            if len(words) > 1 or (words and "_" not in written):
                found[tuple(map(stem, words))].add(number)
                unaccented[tuple(map(bare, words))].add(number)
    return {stems: tuple(sorted(numbers)) for stems, numbers in (unaccented | found).items()}
