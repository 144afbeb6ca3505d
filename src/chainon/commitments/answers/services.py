"""Handing over, accepting the frame, answering."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import By, quality
from chainon.base.chain.calendar import days_for, zone_of
from chainon.base.chain.models import Node, Relation, Stage
from chainon.base.chain.services import add_link, end_wait, expect, new_node, publish
from chainon.base.journal.services import record
from chainon.base.mail.services import post
from chainon.base.scopes.models import Scope
from chainon.base.scopes.verdict import Unavailable

from . import rules, verbs
from .links import full_address
from .models import Answer, Answerer, AnswerKind, Handover

SERVICE = "service"
"""In the journal: whoever answers by a signed link."""


@transaction.atomic
def add_answerer(*, by: User, territory: Scope, name: str, email: str) -> Answerer:
    """Inscribe who may answer. They have promised nothing yet. Raises `Refused`; `Unavailable`: the name is taken."""
    rules.may_keep_answerers(by, territory).require()
    try:
        with transaction.atomic():
            answerer = Answerer.objects.create(territory=territory, name=name, email=email, added_at=clock.now())
    except IntegrityError:
        raise Unavailable(_("Un répondant porte déjà ce nom : choisissez-le dans la liste.")) from None
    record(
        verbs.ANSWERER_ADDED,
        scope=territory,
        role=quality(by, territory),
        by=by,
        answerer=answerer.public_id,
    )
    return answerer


@transaction.atomic
def retire_answerer(*, by: User, answerer: Answerer) -> None:
    """No new word is handed to them; what they owe stays owed. Raises `Refused`."""
    rules.may_keep_answerers(by, answerer.territory).require()
    if answerer.retired_on is not None:
        return
    answerer.retired_on = clock.today(zone_of(answerer.territory))
    answerer.save(update_fields=["retired_on"])
    territory = answerer.territory
    record(verbs.ANSWERER_RETIRED, scope=territory, role=quality(by, territory), by=by, answerer=answerer.public_id)


@transaction.atomic
def hand_over(*, by: User, node: Node, answerer: Answerer, note: str = "") -> Handover:
    """Someone must answer: they get a mail with their link. Their turn begins once they have accepted the frame.

    Raises `Refused`.
    """
    rules.may_hand_over(by, node).require()
    answerer = Answerer.objects.select_for_update(no_key=True).get(pk=answerer.pk)  # two at once: the second sees
    rules.may_hand_to(answerer, node).require()
    handover = Handover.objects.create(node=node, answerer=answerer, note=note, by=by, handed_at=clock.now())
    if answerer.accepted_at is not None:
        _begin(handover)
    _mail(handover)
    ids = {"node": node.public_id, "answerer": answerer.public_id, "handover": handover.public_id}
    record(verbs.HANDED_OVER, scope=node.scope, role=quality(by, node.scope), by=by, **ids)
    return handover


@transaction.atomic
def accept_frame(*, handover: Handover, signed_by: str) -> None:
    """By the signed link: yes, in public and within the delay. All that was handed to them begins to count now.

    Accepted already, nothing changes.
    """
    answerer = Answerer.objects.select_for_update(no_key=True).get(pk=handover.answerer_id)
    if answerer.accepted_at is not None:
        return
    territory = answerer.territory
    days = days_for(territory, Relation.ANSWER)
    answerer.accepted_at, answerer.accepted_by, answerer.accepted_days = clock.now(), signed_by, days
    answerer.save(update_fields=["accepted_at", "accepted_by", "accepted_days"])
    for each in answerer.handovers.filter(ended_at=None, wait=None, answer=None).select_related("node__territory"):
        _begin(each)
    record(verbs.FRAME_ACCEPTED, scope=territory, role=SERVICE, answerer=answerer.public_id, days=days)


@transaction.atomic
def take_back(*, by: User, handover: Handover, reason: str) -> None:
    """It was not for them, or not any more. Raises `Refused`."""
    handover = _locked(handover)
    rules.may_take_back(by, handover).require()
    handover.ended_at, handover.ended_for = clock.now(), reason
    handover.save(update_fields=["ended_at", "ended_for"])
    if handover.wait is not None:
        end_wait(wait=handover.wait, reason=reason)
    scope = handover.node.scope
    record(verbs.TAKEN_BACK, scope=scope, role=quality(by, scope), by=by, handover=handover.public_id)


@transaction.atomic
def give_answer(*, handover: Handover, kind: AnswerKind, text: str, signed_by: str, other: str = "") -> Answer:
    """By the signed link, which accepts the frame. After a yes it is their turn again. Raises `Refused`."""
    rules.may_answer(handover).require()
    accept_frame(handover=handover, signed_by=signed_by)
    return _answer(None, handover, kind=kind, text=text, signed_by=signed_by, other=other)


@transaction.atomic
def record_answer(
    *, by: User, handover: Handover, kind: AnswerKind, text: str, signed_by: str, received_on: date, other: str = ""
) -> Answer:
    """The team types an answer that came otherwise, and says so. Raises `Refused`; `Unavailable`: a day to come."""
    rules.may_record_answer(by, handover).require()
    if received_on > clock.today(zone_of(handover.node.territory)):
        raise Unavailable(_("Ce jour n’est pas encore venu."))
    said = {"kind": kind, "text": text, "signed_by": signed_by, "other": other}
    return _answer(by, handover, received_on=received_on, entered_by=by, **said)


def _answer(by: By | None, handover: Handover, **said: object) -> Answer:
    handover = _locked(handover)
    rules.may_answer(handover).require()
    asked, answerer = handover.node, handover.answerer
    node = new_node(kind="answer", stage=Stage.DECISION, scope=asked.scope)
    answer = Answer.objects.create(node=node, handover=handover, answered_at=clock.now(), **said)
    publish(answer)
    handover.ended_at = clock.now()
    handover.save(update_fields=["ended_at"])
    add_link(source=asked, target=node, relation=Relation.ANSWER, whose_key=answerer.public_id)
    if answer.is_yes:
        expect(node=answer.node, expects=Relation.COMMITMENT, whose=answerer.name, whose_key=answerer.public_id)
    role = quality(by, asked.scope) if by is not None else SERVICE
    person = by if isinstance(by, User) else None
    ids = {"node": asked.public_id, "answer": node.public_id, "kind": answer.kind}
    record(verbs.ANSWERED, scope=asked.scope, role=role, by=person, **ids)
    return answer


def _begin(handover: Handover) -> None:
    answerer = handover.answerer
    handover.wait = expect(
        node=handover.node, expects=Relation.ANSWER, whose=answerer.name, whose_key=answerer.public_id
    )
    handover.save(update_fields=["wait"])


def _mail(handover: Handover) -> None:
    context = {
        "handover": handover,
        "territory": handover.node.territory,
        "address": full_address(handover),
        "days": handover.wait.days if handover.wait else days_for(handover.node.territory, Relation.ANSWER),
    }
    text = render_to_string("answers/mail/handed.txt", context)
    subject, _line, body = text.strip().partition("\n")
    post(to=handover.answerer.email, subject=subject, body=body.strip() + "\n")


def _locked(handover: Handover) -> Handover:
    return (
        Handover.objects.select_for_update(of=("self",), no_key=True)
        .select_related("node__scope__territory", "node__territory", "node__theme", "node__body", "answerer", "wait")
        .get(pk=handover.pk)
    )
