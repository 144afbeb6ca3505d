"""What the bodies write in the journal."""

from __future__ import annotations

from typing import Any

from chainon.base.journal.verbs import Verb

from .models import BodyKind


class KindSentence(str):
    """A sentence of the journal whose {kind}, kept as a code, is said in words."""

    __slots__ = ()

    def format(self, *args: Any, **payload: Any) -> str:
        return str.format(self, *args, **{**payload, "kind": BodyKind(payload["kind"]).label})


_BODY = {"body": "id", "kind": "word", "seats": "number", "months": "number"}

OPENED = Verb(
    "body.opened", KindSentence("Instance ouverte ({kind}) ; sièges : {seats} ; mandat : {months} mois."), _BODY
)
CHANGED = Verb(
    "body.changed", KindSentence("Instance modifiée ({kind}) ; sièges : {seats} ; mandat : {months} mois."), _BODY
)
CLOSED = Verb("body.closed", "Instance close.", {"body": "id"})

VERBS = (OPENED, CHANGED, CLOSED)
