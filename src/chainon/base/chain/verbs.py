"""What the chain writes in the journal."""

from __future__ import annotations

from typing import Any

from chainon.base.journal.verbs import Verb

from .models import Relation, ThemeAct


class ExpectedSentence(str):
    """A sentence of the journal whose {expects}, kept as a code, is said in words."""

    __slots__ = ()

    def format(self, *args: Any, **payload: Any) -> str:
        return str.format(self, *args, **{**payload, "expects": Relation(payload["expects"]).label})


class ThemeSentence(str):
    """A sentence of the journal whose {act}, kept as a code, is said in words."""

    __slots__ = ()

    def format(self, *args: Any, **payload: Any) -> str:
        return str.format(self, *args, **{**payload, "act": ThemeAct(payload["act"]).label})


PAUSE_ANNOUNCED = Verb(
    "chain.pause_announced",
    "Pause annoncée du {first} au {last} : les délais ne courent pas ces jours-là.",
    {"first": "day", "last": "day", "pause": "id"},
)
PAUSE_WITHDRAWN = Verb(
    "chain.pause_withdrawn", "Pause retirée avant d’avoir commencé : les délais courent.", {"pause": "id"}
)
DELAY_SET = Verb(
    "chain.delay_set",
    ExpectedSentence("Délai promis changé, pour ce qui viendra ({expects}) : {days} jours."),
    {"expects": "word", "days": "number"},
)
TOLD_BACK = Verb(
    "chain.told_back", "Rendu de vive voix ; personnes à qui on l’a dit : {people}.", {"node": "id", "people": "number"}
)
THEME_CHANGED = Verb(
    "chain.theme_changed",
    ThemeSentence("Thème {act}, par une décision du {decided}."),
    {"theme": "id", "act": "word", "decided": "day"},
)
VERBS = (PAUSE_ANNOUNCED, PAUSE_WITHDRAWN, DELAY_SET, TOLD_BACK, THEME_CHANGED)
