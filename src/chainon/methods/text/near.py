"""Near duplicates: which texts may ask for the same thing.

Two measures, added: what they ask for (`meanings`), and a little for the words themselves, a word counting the more,
the fewer texts have it (Salton and Buckley, *Term-weighting approaches in automatic text retrieval*, 1988): the name of
a street says much. The words that bring two texts near are given with their nearness.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from .analyser import WORD, normal, stem, term
from .matters import lines_of, terms_of
from .meanings import Meaning, likeness, meaning, ways
from .opposition import may_oppose
from .reading import TITLE, Reading, features_of, reading
from .vectors import direction, row_of, vectors

if TYPE_CHECKING:
    from .reader import Wish

Key = TypeVar("Key", bound=Hashable)

WORDS = 0.1
"""What the words themselves weigh, beside what is asked for."""
SMOOTH = 5
FOR_ANOTHER = 0.5
"""What a word says when it is sought for another."""
ALIKE, USED_ALIKE = 0.25, 0.3
"""Texts that share no word are neighbours from this likeness; a word is said to bring near from this one, of use."""
CLOSE = 0.24
"""Of the lists that judged it before, nine twins in ten are nearer; half of the texts have a stranger as near."""


class Neighbour(NamedTuple, Generic[Key]):
    """`closeness` from 0 to 1; `shared`: the words of the new text that bring them near, the heaviest first."""

    key: Key
    closeness: float
    may_oppose: bool
    shared: tuple[str, ...]


def neighbours(
    text: str,
    among: Mapping[Key, str],
    k: int = 3,
    least: float = 0.0,
    *,
    meanings: Mapping[Key, Meaning] | None = None,
    wishes: Mapping[str, Wish] | None = None,
) -> list[Neighbour[Key]]:
    """The `k` texts nearest to a text, the nearest first; its first line is its title.

    `among` gives the texts that it may be near to: thousands, or the few that an index holds for likely; `meanings`,
    what is already known of them; `wishes`, of the texts. Ties go to the one that comes first. Nothing shared is no
    neighbour.
    """
    if not among:
        return []
    here, those = reading(text), {key: reading(other) for key, other in among.items()}
    rarity = _Rarity(those.values())
    mine = rarity.weighed(here)
    norm = _norm(mine.values())
    kept = meanings or {}
    asked = likeness(ways([meaning(text)])[0], ways(kept.get(key) or meaning(among[key]) for key in among))
    found = []
    for place, (key, theirs) in enumerate(those.items()):
        weights = rarity.weighed(theirs)
        common = mine.keys() & weights.keys()
        by_words = sum(mine[each] * weights[each] for each in common) / (norm * _norm(weights.values()))
        if common or (mine and asked[place] > ALIKE):
            found.append((-(float(asked[place]) + WORDS * by_words) / (1 + WORDS), place, key))
    best = sorted(found, key=lambda each: each[:2])[:k]
    return [
        Neighbour(key, round(-near, 6), may_oppose(text, among[key], wishes), _words(text, mine, those[key]))
        for near, _place, key in best
        if -near >= least
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
        self._features = {each: math.log(among / (number + 1)) for each, number in features.items()}
        self._unseen = math.log(among)

    def weighed(self, one: Reading) -> dict[str, float]:
        return {each: weight * self._features.get(each, self._unseen) for each, weight in one.features.items()}


def _norm(weights: Iterable[float]) -> float:
    return math.sqrt(sum(weight * weight for weight in weights)) or 1.0


def _words(text: str, mine: Mapping[str, float], theirs: Reading) -> tuple[str, ...]:
    """The words of a text by which it is near another: what they share, or their use."""
    shared = mine.keys() & theirs.features.keys()
    rows, way = vectors().rows, direction(theirs.used)
    words: dict[str, float] = {}
    for each in WORD.findall(normal(text)):
        word = each.lower()
        if not term(word):
            continue
        heaviest = max((mine[feature] for feature in shared.intersection(features_of(word))), default=0.0)
        if not heaviest and (row := row_of(word)) is not None and (likeness := float(rows[row] @ way)) > USED_ALIKE:
            heaviest = likeness
        if heaviest:
            words[word] = heaviest
    return tuple(sorted(words, key=lambda word: -words[word])[:5])
