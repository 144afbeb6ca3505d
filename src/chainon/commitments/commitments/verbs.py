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
SPOKEN = Verb(
    "commitment.spoken",
    "Un engagement dit de vive voix, ou écrit ailleurs, est noté, pour le {due}.",
    {"commitment": "id", "due": "day"},
)
IMPORTED = Verb(
    "commitment.imported", "Des engagements passés sont importés ; leur nombre : {promises}.", {"promises": "number"}
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
REVISED = Verb(
    "commitment.revised",
    "Un engagement est revu avec les habitants le {met} : prévu le {old}, il l’est maintenant le {new}.",
    {"commitment": "id", "old": "day", "new": "day", "met": "day"},
)
STEP_PLANNED = Verb(
    "commitment.step_planned",
    "Un engagement a une étape de plus, pour le {due}.",
    {"commitment": "id", "step": "id", "due": "day"},
)
STEP_DONE = Verb(
    "commitment.step_done",
    "Une étape d’un engagement est faite depuis le {day}.",
    {"commitment": "id", "step": "id", "day": "day"},
)
NOTICE_GIVEN = Verb(
    "commitment.notice_given",
    "« Non tenu » est annoncé à qui a pris un engagement ; cela pourra se dire à partir du {day}.",
    {"commitment": "id", "notice": "id", "day": "day"},
)
NOTICE_WITHDRAWN = Verb(
    "commitment.notice_withdrawn",
    "L’annonce d’un « non tenu » est retirée.",
    {"commitment": "id", "notice": "id"},
)
REPLIED = Verb(
    "commitment.replied",
    "Qui a pris un engagement répond à l’annonce d’un « non tenu ».",
    {"commitment": "id", "notice": "id"},
)
SAID_NOT_KEPT = Verb(
    "commitment.said_not_kept",
    "Un engagement est dit « non tenu », sept jours au moins après l’avoir annoncé.",
    {"commitment": "id", "notice": "id"},
)
COUNTED = Verb(
    "commitment.counted",
    "Un engagement est vérifié sur place le {day} : oui {yes}, en partie {partly}, non {no}.",
    {"commitment": "id", "day": "day", "yes": "number", "partly": "number", "no": "number"},
)
CALLED = Verb("commitment.called", "Des habitants demandent des coups de main.", {"commitment": "id"})
CALL_CLOSED = Verb(
    "commitment.call_closed",
    "Un appel aux coups de main est clos ; personnes qui se sont proposées : {offers}.",
    {"commitment": "id", "offers": "number"},
)
VERBS = (
    MADE,
    SPOKEN,
    IMPORTED,
    UPDATED,
    POSTPONED,
    REVISED,
    STEP_PLANNED,
    STEP_DONE,
    NOTICE_GIVEN,
    NOTICE_WITHDRAWN,
    REPLIED,
    SAID_NOT_KEPT,
    COUNTED,
    CALLED,
    CALL_CLOSED,
)
