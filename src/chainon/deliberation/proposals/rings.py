"""What became of a word at a glance, read from the chain: received, studied, answered, decided, promised, done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chainon.base.chain.kinds import kinds
from chainon.base.chain.models import Node, Relation, Stage, Wait
from chainon.base.chain.selectors import Step, Thread, Turn
from chainon.base.chain.words import time_left
from chainon.base.ui import typography
from chainon.base.ui.names import in_words

RECEIVED, STUDIED, ANSWERED, DECIDED, PROMISED, DONE = range(6)
LABELS = (
    gettext_lazy("Reçue"),
    gettext_lazy("À l’étude"),
    gettext_lazy("Répondue"),
    gettext_lazy("Décidée"),
    gettext_lazy("Promise"),
    gettext_lazy("Faite"),
)
AWAITED = {
    Relation.CARRIED: STUDIED,
    Relation.REPLY: ANSWERED,
    Relation.ANSWER: ANSWERED,
    Relation.DECISION: DECIDED,
    Relation.COMMITMENT: PROMISED,
    Relation.UPDATE: DONE,
    Relation.EFFECT: DONE,
}


@dataclass(frozen=True)
class Ring:
    """`state`: done; passed (what came next came without it); current or late (someone's turn); or to-come."""

    label: str
    state: str = "to-come"
    detail: str = ""
    url: str = ""


def rings_of(thread: Thread) -> list[Ring]:
    found = _reached(thread)
    last = max(found)
    awaited = {place: turn for turn in reversed(thread.turns) if (place := AWAITED.get(turn.expects)) is not None}
    rings = []
    for place, label in enumerate(LABELS):
        if place in found:
            rings.append(found[place])
        elif place in awaited:
            rings.append(_awaited(str(label), awaited[place]))
        else:
            rings.append(Ring(str(label), "passed" if place < last else "to-come"))
    return rings


def _reached(thread: Thread) -> dict[int, Ring]:
    """The first object that reached each ring; the answer is the last one given."""
    found = {RECEIVED: Ring(str(LABELS[RECEIVED]), "done", _day(thread.here.opened_at))}
    if (since := _studied_since(thread)) is not None:
        found[STUDIED] = Ring(str(LABELS[STUDIED]), "done", typography.day(since))
    for step in thread.steps:
        place = _place_of(step, thread.here)
        if place is not None and (place not in found or place == ANSWERED):
            found[place] = Ring(str(LABELS[place]), "done", _said_of(step, thread), step.url)
    return found


def _said_of(step: Step, thread: Thread) -> str:
    """The day, with what is said at a glance; of two requests made one, whose day it was."""
    glance = step.more.ring or step.more.detail
    state = "" if step.stage == Stage.COMMITMENT and glance else step.state
    said = ", ".join(part for part in (state, _day(step.node.opened_at), glance) if part)
    if thread.joined and step.node.opened_at < thread.here.opened_at:
        return _("{said} (la demande réunie avec elle)").format(said=said)
    return said


def _place_of(step: Step, here: Node) -> int | None:
    if step.node == here or step.stage == Stage.VOICE:
        return None
    if step.stage == Stage.DECISION:
        return ANSWERED if step.came in {str(Relation.ANSWER.label), str(Relation.REPLY.label)} else DECIDED
    if step.stage == Stage.DELIBERATION:
        return STUDIED if step.node.state in kinds()[step.node.kind].studies else None
    return {Stage.COMMITMENT: PROMISED, Stage.EFFECT: DONE}.get(step.stage)


def _studied_since(thread: Thread) -> date | None:
    """Since when someone was asked to answer it."""
    asked = Wait.objects.filter(node=thread.here, expects=Relation.ANSWER).order_by("since_on")
    return asked.values_list("since_on", flat=True).first()


def _awaited(label: str, turn: Turn) -> Ring:
    late = turn.is_late
    return Ring(
        label,
        "late" if late else "current",
        _("{whose}, {time}").format(whose=in_words(turn.whose), time=time_left(turn)),
    )


def _day(moment: datetime) -> str:
    return typography.day(timezone.localtime(moment).date())
