"""What moderation writes in the journal: decisions, appeals, the guarantor's answers. Reports write nothing."""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices

from chainon.base.journal.verbs import Verb

from .models import Outcome
from .models import Verdict as Answered


class InWords(str):
    """A sentence whose codes are said in words."""

    __slots__ = ()

    def format(self, *args: Any, **payload: Any) -> str:
        said: dict[str, type[TextChoices]] = {"outcome": Outcome, "verdict": Answered}
        words = {name: kinds(payload[name]).label for name, kinds in said.items() if name in payload}
        return str.format(self, *args, **{**payload, **words})


DECIDED = Verb(
    "moderation.decided",
    InWords("Signalement tranché : {outcome}, avec la raison."),
    {"case": "id", "outcome": "word"},
)
APPEALED = Verb("moderation.appealed", "Recours au garant contre un refus de publier.", {"appeal": "id"})
ANSWERED = Verb(
    "moderation.appeal_answered",
    InWords("Le garant a répondu à un recours : {verdict}."),
    {"appeal": "id", "verdict": "word"},
)

VERBS = (DECIDED, APPEALED, ANSWERED)
