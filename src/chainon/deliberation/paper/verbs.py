"""What paper writes in the journal: a batch opened and closed (how many were counted, how many typed), who may help.

Each proposal published has its own line, as any other.
"""

from __future__ import annotations

from chainon.base.journal.verbs import Verb

OPENED = Verb(
    "batch.opened", "Pile de papiers à saisir ouverte : {expected} comptés.", {"batch": "id", "expected": "number"}
)
CLOSED = Verb(
    "batch.closed",
    "Pile de papiers close : {entered} saisis pour {expected} comptés.",
    {"batch": "id", "expected": "number", "entered": "number"},
)
HELP_GIVEN = Verb(
    "batch.help_given",
    "Droit de saisir une pile de papiers donné jusqu’au {until}.",
    {"batch": "id", "helper": "id", "until": "day"},
)
HELP_ENDED = Verb("batch.help_ended", "Droit de saisir une pile de papiers retiré.", {"batch": "id", "helper": "id"})

VERBS = (OPENED, CLOSED, HELP_GIVEN, HELP_ENDED)
