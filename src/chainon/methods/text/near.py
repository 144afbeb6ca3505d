"""Near duplicates: which texts may ask for the same thing.

A text is its terms, the matters of everyday life that its words belong to (`matters`), the beginnings of its words
(which forgive a spelling); each counts the more, the fewer texts have it, and two texts are as near as the cosine of
what they have (Salton and Buckley, *Term-weighting approaches in automatic text retrieval*, 1988). Lexical, hence
explained: the words that two texts share are given with their nearness.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import Generic, NamedTuple, TypeVar

from .analyser import WORD, normal, plain, term
from .matters import matters_of, matters_together
from .stance import may_oppose

Key = TypeVar("Key", bound=Hashable)

WEIGHTS = {"t": 1.0, "k": 1.8, "p": 0.3}
"""A term, a matter, the beginning of a word."""
TITLE = 1.7
SMOOTH = 5
PREFIX = 5
CLOSE = 0.25
"""Of the list it was made on, nine twins in ten are nearer than this; half of the texts have a stranger as near."""


class Neighbour(NamedTuple, Generic[Key]):
    """`closeness` from 0 to 1; `shared`: the words of the new text that bring them near, the heaviest first."""

    key: Key
    closeness: float
    may_oppose: bool
    shared: tuple[str, ...]


def neighbours(text: str, among: Mapping[Key, str], k: int = 3, least: float = 0.0) -> list[Neighbour[Key]]:
    """The `k` texts nearest to a text, the nearest first; its first line is its title.

    `among` gives the texts that it may be near to: thousands, or the few that an index holds for likely. Ties go to
    the one that comes first. Nothing shared is no neighbour.
    """
    here, those = features(text), {key: features(other) for key, other in among.items()}
    seen = Counter(feature for each in those.values() for feature in each)
    rarity = {feature: _rarity(number, len(those)) for feature, number in seen.items()}
    unseen = _rarity(0, len(those))
    mine = {feature: weight * rarity.get(feature, unseen) for feature, weight in here.items()}
    norm = _norm(mine.values())
    found = []
    for place, (key, theirs) in enumerate(those.items()):
        common = mine.keys() & theirs.keys()
        if not common:
            continue
        whole = _norm(weight * rarity[feature] for feature, weight in theirs.items())
        closeness = sum(mine[each] * theirs[each] * rarity[each] for each in common) / (norm * whole)
        found.append((-closeness, place, key, common))
    best = sorted(found, key=lambda each: each[:2])[:k]
    return [
        Neighbour(key, round(-closeness, 6), may_oppose(text, among[key]), _words(text, common, mine))
        for closeness, _place, key, common in best
        if -closeness >= least
    ]


def traits(text: str) -> list[str]:
    """The terms and the matters of a text, each once: by them one looks for candidates among many texts."""
    return [feature for feature in features(text) if feature[0] != "p"]


@lru_cache(maxsize=2048)
def features(text: str) -> Mapping[str, float]:
    """What a text is compared by, and how much each weighs in it."""
    title, _, rest = normal(text).partition("\n")
    weights: dict[str, float] = defaultdict(float)
    for part, times in ((title, TITLE), (rest, 1.0)):
        for feature, number in _counted(part).items():
            weights[feature] = max(weights[feature], times * WEIGHTS[feature[0]] * (1 + math.log(number)))
    return MappingProxyType(weights)


def _counted(text: str) -> Counter[str]:
    words = [word for each in WORD.findall(text) if term(word := each.lower())]
    found = Counter(feature for word in words for feature in _of_word(word))
    found.update(f"k{matter}" for pair in pairwise(words) for matter in matters_together(*pair))
    return found


@lru_cache(maxsize=65_536)
def _of_word(word: str) -> tuple[str, ...]:
    letters, found = plain(word), [f"t{term(word)}"]
    found.extend(f"k{matter}" for matter in matters_of(word))
    if len(letters) > PREFIX:
        found.append(f"p{letters[:PREFIX]}")
    return tuple(found)


def _rarity(seen: int, among: int) -> float:
    return math.log((among + SMOOTH) / (seen + 1))


def _norm(weights: Iterable[float]) -> float:
    return math.sqrt(sum(weight * weight for weight in weights)) or 1.0


def _words(text: str, common: Iterable[str], weights: Mapping[str, float]) -> tuple[str, ...]:
    shared = set(common)
    words: dict[str, float] = {}
    for each in WORD.findall(normal(text)):
        word = each.lower()
        if term(word) and (found := shared.intersection(_of_word(word))):
            words[word] = max(weights[feature] for feature in found)
    return tuple(sorted(words, key=lambda word: -words[word])[:5])
