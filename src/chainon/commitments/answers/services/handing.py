"""Handing a node to who may answer."""

from __future__ import annotations

from django.db import transaction

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import quality
from chainon.base.chain.models import Node, Relation
from chainon.base.chain.services import end_wait, expect
from chainon.base.journal.services import record
from chainon.commitments.answers import letters, rules, verbs
from chainon.commitments.answers.models import Answer, Answerer, Handover

SERVICE = "service"
"""In the journal: whoever acts by a signed link."""


@transaction.atomic
def hand_over(*, by: User, node: Node, answerer: Answerer, note: str = "") -> Handover:
    """Someone must answer: they get a mail with their link. Their turn begins once they have accepted the frame.

    Raises `Refused`.
    """
    rules.may_hand_over(by, node).require()
    return deliver(node, answerer, role=quality(by, node.scope), by=by, note=note)


@transaction.atomic
def hand_over_by_rule(*, node: Node, answerer: Answerer, days: int | None = None) -> Handover:
    """A public rule has a node handed over, nobody in particular; the delay that it promises runs from today.

    Handed to them already, nothing changes. Raises `Refused`.
    """
    known = Handover.objects.filter(node=node, answerer=answerer, ended_at=None).first()
    return known or deliver(node, answerer, role=quality(None, node.scope), days=days)


@transaction.atomic
def take_back(*, by: User, handover: Handover, reason: str) -> None:
    """It was not for them, or not any more. Raises `Refused`."""
    handover = locked(handover)
    rules.may_take_back(by, handover).require()
    end(handover, reason)
    scope = handover.node.scope
    record(verbs.TAKEN_BACK, scope=scope, role=quality(by, scope), by=by, handover=handover.public_id)


def deliver(
    node: Node,
    answerer: Answerer,
    *,
    role: str,
    by: User | None = None,
    from_answerer: Answerer | None = None,
    note: str = "",
    days: int | None = None,
) -> Handover:
    """The row, the clock, the mail and the journal. The caller has asked its own rule."""
    answerer = Answerer.objects.select_for_update(no_key=True).get(pk=answerer.pk)  # two at once: the second sees
    rules.may_hand_to(answerer, node).require()
    handover = Handover.objects.create(
        node=node, answerer=answerer, from_answerer=from_answerer, note=note, by=by, handed_at=clock.now()
    )
    if answerer.accepted_at is not None or days is not None:
        begin(handover, days=days)
    letters.handed(handover)
    ids = {"node": node.public_id, "answerer": answerer.public_id, "handover": handover.public_id}
    record(verbs.HANDED_OVER, scope=node.scope, role=role, by=by, **ids)
    return handover


def begin(handover: Handover, *, days: int | None = None) -> None:
    """Their turn, from today."""
    answerer = handover.answerer
    handover.wait = expect(
        node=handover.node, expects=Relation.ANSWER, whose=answerer.name, whose_key=answerer.public_id, days=days
    )
    handover.save(update_fields=["wait"])


def end(handover: Handover, reason: str = "", *, why: str = "") -> None:
    """Nothing is expected of them any more. `reason` is kept with the handover, `why` with the wait alone."""
    handover.ended_at, handover.ended_for = clock.now(), reason
    handover.save(update_fields=["ended_at", "ended_for"])
    if handover.wait is not None:
        end_wait(wait=handover.wait, reason=reason or why)


def end_answered(handover: Handover, answer: Answer) -> None:
    """The answer's link has met the wait."""
    handover.answer, handover.ended_at = answer, clock.now()
    handover.save(update_fields=["answer", "ended_at"])


def locked(handover: Handover) -> Handover:
    related = ("node__scope__territory", "node__territory", "node__theme", "node__body", "answerer", "wait")
    return Handover.objects.select_for_update(of=("self",), no_key=True).select_related(*related).get(pk=handover.pk)
