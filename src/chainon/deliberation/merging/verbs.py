"""What is said of two proposals, and what was made one: which ones, and in which quality one acted."""

from __future__ import annotations

from typing import Any

from chainon.base.journal.verbs import Verb

from .models import Nearness


class PairSentence(str):
    """A sentence of the journal whose {nearness}, kept as a code, is said in words."""

    __slots__ = ()

    def format(self, *args: Any, **payload: Any) -> str:
        return str.format(self, *args, **{**payload, "nearness": Nearness(payload["nearness"]).label})


PAIRED = Verb(
    "proposals.paired",
    PairSentence("Deux propositions lues ensemble : {nearness}."),
    {"first": "id", "second": "id", "nearness": "word"},
)
MERGED = Verb(
    "proposals.merged",
    "Deux propositions réunies, avec l’accord de celles et ceux qui les ont faites.",
    {"gone": "id", "kept": "id"},
)

VERBS = (PAIRED, MERGED)
