"""The figures of a quarter are published once and never change: their fingerprint stands in the journal."""

from __future__ import annotations

from chainon.base.journal.verbs import Verb

PUBLISHED = Verb(
    "report.published",
    "Nombres de personnes du bilan, pour le trimestre commencé le {first} : protégés et publiés ; empreinte gardée.",
    {"first": "day", "figures": "hash"},
)
VERBS = (PUBLISHED,)
