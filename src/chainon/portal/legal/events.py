"""What the legal pages write in the journal."""

from __future__ import annotations

from chainon.base.journal.verbs import Verb

COMPLETED = Verb(
    "legal.completed",
    "Les pages légales ont été complétées ; réponses encore attendues : {missing}.",
    {"missing": "number"},
)
PRE_ELECTION_SET = Verb(
    "legal.pre_election_set",
    "Période préélectorale du {first} au {last} : la page d’accueil ne met en avant aucune réalisation.",
    {"first": "day", "last": "day"},
)
PRE_ELECTION_LIFTED = Verb("legal.pre_election_lifted", "La période préélectorale réglée ici est retirée.", {})
VERBS = (COMPLETED, PRE_ELECTION_SET, PRE_ELECTION_LIFTED)
