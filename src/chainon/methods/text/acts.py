"""Which wish a word begins, in the clause where it stands."""

from __future__ import annotations

from typing import NamedTuple

from . import cues
from .cues import WANTED, Wish


class Clause(NamedTuple):
    """Its words, whether the title says it, and the words of the title that say something."""

    words: list[str]
    is_title: bool
    title: list[str]


def act_at(said: Clause, place: int, before: Wish | None) -> tuple[Wish | None, int]:
    """The wish that a word begins, and whether what it does is wanted (1) or refused (-1). `before`: the wish that has
    just begun and still speaks of nothing.
    """
    words = said.words
    if words[place : place + 2] == ["rendez", "vous"]:
        return None, 0
    word, refused = words[place], before is not None and _is_turner(words, place)
    for size in (3, 2, 1):
        found = cues.TURNS.get(" ".join(words[place : place + size]))
        if found and not "".join(words[place + size : place + size + 1]).isdigit():
            return (WANTED.times(0.5) if found.more < 0 and _lacks(words, place) else found), 0
    if word in cues.LACKING:
        return (Wish(-1, 0) if said.is_title else None), 0
    if word in cues.TURNERS:
        return (Wish(1, 0.5) if _is_turned(words, place) else Wish(-1, 0)), 0
    act = cues.ACTS.get(word) or _after_que(words, place) or _unknown(said, place)
    if act is None and (place == 0 or refused):
        act = cues.NOUNS.get(word)
    if act is None or (place > 1 and words[place - 1] == "pour"):
        return None, 0
    is_turned = _is_turned(words, place) != refused
    return (act.turned(), -1) if is_turned else (act, 1)


def _is_turner(words: list[str], place: int) -> bool:
    """« arrêter de fermer », « non à la fermeture »: just before, a refusal."""
    near = words[max(0, place - 4) : place]
    return any(word in cues.TURNERS for word in near) or any(
        (found := cues.TURNS.get(" ".join(near[start : start + size]))) is not None and found.more < 0
        for start in range(len(near))
        for size in (1, 2)
    )


def _after_que(words: list[str], place: int) -> Wish | None:
    return cues.SUBJUNCTIVE.get(words[place]) if {"que", "qu"} & set(words[max(0, place - 5) : place]) else None


def _unknown(said: Clause, place: int) -> Wish | None:
    """Any other verb, where only a wish has one: at the beginning of a title, after « il faut », « ne plus »."""
    word = said.words[place]
    if len(word) < 4 or not word.endswith(("er", "ir", "re", "ez")):
        return None
    before = said.words[max(0, place - 3) : place]
    is_first = place == 0 and (said.is_title or word.endswith("ez"))
    is_refused = {"ne", "n"} & set(before) and (place <= 3 or word.endswith("ez"))
    return cues.GROW if is_first or is_refused or cues.ASKS & set(before) else None


def _lacks(words: list[str], place: int) -> bool:
    return bool(cues.LACKS.search(" ".join(words[max(0, place - 6) : place])))


def is_place(words: list[str], place: int, *, has_named: bool) -> bool:
    """Where the thing wished is to be, rather than the thing."""
    before = words[max(0, place - 2) : place]
    where = words[place] in cues.VAGUE or not cues.WHERE.isdisjoint(before)
    return where or (has_named and not cues.TO.isdisjoint(before))


def _is_turned(words: list[str], place: int) -> bool:
    """« ne le changez pas », « ne pas fermer », « sans la démolir »."""
    before, around = words[max(0, place - 3) : place], words[max(0, place - 3) : place + 3]
    if "sans" in before[-2:]:
        return True
    if {"ne", "n"}.isdisjoint(before):
        return False
    return not cues.REFUSALS.isdisjoint(around) or "qu" in words[place + 1 : place + 5]
