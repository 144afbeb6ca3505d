"""Which matters of everyday life a word belongs to: the lines of `thesaurus.txt`."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from .analyser import WORD, stem, term

_LINES = Path(__file__).with_name("thesaurus.txt").read_text(encoding="utf-8").splitlines()
KIN = tuple(line for line in _LINES if line and not line.startswith("#"))


@lru_cache(maxsize=65_536)
def matters_of(word: str) -> tuple[int, ...]:
    """The matters of a word in lower case, by their numbers."""
    return tuple(sorted(_ALONE.get(stem(word), ())))


def matters_together(first: str, second: str) -> tuple[int, ...]:
    """The matters of two words that follow each other: « pistes cyclables »."""
    return tuple(sorted(_TOGETHER.get((stem(first), stem(second)), ())))


def _matters() -> tuple[dict[str, set[int]], dict[tuple[str, str], set[int]]]:
    alone: dict[str, set[int]] = defaultdict(set)
    together: dict[tuple[str, str], set[int]] = defaultdict(set)
    for matter, line in enumerate(KIN):
        for words in line.split():
            stems = [stem(word) for each in WORD.findall(words.replace("_", " ")) if term(word := each.lower())]
            if len(stems) == 1:
                alone[stems[0]].add(matter)
            elif stems:
                together[stems[0], stems[1]].add(matter)
    return dict(alone), dict(together)


_ALONE, _TOGETHER = _matters()
