"""Where a proposal stands, in words, as the chain says it: nothing of this is kept in the proposal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chainon.base.chain.kinds import kinds
from chainon.base.chain.models import Node, Stage
from chainon.base.chain.selectors import Expected
from chainon.base.chain.unheard import team_turn
from chainon.base.chain.words import time_left, whose_turn

from .models import State
from .node import KIND


@dataclass(frozen=True)
class Standing:
    """`reached`: how many of the six rings are closed. `turn`: whose turn it is, in a sentence. `tag`: its few words,
    and their colour (wait, late)."""

    reached: int
    words: str
    turn: str = ""
    tag: str = ""
    tag_kind: str = ""


@dataclass(frozen=True)
class News:
    """The newest thing that came of it: its kind of object, and its state."""

    kind: str
    state: str

    @classmethod
    def of(cls, node: Node) -> News | None:
        """`node`: read with its `stands_at`."""
        return cls(node.stands_at.kind, node.stands_at.state) if node.stands_at is not None else None

    @property
    def words(self) -> str:
        """ "Réponse : c’est oui", "Engagement : tenu"."""
        if self.kind == KIND:
            return _("Réunie avec une autre")
        kind = kinds()[self.kind]
        label, state = str(kind.label), str(kind.states.get(self.state, ""))
        if not state:
            return label[:1].upper() + label[1:]
        return _("{kind} : {state}").format(kind=label[:1].upper() + label[1:], state=state[:1].lower() + state[1:])


def standing(
    *, state: str, reached: int, news: News | None, turns: Sequence[Expected], idle: int | None = None
) -> Standing:
    """Of a node: its state, what it reached, the newest thing that came of it, and the open waits on the two. `idle`:
    for how many days the team is to hand it over, None where it is not, or where nobody looked."""
    if state == State.WITHDRAWN:
        return Standing(reached, _("Retirée par celles et ceux qui l’ont faite"), tag=str(State.WITHDRAWN.label))
    first = min(turns, key=lambda turn: turn.due_on) if turns else None
    words = _words(reached, news, first is not None, get_language())
    if first is None:
        return Standing(reached, words, "" if idle is None else team_turn(idle))
    return Standing(reached, words, whose_turn(first), time_left(first), "late" if first.is_late else "wait")


@lru_cache(maxsize=512)  # fifty cards say these few words, in every page
def _words(reached: int, news: News | None, is_awaited: bool, language: str | None) -> str:
    if news is not None:
        return news.words
    if is_awaited:
        return _("À l’étude")
    return _("Entendue") if reached == Stage.VOICE else str(Stage(reached).label)
