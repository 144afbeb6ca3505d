"""Promising: after a yes, in a letter or a meeting, or by residents themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import quality
from chainon.base.chain.calendar import noon, zone_of
from chainon.base.chain.models import Node, Relation, Stage, Theme
from chainon.base.chain.services import add_link, new_node, publish
from chainon.base.journal.services import record
from chainon.base.scopes.models import Scope
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.commitments.answers.models import Answerer, Handover
from chainon.commitments.answers.services import SERVICE
from chainon.commitments.commitments import rules, verbs
from chainon.commitments.commitments.models import Commitment, Every, Outcome

from .keeping import wait_for_news, write_to_owner


@dataclass(frozen=True)
class Plan:
    """What a promise may say besides who, what and when. `made_on`: the day it was said; today where it is not given.

    `every_months` and `until_on`: it comes back, from the day promised until that one.
    """

    made_on: date | None = None
    planned_cents: int | None = None
    every_months: int = Every.ONCE
    until_on: date | None = None


@dataclass(frozen=True)
class Spoken:
    """A promise that comes out of no node: said aloud at a meeting, written in a letter or a programme."""

    scope: Scope
    where: str
    theme: Theme | None = None


@dataclass(frozen=True)
class Said:
    """Who promises what to whom."""

    owner: str
    answerer: Answerer | None
    what: str
    details: str
    for_whom: str
    due_on: date
    signed_by: str
    plan: Plan = field(default_factory=Plan)


USUAL = Plan()


@transaction.atomic
def promise(
    *,
    handover: Handover,
    what: str,
    details: str,
    for_whom: str,
    due_on: date,
    signed_by: str,
    plan: Plan = USUAL,
) -> Commitment:
    """By the signed link of the answer that said yes. Raises `Refused`; `DaysDisagree` when the day is past."""
    answer = handover.answer
    if answer is None:
        raise Refused(_("Répondez d’abord : l’engagement vient après un oui."))
    if not answer.is_yes:
        raise Refused(_("L’engagement vient après une réponse qui dit oui."))
    said = Said(handover.answerer.name, handover.answerer, what, details, for_whom, due_on, signed_by, plan)
    return _after(None, answer.node, said)


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
    plan: Plan = USUAL,
) -> Commitment:
    """The team types what an answerer promised elsewhere. Raises `Refused`; `DaysDisagree`: the days do not agree."""
    rules.may_record_promise(by, source).require()
    return _after(by, source, Said(answerer.name, answerer, what, details, for_whom, due_on, signed_by, plan))


@transaction.atomic
def record_spoken(
    *,
    by: User,
    spoken: Spoken,
    answerer: Answerer,
    what: str,
    details: str,
    for_whom: str,
    due_on: date,
    signed_by: str,
    plan: Plan = USUAL,
) -> Commitment:
    """The same, of a promise that comes out of no node. Raises `Refused`; `DaysDisagree`: the days do not agree."""
    rules.may_record_in(by, spoken.scope).require()
    said = Said(answerer.name, answerer, what, details, for_whom, due_on, signed_by, plan)
    commitment, is_new = make(by, None, spoken, said)
    if is_new:
        _announce(by, commitment)
    return commitment


@transaction.atomic
def take_on(
    *,
    by: User,
    source: Node,
    owner: str,
    what: str,
    details: str,
    for_whom: str,
    due_on: date,
    plan: Plan = USUAL,
) -> Commitment:
    """« On s’en occupe nous-mêmes »: residents promise. Raises `Refused`; `DaysDisagree`: the days do not agree."""
    rules.may_take_on_as(by, source, owner).require()
    return _after(by, source, Said(owner, None, what, details, for_whom, due_on, owner, plan))


def _after(by: User | None, source: Node, said: Said) -> Commitment:
    rules.may_promise_after(source).require()
    commitment, is_new = make(by, source, Spoken(source.scope, "", source.theme), said)
    if is_new:
        _announce(by, commitment)
    return commitment


def make(by: User | None, source: Node | None, spoken: Spoken, said: Said) -> tuple[Commitment, bool]:
    """The promise in the chain, and whether it is new: the same sent twice is one. Nobody is told, nothing awaited
    nor written in the journal yet. Raises `DaysDisagree` when they do not agree."""
    territory, plan = spoken.scope.root, said.plan
    today, now = clock.today(zone_of(territory)), clock.now()
    made_on = plan.made_on or today
    _agree(said, made_on, today)
    touch(territory)  # one after the other: of two sendings of a form, the second sees the first
    same = {"source": source, "said_where": spoken.where, "owner": said.owner, "what": said.what}
    known = Commitment.objects.of(territory).filter(**same, due_on=said.due_on, outcome=Outcome.OPEN)
    if found := known.select_related("node").first():
        return found, False
    commitment = Commitment.objects.create(
        node=new_node(kind="commitment", stage=Stage.COMMITMENT, scope=spoken.scope),
        territory=territory,
        source=source,
        said_where=spoken.where,
        scope=spoken.scope,
        theme=spoken.theme,
        answerer=said.answerer,
        owner=said.owner,
        what=said.what,
        details=said.details,
        for_whom=said.for_whom,
        made_on=made_on,
        due_on=said.due_on,
        first_due_on=said.due_on,
        every_months=plan.every_months,
        until_on=plan.until_on,
        planned_cents=plan.planned_cents,
        made_at=now if made_on == today else noon(made_on, territory),
        changed_at=now,
        signed_by=said.signed_by,
        entered_by=by,
    )
    publish(commitment)
    if source is not None:
        add_link(source=source, target=commitment.node, relation=Relation.COMMITMENT)
    return commitment, True


class DaysDisagree(Unavailable):
    """Of the days of a promise: `field` is the one to write again."""

    def __init__(self, message: str, field: str = "due_on") -> None:
        super().__init__(message)
        self.field = field


def _agree(said: Said, made_on: date, today: date) -> None:
    if made_on > today:
        raise DaysDisagree(_("Le jour où cela a été promis n’est pas encore venu."), "made_on")
    if said.due_on < made_on:
        if made_on == today:
            raise DaysDisagree(_("Le jour promis est déjà passé : choisissez-en un à venir."))
        raise DaysDisagree(_("Le jour promis vient après le jour où on l’a promis."))
    plan = said.plan
    if plan.until_on is not None and (plan.every_months == Every.ONCE or plan.until_on <= said.due_on):
        raise DaysDisagree(_("« Jusqu’au » est pour ce qui revient, et vient après la première fois."), "until_on")


def _announce(by: User | None, commitment: Commitment) -> None:
    """News is awaited; its owner gets the link to give some, and the journal a line."""
    wait_for_news(commitment)
    if commitment.answerer is not None:
        write_to_owner("made", commitment)
    scope, source = commitment.scope, commitment.source
    role, person = (SERVICE, None) if by is None else (quality(by, scope), by)
    ids = {"commitment": commitment.node.public_id, "due": commitment.due_on}
    if source is None:
        record(verbs.SPOKEN, scope=scope, role=role, by=person, **ids)
    else:
        record(verbs.MADE, scope=scope, role=role, by=person, source=source.public_id, **ids)
