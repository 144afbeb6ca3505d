"""What gatherings write in the journal."""

from __future__ import annotations

from chainon.base.journal.verbs import Verb

ANNOUNCED = Verb("gathering.announced", "Une rencontre est annoncée pour le {on}.", {"gathering": "id", "on": "day"})
RECOUNTED = Verb(
    "gathering.recounted",
    "Une rencontre qui n’avait pas été annoncée ici est racontée ; elle a eu lieu le {on}.",
    {"gathering": "id", "on": "day"},
)
CHANGED = Verb("gathering.changed", "L’annonce d’une rencontre change ({on}).", {"gathering": "id", "on": "day"})
CANCELLED = Verb("gathering.cancelled", "Une rencontre est annulée.", {"gathering": "id"})
TOLD = Verb(
    "gathering.told",
    "Le compte rendu d’une rencontre est publié ; décisions : {decisions}.",
    {"gathering": "id", "decisions": "number", "sha256": "hash"},
)
APPROVED = Verb(
    "gathering.approved", "Le compte rendu d’une rencontre est approuvé le {on}.", {"gathering": "id", "on": "day"}
)
NEEDS_NOTHING = Verb("gathering.decision_done", "Une décision ne demande rien de plus.", {"decision": "id"})
PAPER_ADDED = Verb("gathering.paper_added", "Un document est joint à une rencontre.", {"gathering": "id", "file": "id"})

VERBS = (ANNOUNCED, RECOUNTED, CHANGED, CANCELLED, TOLD, APPROVED, NEEDS_NOTHING, PAPER_ADDED)
