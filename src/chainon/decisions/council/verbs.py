"""What the decisions of councils write in the journal."""

from __future__ import annotations

from chainon.base.journal.verbs import Verb

ENTERED = Verb(
    "council.entered",
    "Une délibération du {day} est saisie ; paroles dont elle vient : {sources}.",
    {"decision": "id", "day": "day", "sources": "number"},
)
LINKED = Verb(
    "council.linked",
    "Une délibération est reliée à ce dont elle vient ; liens ajoutés : {sources}.",
    {"decision": "id", "sources": "number"},
)
WITHDRAWN = Verb("council.withdrawn", "Une délibération saisie par erreur est retirée.", {"decision": "id"})
VERBS = (ENTERED, LINKED, WITHDRAWN)
