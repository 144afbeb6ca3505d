"""Promising, giving news, postponing, ending."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import quality
from chainon.base.chain.calendar import days_for, pauses_of, zone_of
from chainon.base.chain.models import Node, Relation, Stage
from chainon.base.chain.services import add_link, end_wait, expect, new_node, publish
from chainon.base.journal.services import record
from chainon.base.mail.services import post
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.commitments.answers.models import Answerer, Handover
from chainon.commitments.answers.services import SERVICE
from chainon.methods.deadlines import elapsed

from . import rules, verbs
from .links import full_address
from .models import Commitment, Outcome, Update, UpdateKind

ENDS = {
    UpdateKind.KEPT: Outcome.KEPT,
    UpdateKind.PARTLY_KEPT: Outcome.PARTLY_KEPT,
    UpdateKind.NOT_KEPT: Outcome.NOT_KEPT,
}


@transaction.atomic
def promise(*, handover: Handover, what: str, details: str, for_whom: str, due_on: date, signed_by: str) -> Commitment:
    """By the signed link of the answer that said yes. Raises `Refused`; `Unavailable` when the day is past."""
    answer = getattr(handover, "answer", None)
    if answer is None:
        raise Refused(_("Répondez d’abord : l’engagement vient après un oui."))
    if not answer.is_yes:
        raise Refused(_("L’engagement vient après une réponse qui dit oui."))
    said = {"what": what, "details": details, "for_whom": for_whom, "due_on": due_on, "signed_by": signed_by}
    return _commit(None, answer.node, handover.answerer, handover.answerer.name, said)


@transaction.atomic
def record_promise(
    *,
    by: User,
    source: Node,
    answerer: Answerer,
    what: str,
    details: str,
    for_whom: str,
    due_on: date,
    signed_by: str,
) -> Commitment:
    """The team types what an answerer promised elsewhere. Raises `Refused`; `Unavailable`: the day is past."""
    rules.may_record_promise(by, source).require()
    said = {"what": what, "details": details, "for_whom": for_whom, "due_on": due_on, "signed_by": signed_by}
    return _commit(by, source, answerer, answerer.name, said)


@transaction.atomic
def take_on(*, by: User, source: Node, owner: str, what: str, details: str, for_whom: str, due_on: date) -> Commitment:
    """« On s’en occupe nous-mêmes »: residents promise. Raises `Refused`; `Unavailable`: the day is past."""
    rules.may_take_on(by, source).require()
    said = {"what": what, "details": details, "for_whom": for_whom, "due_on": due_on, "signed_by": owner}
    return _commit(by, source, None, owner, said)


@transaction.atomic
def give_news(
    *,
    commitment: Commitment,
    kind: UpdateKind,
    text: str,
    signed_by: str,
    by: User | None = None,
    new_due_on: date | None = None,
) -> Update:
    """What became of it: news, a later day and why, or its end. By the signed link, or typed by the team (`by`).

    Raises `Refused`; `Unavailable` when a later day is missing or is not later.
    """
    commitment = _locked(commitment)
    may = rules.may_update_by_link(commitment) if by is None else rules.may_update(by, commitment)
    may.require()
    latest = commitment.updates.first()
    if latest is not None and (latest.kind, latest.text, latest.new_due_on) == (kind, text, new_due_on):
        return latest  # the form was sent twice
    now, today = clock.now(), clock.today(zone_of(commitment.scope.root))
    old = commitment.due_on
    if kind == UpdateKind.POSTPONED:
        if new_due_on is None or new_due_on <= max(old, today):
            raise Unavailable(_("Le nouveau jour vient après l’ancien, et après aujourd’hui."))
        commitment.due_on = new_due_on
    update = Update.objects.create(
        commitment=commitment,
        kind=kind,
        text=text,
        old_due_on=old if kind == UpdateKind.POSTPONED else None,
        new_due_on=new_due_on if kind == UpdateKind.POSTPONED else None,
        said_at=now,
        signed_by=signed_by,
        entered_by=by,
    )
    if kind in ENDS:
        commitment.outcome, commitment.ended_on = ENDS[kind], today
    commitment.changed_at = now
    commitment.save()
    publish(commitment)
    _wait_for_news(commitment)
    _record(commitment, by, update, old)
    return update


def _commit(
    by: User | None, source: Node, answerer: Answerer | None, owner: str, said: dict[str, object]
) -> Commitment:
    rules.may_promise_after(source).require()
    today, now = clock.today(zone_of(source.territory)), clock.now()
    due_on = said["due_on"]
    assert isinstance(due_on, date)
    if due_on < today:
        raise Unavailable(_("Le jour promis est déjà passé : choisissez-en un à venir."))
    touch(source.territory)  # one after the other: of two sendings of a form, the second sees the first
    same = {"source": source, "owner": owner, "what": said["what"], "due_on": due_on, "outcome": Outcome.OPEN}
    if known := Commitment.objects.filter(**same).select_related("node").first():
        return known
    node = new_node(kind="commitment", stage=Stage.COMMITMENT, scope=source.scope)
    commitment = Commitment.objects.create(
        node=node,
        source=source,
        scope=source.scope,
        answerer=answerer,
        owner=owner,
        first_due_on=due_on,
        made_at=now,
        changed_at=now,
        entered_by=by,
        **said,
    )
    publish(commitment)
    add_link(source=source, target=node, relation=Relation.COMMITMENT)
    _wait_for_news(commitment)
    if answerer is not None:
        _mail(commitment)
    role, person = (SERVICE, None) if by is None else (quality(by, source.scope), by)
    ids = {"commitment": node.public_id, "source": source.public_id, "due": due_on}
    record(verbs.MADE, scope=source.scope, role=role, by=person, **ids)
    return commitment


def _wait_for_news(commitment: Commitment) -> None:
    """News every so many days, and on the day promised; none once it has ended."""
    for wait in commitment.node.waits.open().filter(expects=Relation.UPDATE):
        end_wait(wait=wait)
    if commitment.outcome != Outcome.OPEN:
        return
    territory = commitment.scope.root
    usual, today = days_for(territory, Relation.UPDATE), clock.today(zone_of(territory))
    left = elapsed(today, commitment.due_on, pauses_of(territory))
    expect(
        node=commitment.node,
        expects=Relation.UPDATE,
        whose=commitment.owner,
        whose_key=commitment.owner_key,
        days=min(usual, left) if left > 0 else usual,
    )


def _record(commitment: Commitment, by: User | None, update: Update, old: date) -> None:
    scope = commitment.scope
    role, person = (SERVICE, None) if by is None else (quality(by, scope), by)
    public_id = commitment.node.public_id
    if update.kind == UpdateKind.POSTPONED:
        days = {"old": old, "new": commitment.due_on}
        record(verbs.POSTPONED, scope=scope, role=role, by=person, commitment=public_id, **days)
    else:
        record(verbs.UPDATED, scope=scope, role=role, by=person, commitment=public_id, kind=str(update.kind))


def _mail(commitment: Commitment) -> None:
    assert commitment.answerer is not None
    territory = commitment.scope.root
    context = {"commitment": commitment, "territory": territory, "address": full_address(commitment)}
    context["days"] = days_for(territory, Relation.UPDATE)
    text = render_to_string("commitments/mail/made.txt", context)
    subject, _line, body = text.strip().partition("\n")
    post(to=commitment.answerer.email, subject=subject, body=body.strip() + "\n")


def _locked(commitment: Commitment) -> Commitment:
    return (
        Commitment.objects.select_for_update(of=("self",), no_key=True)
        .select_related("node", "scope__territory", "source__theme", "source__body", "answerer", "entered_by")
        .get(pk=commitment.pk)
    )
