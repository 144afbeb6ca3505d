"""Where a proposal stands, in words, as the chain says it: nothing of this is kept in the proposal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chainon.base.chain.models import Stage
from chainon.base.chain.selectors import Turn
from chainon.base.chain.words import time_left, whose_turn

from .models import State

REACHED: dict[int, Any] = {
    Stage.VOICE: gettext_lazy("Entendue"),
    Stage.DELIBERATION: gettext_lazy("Discutée"),
    Stage.DECISION: gettext_lazy("Décision prise"),
    Stage.COMMITMENT: gettext_lazy("Engagement pris"),
    Stage.EFFECT: gettext_lazy("Suivie d’effet"),
    Stage.LESSON: gettext_lazy("Une leçon en est tirée"),
}


@dataclass(frozen=True)
class Standing:
    """`reached`: how many of the six rings are closed. `turn`: whose turn it is, in a sentence. `tag`: its few words
    and their colour (wait, late; act and kept where nobody is waited for)."""

    reached: int
    words: str
    turn: str = ""
    tag: str = ""
    tag_kind: str = ""


def standing(*, state: str, reached: int, turns: list[Turn]) -> Standing:
    """Of a node: its state and what it reached, and the open waits on it, what is due first comes first."""
    if state == State.WITHDRAWN:
        return Standing(reached, _("Retirée par celles et ceux qui l’ont faite"), tag=str(State.WITHDRAWN.label))
    if turns:
        first = turns[0]
        waited = _("À l’étude") if reached == Stage.VOICE else str(REACHED[reached])
        return Standing(reached, waited, whose_turn(first), time_left(first), "late" if first.is_late else "wait")
    if reached >= Stage.EFFECT:
        return Standing(reached, str(REACHED[reached]), tag_kind="kept")
    return Standing(reached, str(REACHED[reached]))
