"""French texts: what they are about, in terms by which they are found and compared (`docs/methods/text.md`)."""

from .analyser import Token, asked, bare, normal, plain, term, terms, tokens
from .mistakes import mistakes

__all__ = ["Token", "asked", "bare", "mistakes", "normal", "plain", "term", "terms", "tokens"]
