"""From French words to the terms by which texts are found and compared.

Lower case, ligatures opened, words without punctuation; those that say nothing are left out; the others are stemmed
(Snowball, *A French stemming algorithm*, Porter) and only then lose their accents: the stemmer needs them. The same
analyser serves what is kept and what is asked, so that both databases find the same set.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from snowballstemmer.french_stemmer import FrenchStemmer

from .vocabulary import EXCEPTIONS, SAME, STOP

WORD = re.compile(r"[^\W_]+")
LONGEST = 40
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae"})


class Token(NamedTuple):
    """A word of a text, from `start` to `end`, and its term: "" for a word that says nothing."""

    start: int
    end: int
    term: str


def normal(text: str) -> str:
    """The text as its words are read: one way to write each accent. `tokens` counts in this text."""
    return unicodedata.normalize("NFC", text)


def plain(word: str) -> str:
    """Without accents or capitals: « École » → "ecole"."""
    opened = unicodedata.normalize("NFD", word.lower().translate(_LIGATURES))
    return "".join(letter for letter in opened if not unicodedata.combining(letter))


def terms(text: str) -> list[str]:
    """What a text is about, in its order, with repeats; « personnes âgées » also gives the term of « aînés »."""
    found = _single(text)
    if pairs := [_PAIRS[pair] for pair in pairwise(found) if pair in _PAIRS]:
        found.extend(pairs)
    return found


def asked(text: str) -> list[str]:
    """What a question asks for, each term once: « personnes âgées » asks for that of « aînés » alone."""
    found, waiting = [], _single(text)
    while waiting:
        first = waiting.pop(0)
        if waiting and (pair := _PAIRS.get((first, waiting[0]))):
            waiting.pop(0)
            first = pair
        found.append(first)
    return list(dict.fromkeys(found))


def tokens(text: str) -> Iterator[Token]:
    """The words of `normal(text)` with their places, those that say nothing too; then the pairs that mean one thing."""
    found = [Token(*word.span(), term(word.group().lower())) for word in WORD.finditer(text)]
    yield from found
    said = [token for token in found if token.term]
    for first, second in pairwise(said):
        if pair := _PAIRS.get((first.term, second.term)):
            yield Token(first.start, second.end, pair)


@lru_cache(maxsize=65_536)
def term(word: str) -> str:
    """The term of one word in lower case; "" when it says nothing."""
    word = word.translate(_LIGATURES)
    if word in STOP or (len(word) == 1 and not word.isdigit()):
        return ""
    root = stem(word)
    return _ONE.get(root, root)


def together(first: str, second: str) -> str:
    """The term of two that follow each other and mean one thing; "" when they do not."""
    return _PAIRS.get((first, second), "")


@lru_cache(maxsize=65_536)
def bare(word: str) -> str:
    """The stem of a word as one who types no accents would write it: "securite" and « sécurité » have the same."""
    return stem(plain(word))


def _single(text: str) -> list[str]:
    return [found for word in WORD.findall(normal(text)) if (found := term(word.lower()))]


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """What the forms of a word in lower case have in common, without accents."""
    word = word[:LONGEST]
    if word in EXCEPTIONS:
        return EXCEPTIONS[word]
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]  # the stemmer keeps the plural of « vélos », « élus », « potagers »
    if word in EXCEPTIONS:
        return EXCEPTIONS[word]
    return plain(FrenchStemmer().stemWord(word))  # it is not shared: it holds the word it works on


def _meanings() -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    one: dict[str, str] = {}
    pairs: dict[tuple[str, str], str] = {}
    for line in SAME:
        name = ""
        for words in line.split():
            stems = [stem(word) for word in WORD.findall(words.replace("_", " ")) if word not in STOP and len(word) > 1]
            name = name or "".join(stems)
            if len(stems) == 1:
                one[stems[0]] = name
            else:
                pairs[stems[0], stems[1]] = name
    return one, {(one.get(first, first), one.get(second, second)): name for (first, second), name in pairs.items()}


_ONE, _PAIRS = _meanings()
