"""What an entry gives to the index and to the vocabulary: a pure reading of its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from chainon.methods.text import Meaning, asked_like, bare, normal, plain, sought, terms, tokens

from .index import lexeme

LONGEST = 40
REQUESTS = 6
"""How many of the known requests say what is asked."""


class Said(Protocol):
    """A thing that is found, or the entry kept of it."""

    @property
    def title(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def who(self) -> str: ...
    @property
    def about(self) -> str: ...


@dataclass(frozen=True)
class Reading:
    """`title` and `body`: lexemes, each once, in order; `words`: each word as it is written, and its lexeme."""

    title: str
    body: str
    words: dict[str, str]


def read(thing: Said) -> Reading:
    rest = f"{thing.text}\n{thing.who}\n{thing.about}"
    return Reading(
        title=" ".join(_lexemes(thing.title)),
        body=" ".join(_lexemes(rest)),
        words={word: each for word, each in _words(thing.title, rest) if _may_be_meant(word)},
    )


def marks(text: str) -> dict[str, float]:
    """By which lexemes one looks for texts near to this one, and how much each says."""
    return {lexeme(term): weight for term, weight in sought(text).items() if not term.isdigit()}


def requests(asked: Meaning) -> str:
    """The known requests nearest to what is asked, as lexemes: no term has their shape, so no question finds them."""
    return " ".join(f"r{number}" for number in asked_like(asked, REQUESTS))


def _lexemes(text: str) -> Iterable[str]:
    return dict.fromkeys(lexeme(term) for term in terms(text))


def _words(*texts: str) -> Iterator[tuple[str, str]]:
    for text in map(normal, texts):
        for token in tokens(text):
            word = text[token.start : token.end].lower()
            if token.term and word.isalnum():  # alone: « personnes âgées » is two
                yield word, lexeme(token.term)


def _may_be_meant(word: str) -> bool:
    return len(word) <= LONGEST and not word.isdigit()


@dataclass(frozen=True)
class Asking:
    """A word of a question, in lower case, and its lexeme."""

    word: str
    lexeme: str


def questions(question: str) -> list[Asking]:
    """The words of a question that say something."""
    return [Asking(word, found) for word, found in dict(_words(question)).items()]


def says_words(question: str) -> bool:
    """Whether it has words at all, be they among those that no search keeps."""
    return any(letter.isalnum() for letter in question)


def ends(word: str) -> tuple[str, str]:
    """The first and the last letters, of which one mistake leaves one as it was."""
    letters = plain(word)
    return letters[:2], letters[-3:]


def bare_of(word: str) -> str:
    return bare(word)[:LONGEST]
