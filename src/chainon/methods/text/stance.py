"""Two texts on one subject: may they want opposite things?

Not an opinion about them: a warning, to read both before bringing them together. What each wishes is read from its
verbs of action (« garder », « enlevez », « plus de », « non à »…), turned round by a negation, and lent to the words
that follow; what a text merely describes (« tout s’éteint à 23 h ») is no wish. Two texts may oppose each other when
what they wish of the words they share points in opposite directions.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from .analyser import normal, stem, term, together
from .cues import ACTS, ADJECTIVES, PHRASES, REPORTED, TURNS, Wish
from .matters import lines_of

REACH = 6
"""Words that a cue speaks of, after it; before it for what qualifies."""
_CLAUSE = re.compile(r"[.!?;:()\n…]+| (?:mais|parce|car|puisque|quand|sinon|afin) ")
_WORD = re.compile(r"[^\W_]+")


class Stance(NamedTuple):
    """What a text wishes of each of its words, and its side of contraries (« plus tôt » or « plus tard »)."""

    wishes: dict[str, Wish]
    sides: dict[str, int]


def may_oppose(one: str, other: str) -> bool:
    """True when two texts, already known to be about the same, may wish the contrary of each other."""
    return opposition(one, other) > 0


def opposition(one: str, other: str) -> float:
    """How much they pull apart, less how much they pull together; over 0, they may want opposite things."""
    here, there = stance(one), stance(other)
    apart = sum(1.0 for axis, side in here.sides.items() if there.sides.get(axis, side) != side)
    total = 1.5 * apart
    for word in here.wishes.keys() & there.wishes.keys():
        mine, theirs = here.wishes[word], there.wishes[word]
        total -= mine.more * theirs.more + mine.stay * theirs.stay
    return total


@lru_cache(maxsize=4096)
def stance(text: str) -> Stance:
    title, _, rest = normal(text).lower().replace("’", "'").partition("\n")
    more: dict[str, float] = defaultdict(float)
    stay: dict[str, float] = defaultdict(float)
    for part, weight, is_title in ((title, 1.0, True), (rest, 0.7, False)):
        for clause in _CLAUSE.split(part):
            if REPORTED.search(clause):
                continue
            for word, wish in _read(clause, is_title=is_title):
                more[word] += weight * wish.more
                stay[word] += weight * wish.stay
    words = more.keys() | stay.keys()
    return Stance({word: Wish(_bound(more[word]), _bound(stay[word])) for word in words}, _sides(f"{title}\n{rest}"))


def _bound(value: float) -> float:
    return max(-1.0, min(1.0, value))


def _sides(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for axis, (one, other) in PHRASES.items():
        counts = len(one.findall(text)) - len(other.findall(text))
        if counts:
            found[axis] = 1 if counts > 0 else -1
    return found


def _read(clause: str, *, is_title: bool) -> Iterator[tuple[str, Wish]]:
    """The words of a clause that something is wished of."""
    words = _WORD.findall(clause)
    wish, left, last = None, 0, ""
    for place, word in enumerate(words):
        if wish is not None and left and (found := term(word)):
            yield from _spread(word, found, wish)
            if pair := together(last, found):
                yield f"t{pair}", wish
            left, last = left - 1, found
        act = _act(words, place)
        if act is not None:
            wish, left = (Wish(-act.more, -act.stay) if _is_turned(words, place) else act), REACH
            continue
        if (before := ADJECTIVES.get(word)) and is_title:
            for earlier in words[max(0, place - REACH) : place]:
                if found := term(earlier):
                    yield from _spread(earlier, found, before)
    if is_title and wish is None and words and words[0] in {"un", "une", "des", "du"}:
        for word in words:
            if found := term(word):
                yield from _spread(word, found, Wish(0.6, 0))


def _spread(word: str, found: str, wish: Wish) -> Iterator[tuple[str, Wish]]:
    yield f"t{found}", wish
    for matter in lines_of(stem(word)).matters:
        yield f"k{matter}", Wish(0.4 * wish.more, 0.4 * wish.stay)


def _act(words: list[str], place: int) -> Wish | None:
    for size in (3, 2, 1):
        if found := TURNS.get(" ".join(words[place : place + size])):
            return found
    return ACTS.get(words[place])


def _is_turned(words: list[str], place: int) -> bool:
    """« ne le changez pas », « ne pas fermer »."""
    before, around = words[max(0, place - 3) : place], words[max(0, place - 3) : place + 3]
    return not {"ne", "n"}.isdisjoint(before) and not {"pas", "plus", "jamais"}.isdisjoint(around)
