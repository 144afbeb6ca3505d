"""What processes write in the journal. Drafts write nothing."""

from __future__ import annotations

from typing import Any

from chainon.base.journal.verbs import Verb

from .models import StepKind


class StepSentence(str):
    """A sentence of the journal whose {kind}, kept as a code, is said in words."""

    __slots__ = ()

    def format(self, *args: Any, **payload: Any) -> str:
        return str.format(self, *args, **{**payload, "kind": StepKind(payload["kind"]).label})


_STEP = {"process": "id", "step": "id", "kind": "word"}

PUBLISHED = Verb(
    "process.published", "Démarche publiée ; étapes : {steps}, du {first} au {last}.",
    {"process": "id", "steps": "number", "first": "day", "last": "day"},
)  # fmt: skip
RULE_PUBLISHED = Verb(
    "process.rule_published",
    StepSentence("Fiche de règle publiée ({kind}), version {version} ; empreinte du texte : {text}."),
    {**_STEP, "version": "number", "text": "hash"},
)
RULE_CHANGED = Verb(
    "process.rule_changed",
    StepSentence("Règle changée après l’ouverture ({kind}), version {version} ; empreinte du texte : {text}."),
    {**_STEP, "version": "number", "text": "hash"},
)
DAYS_CHANGED = Verb(
    "process.days_changed",
    StepSentence("Dates d’une étape changées, avec la raison ({kind}) : du {first} au {last}."),
    {**_STEP, "first": "day", "last": "day"},
)
PAUSED = Verb(
    "process.paused", "Démarche en pause du {first} au {last}, avec la raison.",
    {"process": "id", "pause": "id", "first": "day", "last": "day"},
)  # fmt: skip
RESUMED = Verb(
    "process.resumed", "Pause d’une démarche retirée avant d’avoir commencé.", {"process": "id", "pause": "id"}
)
STOPPED = Verb("process.stopped", "Démarche arrêtée, avec la raison.", {"process": "id"})
MEANS_SAID = Verb(
    "process.means_said", "Moyens d’une démarche publiés ; heures d’animation : {hours} ; centimes : {cents}.",
    {"process": "id", "hours": "number", "cents": "number"},
)  # fmt: skip
VERBS = (PUBLISHED, RULE_PUBLISHED, RULE_CHANGED, DAYS_CHANGED, PAUSED, RESUMED, STOPPED, MEANS_SAID)
