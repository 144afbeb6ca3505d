"""How an answer, what comes before it and what was settled at once stand in the chain."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from chainon.base.chain.kinds import NodeFields, NodeKind
from chainon.base.chain.models import Stage

from .asked import placed
from .models import Answer, AnswerKind, Handover, Move, MoveKind, QuickWin
from .threads import of_answers
from .wording import first_words

CLOSED, REPLIED = "given_up", "replied"
"""States of a word carried to a third party, beside those of `MoveKind`."""


def fields(answer: Answer) -> NodeFields:
    """Where the question stands; said in full on its page, and by its first words in the thread."""
    return NodeFields(
        stage=Stage.DECISION,
        state=answer.kind,
        said=first_words(answer.text),
        who=answer.who,
        opened_at=answer.answered_at,
        changed_at=answer.answered_at,
        **placed(answer.asked),
    )


def move_fields(move: Move) -> NodeFields:
    return NodeFields(
        stage=Stage.DELIBERATION,
        state=move_state(move),
        said=first_words(" ".join(part for part in (_to(move), move.text, move.ended_for) if part)),
        who=move.who,
        opened_at=move.made_at,
        changed_at=move.ended_at or move.made_at,
        **placed([move.asked]),
    )


def move_state(move: Move) -> str:
    if move.kind == MoveKind.CARRIED and move.ended_at is not None:
        return REPLIED if move.reply_id else CLOSED
    return move.kind


def _to(move: Move) -> str:
    """In French, for a node has one form: « Auprès de : le département. »"""
    if not move.to:
        return ""
    return ("Auprès de\u00a0: " if move.kind == MoveKind.CARRIED else "À\u00a0: ") + move.to.rstrip(".") + "."


def win_fields(win: QuickWin) -> NodeFields:
    return NodeFields(
        stage=Stage.EFFECT,
        said=win.text,
        who=win.answer.who,
        opened_at=win.done_at,
        changed_at=win.done_at,
        **placed([win.answer.node]),
    )


PLACES = ("territory", "scope__territory", "body", "theme")


def _objects() -> QuerySet[Answer]:
    asked = ["node", *(f"node__{place}" for place in PLACES)]
    handovers = Prefetch("handovers", Handover.objects.select_related(*asked))
    carried = ["carried_by__asked", *(f"carried_by__asked__{place}" for place in PLACES)]
    return Answer.objects.select_related("node", *carried).prefetch_related(handovers)


def _moves() -> QuerySet[Move]:
    return Move.objects.select_related("node", "asked", *(f"asked__{place}" for place in PLACES))


def _wins() -> QuerySet[QuickWin]:
    answered = ("answer__node", *(f"answer__node__{place}" for place in PLACES))
    return QuickWin.objects.select_related("node", *answered)


KIND = NodeKind(
    name="answer",
    label=_("Réponse"),
    model=Answer,
    fields=fields,
    objects=_objects,
    url_name="answers:answer_page",
    states={kind.value: kind.label for kind in AnswerKind},
    has_own_title=False,
    more=of_answers,
    copies_source=True,
)
MOVE = NodeKind(
    name="move",
    label=_("Où c’en est"),
    model=Move,
    fields=move_fields,
    objects=_moves,
    url_name="answers:move_page",
    studies=(MoveKind.STUDIED,),
    states={
        **{kind.value: kind.label for kind in MoveKind},
        REPLIED: _("portée, et ils ont répondu"),
        CLOSED: _("portée, sans suite"),
    },
    has_own_title=False,
    copies_source=True,
)
QUICK_WIN = NodeKind(
    name="quick_win",
    label=_("Réglé tout de suite"),
    model=QuickWin,
    fields=win_fields,
    objects=_wins,
    url_name="answers:win_page",
    has_own_title=False,
    copies_source=True,
)
KINDS = (KIND, MOVE, QUICK_WIN)
