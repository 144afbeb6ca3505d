"""What two texts are compared by, word for word: terms, beginnings of words, lines of the lists where they stand."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from .analyser import WORD, normal, plain, stem, term
from .matters import lines_of
from .vectors import row_of

WEIGHTS = {"t": 0.8, "k": 1.0, "s": 1.3, "p": 0.3}
"""A term, a matter, a line of synonyms, the beginning of a word."""
TITLE = 1.7
PREFIX = 5


class Reading(NamedTuple):
    """`features`, and how much each weighs in the text; `used`: the same for the rows of its words (`vectors`)."""

    features: Mapping[str, float]
    used: Mapping[int, float]


@lru_cache(maxsize=2048)
def reading(text: str) -> Reading:
    """The first line of a text is its title."""
    title, _, rest = normal(text).partition("\n")
    weights: dict[str, float] = defaultdict(float)
    used: dict[int, float] = {}
    for part, times in ((title, TITLE), (rest, 1.0)):
        words = [word for each in WORD.findall(part) if term(word := each.lower())]
        for feature, number in _counted(words).items():
            weights[feature] = max(weights[feature], times * WEIGHTS[feature[0]] * (1 + math.log(number)))
        for word in words:
            if (row := row_of(word)) is not None:
                used[row] = max(used.get(row, 0.0), times)
    return Reading(MappingProxyType(weights), MappingProxyType(used))


@lru_cache(maxsize=65_536)
def features_of(word: str) -> tuple[str, ...]:
    """Those of a word in lower case, by itself."""
    letters, found = plain(word), [f"t{term(word)}", *_of_lines(stem(word))]
    if len(letters) > PREFIX:
        found.append(f"p{letters[:PREFIX]}")
    return tuple(found)


def _counted(words: list[str]) -> Counter[str]:
    found = Counter(feature for word in words for feature in features_of(word))
    for first, second in pairwise(map(stem, words)):
        found.update(_of_lines(first, second))
    return found


def _of_lines(*stems: str) -> list[str]:
    matters, synonyms = lines_of(*stems)
    return [*(f"k{number}" for number in matters), *(f"s{number}" for number in synonyms)]
