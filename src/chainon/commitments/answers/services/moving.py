"""What is done short of answering: studying, handing on, carrying to a third party, closing."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import quality
from chainon.base.chain.calendar import pauses_of, zone_of
from chainon.base.chain.models import Relation, Stage
from chainon.base.chain.services import add_link, end_wait, expect, new_node, publish
from chainon.base.journal.services import record
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Unavailable
from chainon.commitments.answers import rules, verbs
from chainon.commitments.answers.models import Answer, Answerer, Handover, Move, MoveKind
from chainon.methods.deadlines import elapsed

from .answering import Said, new_answer, put_forward
from .handing import SERVICE, begin, deliver, end, end_answered, locked


@transaction.atomic
def study(*, handover: Handover, text: str, more_on: date | None = None, by: User | None = None) -> Move:
    """« On l’étudie », with a word, and the day by which more will be said; their clock runs on.

    By the signed link, or by the team (`by`). Raises `Refused`; `Unavailable`: the day is past.
    """
    handover = _held(handover, by)
    _require_to_come(handover, more_on)
    return _move(handover, MoveKind.STUDIED, by, text=text, more_on=more_on)


@transaction.atomic
def pass_on(*, handover: Handover, to: Answerer, text: str = "") -> Move:
    """By the signed link: it is for someone else who is inscribed here; their turn begins. Raises `Refused`."""
    handover = locked(handover)
    rules.may_pass_on(handover, to).require()
    end(handover, why=_("Transmise à quelqu’un d’autre."))
    deliver(handover.node, to, role=SERVICE, from_answerer=handover.answerer, note=text)
    return _move(handover, MoveKind.PASSED_ON, None, to=to.name, text=text)


@transaction.atomic
def close_handover(*, handover: Handover, reason: str) -> Move:
    """By the signed link: nothing more will come of it from them, and why. Raises `Refused`."""
    handover = _held(handover, None)
    end(handover, why=reason)
    return _move(handover, MoveKind.CLOSED, None, text=reason)


@transaction.atomic
def carry(*, handover: Handover, to: str, text: str, hoped_on: date, by: User | None = None) -> Move:
    """« Je porte cette demande auprès de … »: it is that third party's turn, until they reply or it is given up.

    Raises `Refused`; `Unavailable`: the day is past.
    """
    handover = _held(handover, by)
    rules.may_carry(handover).require()
    _require_to_come(handover, hoped_on)
    if handover.wait is not None:
        end_wait(wait=handover.wait, reason=_("Portée auprès de : {name}.").format(name=to))
    move = _move(handover, MoveKind.CARRIED, by, to=to, text=text, more_on=hoped_on)
    territory = handover.node.territory
    days = elapsed(clock.today(zone_of(territory)), hoped_on, pauses_of(territory))
    move.wait = expect(
        node=move.node, expects=Relation.REPLY, whose=to, whose_key=f"third-{move.node.public_id}", days=days
    )
    move.save(update_fields=["wait"])
    return move


@transaction.atomic
def record_reply(*, move: Move, said: Said, by: User | None = None) -> Answer:
    """The third party replied: whoever carries it writes what they said, signed by them; it answers the word.

    Raises `Refused`.
    """
    move = _locked_move(move, by)
    today = clock.today(zone_of(move.asked.territory))
    answer = new_answer([move.asked], said, who=move.to, answerer=None, by=by, received_on=today)
    move.reply, move.ended_at = answer, clock.now()
    move.save(update_fields=["reply", "ended_at"])
    put_forward(answer, [move.node], relation=Relation.REPLY)
    publish(move)
    if move.handover.ended_at is None:
        end_answered(locked(move.handover), answer)
    if answer.is_yes:
        expect(node=answer.node, expects=Relation.COMMITMENT, whose=move.to, whose_key=f"third-{move.node.public_id}")
    scope = move.asked.scope
    role = quality(by, scope) if by is not None else SERVICE
    ids = {"move": move.node.public_id, "answer": answer.node.public_id, "kind": answer.kind}
    record(verbs.REPLIED, scope=scope, role=role, by=by, **ids)
    return answer


@transaction.atomic
def give_up_carrying(*, move: Move, reason: str, by: User | None = None) -> Move:
    """They will not reply, and why; it is the carrier's turn again. Raises `Refused`."""
    move = _locked_move(move, by)
    move.ended_at, move.ended_for = clock.now(), reason
    move.save(update_fields=["ended_at", "ended_for"])
    if move.wait is not None:
        end_wait(wait=move.wait, reason=reason)
    publish(move)
    if move.handover.ended_at is None:
        begin(locked(move.handover))
    scope = move.asked.scope
    role = quality(by, scope) if by is not None else SERVICE
    record(verbs.GIVEN_UP, scope=scope, role=role, by=by, move=move.node.public_id)
    return move


def _held(handover: Handover, by: User | None) -> Handover:
    handover = locked(handover)
    may = rules.may_answer(handover) if by is None else rules.may_record_answer(by, handover)
    may.require()
    return handover


def _require_to_come(handover: Handover, day: date | None) -> None:
    if day is not None and day <= clock.today(zone_of(handover.node.territory)):
        raise Unavailable(_("Ce jour est passé : choisissez-en un à venir."))


def _move(handover: Handover, kind: MoveKind, by: User | None, **said: Any) -> Move:
    """Twice the same words is one move: the form was sent twice."""
    asked = handover.node
    touch(asked.territory)
    latest = Move.objects.filter(handover=handover, kind=kind, ended_at=None).select_related("node").last()
    if latest is not None and all(getattr(latest, name) == value for name, value in said.items()):
        return latest
    move = Move.objects.create(
        node=new_node(kind="move", stage=Stage.DELIBERATION, scope=asked.scope),
        asked=asked,
        handover=handover,
        kind=kind,
        who=handover.answerer.name,
        made_at=clock.now(),
        entered_by=by,
        **said,
    )
    publish(move)
    add_link(source=asked, target=move.node, relation=Relation.CARRIED)
    role = quality(by, asked.scope) if by is not None else SERVICE
    ids = {"node": asked.public_id, "move": move.node.public_id, "kind": str(kind)}
    record(verbs.MOVED, scope=asked.scope, role=role, by=by, **ids)
    return move


def _locked_move(move: Move, by: User | None) -> Move:
    related = ("node", "asked__scope__territory", "asked__territory", "asked__theme", "asked__body")
    touch(move.asked.territory)
    move = Move.objects.select_related(*related, "handover__answerer", "wait").get(pk=move.pk)
    may = rules.may_end_carrying(move) if by is None else rules.may_end_carrying_for(by, move)
    may.require()
    return move
