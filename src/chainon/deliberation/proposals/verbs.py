"""What proposals write in the journal: which one, how it came, and in which quality one acted."""

from __future__ import annotations

from typing import Any

from chainon.base.journal.verbs import Verb

from .models import Origin


class OriginSentence(str):
    """A sentence of the journal whose {origin}, kept as a code, is said in words."""

    __slots__ = ()

    def format(self, *args: Any, **payload: Any) -> str:
        return str.format(self, *args, **{**payload, "origin": Origin(payload["origin"]).label})


_WHICH = {"proposal": "id", "origin": "word"}

PUBLISHED = Verb("proposal.published", OriginSentence("Proposition publiée, {origin}."), _WHICH)
CHANGED = Verb(
    "proposal.changed",
    "Texte d’une proposition changé (version {number}), avec la raison.",
    {"proposal": "id", "number": "number"},
)
SIGNED = Verb("proposal.signed", "Proposition signée par une personne de plus.", {"proposal": "id"})
WITHDRAWN = Verb("proposal.withdrawn", "Proposition retirée, avec la raison.", {"proposal": "id"})
REFUSED = Verb("proposal.refused", "Publication d’une proposition refusée, avec la raison.", {"proposal": "id"})
_PICTURE = {"proposal": "id", "picture": "id"}
PICTURE_HIDDEN = Verb(
    "proposal.picture_hidden", "Une image d’une proposition n’est plus montrée, avec la raison.", _PICTURE
)
PICTURE_SHOWN = Verb("proposal.picture_shown", "Une image d’une proposition est montrée à nouveau.", _PICTURE)

VERBS = (PUBLISHED, CHANGED, SIGNED, WITHDRAWN, REFUSED, PICTURE_HIDDEN, PICTURE_SHOWN)
