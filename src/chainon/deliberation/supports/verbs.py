"""One line a day for all supports: a line for each would be a list of who wanted what, and when."""

from __future__ import annotations

from chainon.base.journal.verbs import Verb

COUNTED = Verb(
    "supports.counted",
    "Compte des soutiens du {day} : {counted} comptés et {declared} déclarés en tout ; empreinte du détail gardée.",
    {"day": "day", "counted": "number", "declared": "number", "detail": "hash"},
)

VERBS = (COUNTED,)
