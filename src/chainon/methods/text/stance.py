"""What a text wishes of what it names.

Its verbs of action (« garder », « enlevez », « qu’on ouvre »), « plus de », « non à », « sans » are lent to the words
that follow, turned round by a refusal (« ne fermez pas », « arrêter d’arroser »), and to those of the title when they
name nothing themselves (« ne le vendez pas »). What a text merely describes (« tout s’éteint à 23 h ») is no wish.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from . import cues
from .acts import Clause, act_at, is_place
from .analyser import normal, stem, term, together
from .cues import WANTED, Wish
from .matters import lines_of

REACH, SHORT = 6, 2
"""Words that a cue speaks of, after it; before it for what qualifies; « sans » speaks of fewer."""
IN_TEXT, OF_TITLE, NAMED, LINES, PLACE = 0.7, 0.8, 0.6, 0.4, 0.4
"""What a wish weighs: said in the text rather than the title; lent to the title; only named; lent to the lines of a
word; lent to where it is to be."""
_CLAUSE = re.compile(
    r"[.!?;:()\n…]+|,? (?:mais|parce|car|puisque|quand|sinon|afin|donc|alors|qui) |, | (?=si |s ils |s il )"
)
_WORD = re.compile(r"[^\W_]+")


class Stance(NamedTuple):
    """What a text wishes of each of its words.

    `sides`: its side of contraries (« plus tôt » or « plus tard »); `written`: of each word, the one in `wishes`.
    """

    wishes: dict[str, Wish]
    sides: dict[str, int]
    written: dict[str, str]


@lru_cache(maxsize=4096)
def stance(text: str) -> Stance:
    title, _, rest = (part.translate(_JOINTS) for part in normal(text).lower().partition("\n"))
    named = [word for word in _WORD.findall(title) if term(word)]
    more: dict[str, float] = defaultdict(float)
    stay: dict[str, float] = defaultdict(float)
    for part, weight, is_title in ((title, 1.0, True), (rest, IN_TEXT, False)):
        for clause in _CLAUSE.split(part):
            if cues.REPORTED.search(clause):
                continue
            for word, wish in _read(Clause(_WORD.findall(clause), is_title, named)):
                more[word] += weight * wish.more
                stay[word] += weight * wish.stay
    wishes = {word: Wish(_bound(more[word]), _bound(stay[word])) for word in more.keys() | stay.keys()}
    words = {word: f"t{found}" for word in _WORD.findall(f"{title} {rest}") if (found := term(word))}
    written = {word: found for word, found in words.items() if found in wishes}
    return Stance(wishes, _sides(f"{title} . {title} . {rest}"), written)


_JOINTS = str.maketrans("’'-", "   ")


def _bound(value: float) -> float:
    return max(-1.0, min(1.0, value))


def _sides(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for axis, (one, other) in cues.AXES.items():
        counts = sum(_stands(text, match) for match in one.finditer(text))
        counts -= sum(_stands(text, match) for match in other.finditer(text))
        if counts:
            found[axis] = 1 if counts > 0 else -1
    return found


def _stands(text: str, match: re.Match[str]) -> int:
    return -1 if cues.AGAINST.search(text[max(0, match.start() - 24) : match.start()]) else 1


def _read(clause: Clause) -> Iterator[tuple[str, Wish]]:
    """The words of a clause that something is wished of."""
    reading = _Reading(clause)
    for place, word in enumerate(clause.words):
        act, done = act_at(clause, place, reading.wish if reading.left == REACH else None)
        if act is not None:
            yield from reading.begun(place, act, done)
            continue
        yield from reading.named(place)
        yield from _undone(word)
        if clause.is_title and (wish := cues.ADJECTIVES.get(word)):
            reading.is_moved = True
            for earlier in clause.words[max(0, place - REACH) : place]:
                yield from _spread(earlier, wish)
    yield from reading.lent()
    if clause.is_title and not reading.is_moved and clause.words and clause.words[0] in cues.ASKING:
        for word in clause.words:
            yield from _spread(word, WANTED.times(NAMED))


def _undone(word: str) -> Iterator[tuple[str, Wish]]:
    """« Désherber » is against the grass."""
    if word.startswith("dé") and len(word) > 6 and word.endswith(("er", "ez")) and word not in cues.ACTS:
        yield f"t{term(word[3:] if word[2] == 's' else word[2:])}", Wish(-1, 0)


class _Reading:
    """Where one is in a clause: the wish that has begun, how many words it may still speak of, whether it has named
    any; whether any wish was met.
    """

    def __init__(self, clause: Clause) -> None:
        self.clause = clause
        self.wish: Wish | None = None
        self.left = 0
        self.last = ""
        self.has_named = self.is_moved = False

    def begun(self, place: int, act: Wish, done: int) -> Iterator[tuple[str, Wish]]:
        """`done`: whether to do it is wanted (1) or refused (-1), which is a wish too."""
        yield from self.lent()
        words = self.clause.words
        word = words[place]
        self.wish, self.left = act, SHORT if word in cues.LACKING else REACH
        self.has_named, self.is_moved = False, True
        if done and term(word) and (word in cues.SPEAKING or word not in cues.ACTS):
            yield f"t{term(word)}", WANTED.times(done)

    def named(self, place: int) -> Iterator[tuple[str, Wish]]:
        """The wish that has begun speaks of this word."""
        words = self.clause.words
        found = term(words[place])
        if self.wish is None or not self.left or not found:
            return
        wish = self.wish.times(PLACE) if is_place(words, place, has_named=self.has_named) else self.wish
        yield from _spread(words[place], wish)
        if pair := together(self.last, found):
            yield f"t{pair}", wish
        self.left, self.last, self.has_named = self.left - 1, found, True

    def lent(self) -> Iterator[tuple[str, Wish]]:
        """« Ne le vendez pas » speaks of what the title names."""
        if self.wish is not None and not self.has_named and not self.clause.is_title:
            is_resisted = self.wish.stay > 0 > self.wish.more
            wish = Wish(0.0, self.wish.stay) if is_resisted else self.wish
            for word in self.clause.title:
                yield from _spread(word, wish.times(OF_TITLE))


def _spread(word: str, wish: Wish) -> Iterator[tuple[str, Wish]]:
    """Over a word that says something, and less over the lines where it stands."""
    if found := term(word):
        yield f"t{found}", wish
        matters, synonyms = lines_of(stem(word))
        for line in (*(f"k{number}" for number in matters), *(f"s{number}" for number in synonyms)):
            yield line, wish.times(LINES)
