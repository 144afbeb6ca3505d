"""What the legal pages write in the journal."""

from __future__ import annotations

from chainon.base.journal.verbs import Verb

COMPLETED = Verb(
    "legal.completed",
    "Les pages légales ont été complétées ; réponses encore attendues : {missing}.",
    {"missing": "number"},
)
