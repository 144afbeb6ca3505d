"""What promises write in the journal."""

from __future__ import annotations

from typing import Any

from chainon.base.journal.verbs import Verb

from .models import UpdateKind


class UpdateSentence(str):
    """A sentence of the journal whose {kind}, kept as a code, is said in words."""

    __slots__ = ()

    def format(self, *args: Any, **payload: Any) -> str:
        return str.format(self, *args, **{**payload, "kind": UpdateKind(payload["kind"]).label})


MADE = Verb(
    "commitment.made",
    "Un engagement est pris, pour le {due}.",
    {"commitment": "id", "source": "id", "due": "day"},
)
UPDATED = Verb(
    "commitment.updated",
    UpdateSentence("Un engagement a des nouvelles ({kind})."),
    {"commitment": "id", "kind": "word"},
)
POSTPONED = Verb(
    "commitment.postponed",
    "Un engagement est repoussé du {old} au {new}.",
    {"commitment": "id", "old": "day", "new": "day"},
)
VERBS = (MADE, UPDATED, POSTPONED)
