"""French texts: what they are about, in terms by which they are found and compared (`docs/methods/text.md`)."""

from .analyser import Token, asked, bare, normal, plain, term, terms, tokens
from .meanings import Meaning, asked_like, meaning
from .mistakes import mistakes
from .near import CLOSE, Neighbour, neighbours, sought
from .opposition import contested, may_oppose
from .reader import kept_wish, wish

__all__ = [
    "CLOSE",
    "Meaning",
    "Neighbour",
    "Token",
    "asked",
    "asked_like",
    "bare",
    "contested",
    "kept_wish",
    "may_oppose",
    "meaning",
    "mistakes",
    "neighbours",
    "normal",
    "plain",
    "sought",
    "term",
    "terms",
    "tokens",
    "wish",
]
