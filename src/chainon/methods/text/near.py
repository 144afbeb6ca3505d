"""Near duplicates: which texts may ask for the same thing.

Two measures, added. By its words: a text is its terms, the lines of words where they stand (`matters`), the beginnings
of its words (which forgive a spelling); two texts are as near as the cosine of what they have (Salton and Buckley,
*Term-weighting approaches in automatic text retrieval*, 1988). By their use: each text has a direction, the mean of
those of its words (`vectors`; Arora, Liang and Ma, *A simple but tough-to-beat baseline for sentence embeddings*,
2017), and two texts are as near as these point the same way. In both a word counts the more, the fewer texts have it;
and the words that bring two texts near are given with their nearness.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from .analyser import WORD, normal, plain, stem, term
from .matters import lines_of, terms_of
from .opposition import may_oppose
from .vectors import direction, row_of, vectors

if TYPE_CHECKING:
    from .vectors import Rows

Key = TypeVar("Key", bound=Hashable)

WEIGHTS = {"t": 0.8, "k": 1.0, "s": 1.3, "p": 0.3}
"""A term, a matter, a line of synonyms, the beginning of a word."""
USE = 0.6
"""What the use of words weighs, beside the words themselves."""
TITLE = 1.7
SMOOTH = 5
PREFIX = 5
FOR_ANOTHER = 0.5
"""What a word says when it is sought for another."""
ALIKE = 0.3
"""Texts that share no word are neighbours from this likeness of use."""
CLOSE = 0.28
"""Of the lists it was made on, nineteen twins in twenty are nearer; two texts in three have a stranger as near."""


class Neighbour(NamedTuple, Generic[Key]):
    """`closeness` from 0 to 1; `shared`: the words of the new text that bring them near, the heaviest first."""

    key: Key
    closeness: float
    may_oppose: bool
    shared: tuple[str, ...]


class Reading(NamedTuple):
    """What a text is compared by, and how much each weighs in it; `used`: the same for the rows of its words."""

    features: Mapping[str, float]
    used: Mapping[int, float]


def neighbours(text: str, among: Mapping[Key, str], k: int = 3, least: float = 0.0) -> list[Neighbour[Key]]:
    """The `k` texts nearest to a text, the nearest first; its first line is its title.

    `among` gives the texts that it may be near to: thousands, or the few that an index holds for likely. Ties go to
    the one that comes first. Nothing shared is no neighbour.
    """
    here, those = reading(text), {key: reading(other) for key, other in among.items()}
    rarity = _Rarity(those.values())
    mine, way = rarity.weighed(here), rarity.direction(here)
    norm = _norm(mine.values())
    found = []
    for place, (key, theirs) in enumerate(those.items()):
        weights, their_way = rarity.weighed(theirs), rarity.direction(theirs)
        common = mine.keys() & weights.keys()
        by_words = sum(mine[each] * weights[each] for each in common) / (norm * _norm(weights.values()))
        by_use = max(0.0, float(way @ their_way))
        if common or by_use > ALIKE:
            found.append((-(by_words + USE * by_use) / (1 + USE), place, key, their_way))
    best = sorted(found, key=lambda each: each[:2])[:k]
    return [
        Neighbour(key, round(-closeness, 6), may_oppose(text, among[key]), _words(text, mine, those[key], their_way))
        for closeness, _place, key, their_way in best
        if -closeness >= least
    ]


def sought(text: str) -> dict[str, float]:
    """By which terms one looks for candidates among many texts, and how much each says: its own, then those that a
    neighbour says for them.
    """
    title, _, rest = normal(text).partition("\n")
    found: dict[str, float] = {}
    others: dict[str, float] = {}
    for part, weight in ((title, TITLE), (rest, 1.0)):
        for word in WORD.findall(part):
            if own := term(lower := word.lower()):
                found[own] = max(found.get(own, 0.0), weight)
                for line in lines_of(stem(lower)).synonyms:
                    others |= {each: max(others.get(each, 0.0), weight * FOR_ANOTHER) for each in terms_of(line)}
    return others | found


class _Rarity:
    """How few texts have each thing: what it weighs."""

    def __init__(self, readings: Collection[Reading]) -> None:
        among = len(readings) + SMOOTH
        features = Counter(each for one in readings for each in one.features)
        used = Counter(each for one in readings for each in one.used)
        self._features = {each: math.log(among / (number + 1)) for each, number in features.items()}
        self._used = {row: math.log(among / (number + 1)) for row, number in used.items()}
        self._unseen = math.log(among)

    def weighed(self, one: Reading) -> dict[str, float]:
        rarity, unseen = self._features, self._unseen
        return {each: weight * rarity.get(each, unseen) for each, weight in one.features.items()}

    def direction(self, one: Reading) -> Rows:
        rarity, unseen = self._used, self._unseen
        return direction({row: weight * rarity.get(row, unseen) for row, weight in one.used.items()})


@lru_cache(maxsize=2048)
def reading(text: str) -> Reading:
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


def _counted(words: list[str]) -> Counter[str]:
    found = Counter(feature for word in words for feature in _of_word(word))
    for first, second in pairwise(map(stem, words)):
        found.update(_of_lines(first, second))
    return found


@lru_cache(maxsize=65_536)
def _of_word(word: str) -> tuple[str, ...]:
    letters, found = plain(word), [f"t{term(word)}", *_of_lines(stem(word))]
    if len(letters) > PREFIX:
        found.append(f"p{letters[:PREFIX]}")
    return tuple(found)


def _of_lines(*stems: str) -> list[str]:
    matters, synonyms = lines_of(*stems)
    return [*(f"k{number}" for number in matters), *(f"s{number}" for number in synonyms)]


def _norm(weights: Iterable[float]) -> float:
    return math.sqrt(sum(weight * weight for weight in weights)) or 1.0


def _words(text: str, mine: Mapping[str, float], theirs: Reading, way: Rows) -> tuple[str, ...]:
    """The words of a text by which it is near another: what they share, or their use."""
    shared = mine.keys() & theirs.features.keys()
    rows = vectors().rows
    words: dict[str, float] = {}
    for each in WORD.findall(normal(text)):
        word = each.lower()
        if not term(word):
            continue
        heaviest = max((mine[feature] for feature in shared.intersection(_of_word(word))), default=0.0)
        if not heaviest and (row := row_of(word)) is not None and (likeness := float(rows[row] @ way)) > ALIKE:
            heaviest = likeness
        if heaviest:
            words[word] = heaviest
    return tuple(sorted(words, key=lambda word: -words[word])[:5])
