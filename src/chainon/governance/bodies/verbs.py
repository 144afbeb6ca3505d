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


class BecomingSentence(str):
    """A sentence of the journal whose {old} and {new}, kept as codes, are said in words."""

    __slots__ = ()

    def format(self, *args: Any, **payload: Any) -> str:
        kinds = {name: BodyKind(payload[name]).label for name in ("old", "new")}
        return str.format(self, *args, **{**payload, **kinds})


_BODY = {"body": "id", "kind": "word", "seats": "number", "months": "number"}

OPENED = Verb(
    "body.opened", KindSentence("Instance ouverte ({kind}) ; sièges : {seats} ; mandat : {months} mois."), _BODY
)
CHANGED = Verb(
    "body.changed", KindSentence("Instance modifiée ({kind}) ; sièges : {seats} ; mandat : {months} mois."), _BODY
)
CLOSED = Verb("body.closed", "Instance close.", {"body": "id"})

GATHERED = Verb("body.gathered", "Des habitants se regroupent : un collectif s’ouvre.", {"body": "id"})
TOLD_ITSELF = Verb("body.told_itself", "Un collectif change sa présentation.", {"body": "id"})
JOINED = Verb("body.joined", "Une personne rejoint un collectif.", {"body": "id"})
BECAME = Verb(
    "body.became",
    BecomingSentence("Une instance ({old}) devient : {new}."),
    {"body": "id", "old": "word", "new": "word"},
)
HIDDEN = Verb("body.hidden", "Un collectif est retiré des listes par le garant de la participation.", {"body": "id"})
SHOWN_AGAIN = Verb("body.shown_again", "Un collectif retrouve sa place dans les listes.", {"body": "id"})

VERBS = (OPENED, CHANGED, CLOSED, GATHERED, TOLD_ITSELF, JOINED, BECAME, HIDDEN, SHOWN_AGAIN)
