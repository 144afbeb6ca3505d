"""Convening, changing, cancelling a gathering; telling what happened there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import By, quality
from chainon.base.chain.calendar import local_day, zone_of
from chainon.base.chain.models import Node, Relation, Stage
from chainon.base.chain.services import add_link, end_wait, expect, new_node, publish
from chainon.base.files.kinds import Accepted
from chainon.base.files.models import Visibility
from chainon.base.files.services import keep_file
from chainon.base.journal.services import record
from chainon.base.journal.verbs import Verb
from chainon.base.scopes.models import Scope
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Unavailable
from chainon.base.ui.names import TEAM
from chainon.governance.bodies.models import Body

from . import rules, verbs
from .models import RECOUNTED_WITHIN, Document, Gathering, Outcome, OutcomeKind
from .node import DECISION, GATHERING

TEAM_KEY = "team"
"""Whose turn it is when no body convened."""


@dataclass(frozen=True)
class Notice:
    """What is announced. Instants carry a zone; a place in words or a link, or both."""

    title: str
    starts_at: datetime
    ends_at: datetime
    address: str = ""
    link: str = ""
    purpose: str = ""
    for_whom: str = ""
    access: str = ""


@dataclass(frozen=True)
class Account:
    """What happened. Bands counted by eye: under 16, 16 to 25, 26 to 60, over 60; or `present` alone."""

    minutes: str
    decisions: list[str] = field(default_factory=list)
    disagreements: list[str] = field(default_factory=list)
    under_16: int | None = None
    from_16: int | None = None
    from_26: int | None = None
    over_60: int | None = None
    present: int | None = None
    first_time: int | None = None

    @property
    def bands(self) -> list[int]:
        return [each for each in (self.under_16, self.from_16, self.from_26, self.over_60) if each is not None]

    @property
    def total(self) -> int | None:
        return sum(self.bands) if self.bands else self.present


@transaction.atomic
def convene(*, by: By, scope: Scope, body: Body | None, notice: Notice, entry: UUID) -> Gathering:
    """It is public at once. Sent twice (`entry`), it is announced once. Raises `Refused`; `Unavailable`: its day."""
    rules.may_convene(by, scope, body).require()
    if known := _sent_before(scope, entry):
        return known
    _require_later(notice)
    return _inscribe(verbs.ANNOUNCED, by=by, scope=scope, body=body, notice=notice, entry=entry)


@transaction.atomic
def recount(*, by: By, scope: Scope, body: Body | None, notice: Notice, entry: UUID) -> Gathering:
    """One that was not announced here and is over: its page says so, and its minutes may follow. Sent twice is once.

    Raises `Refused`; `Unavailable`: it is not over, or too old.
    """
    rules.may_convene(by, scope, body).require()
    if known := _sent_before(scope, entry):
        return known
    _require_past(notice)
    return _inscribe(verbs.RECOUNTED, by=by, scope=scope, body=body, notice=notice, entry=entry)


def _sent_before(scope: Scope, entry: UUID) -> Gathering | None:
    touch(scope.root)  # of two sendings at once, the second sees the first
    return Gathering.objects.filter(entry=entry).select_related("node", "scope", "body__scope").first()


def _inscribe(verb: Verb, *, by: By, scope: Scope, body: Body | None, notice: Notice, entry: UUID) -> Gathering:
    if body is not None and body.scope.root != scope.root:
        raise Unavailable(_("Cette instance n’est pas d’ici."))
    now = clock.now()
    gathering = Gathering.objects.create(
        node=new_node(kind=GATHERING, stage=Stage.DELIBERATION, scope=scope),
        scope=scope,
        body=body,
        entry=entry,
        announced_at=now,
        changed_at=now,
        **_said(notice),
    )
    publish(gathering)
    _record(verb, gathering, by, on=_day(gathering))
    return gathering


@transaction.atomic
def change_notice(*, by: By, gathering: Gathering, notice: Notice) -> Gathering:
    """Another day, another place, other words: those who follow are told. Nothing changed, nothing is written.

    Raises `Refused`; `Unavailable`: a day that is past.
    """
    gathering = _locked(gathering)
    rules.may_change(by, gathering).require()
    said = _said(notice)
    if all(getattr(gathering, name) == value for name, value in said.items()):
        return gathering
    _require_later(notice)
    for name, value in said.items():
        setattr(gathering, name, value)
    gathering.changed_at = clock.now()
    gathering.save()
    publish(gathering)
    _record(verbs.CHANGED, gathering, by, on=_day(gathering))
    return gathering


@transaction.atomic
def cancel(*, by: By, gathering: Gathering, reason: str) -> Gathering:
    """It stays readable, with the reason: people would have come. Raises `Refused`."""
    gathering = _locked(gathering)
    rules.may_cancel(by, gathering).require()
    gathering.cancelled_at, gathering.cancel_reason = clock.now(), reason
    gathering.save(update_fields=["cancelled_at", "cancel_reason"])
    publish(gathering)
    _record(verbs.CANCELLED, gathering, by)
    return gathering


@transaction.atomic
def tell(*, by: By, gathering: Gathering, account: Account) -> Gathering:
    """The minutes, public at once; told again before they are approved, they are corrected and say so.

    Each decision is a node: a commitment must come of it, from the body that took it. A line taken out is marked.
    Raises `Refused`; `Unavailable`: counts that do not fit.
    """
    gathering = _locked(gathering)
    rules.may_tell(by, gathering).require()
    _require_fitting(account)
    now = clock.now()
    if gathering.minutes_at is None:
        gathering.minutes_at = now
    else:
        gathering.corrected_at = now
    gathering.minutes = account.minutes
    for name in ("under_16", "from_16", "from_26", "over_60", "first_time"):
        setattr(gathering, name, getattr(account, name))
    gathering.present = account.total
    gathering.save()
    _write_outcomes(gathering, OutcomeKind.DISAGREEMENT, account.disagreements)
    _write_outcomes(gathering, OutcomeKind.DECISION, account.decisions)
    publish(gathering)
    fingerprint = hashlib.sha256(account.minutes.encode()).hexdigest()
    _record(verbs.TOLD, gathering, by, decisions=len(account.decisions), sha256=fingerprint)
    return gathering


@transaction.atomic
def approve(*, by: By, gathering: Gathering, on: date) -> Gathering:
    """The body read its minutes and approved them: they change no more. Raises `Refused`; `Unavailable`: the day."""
    gathering = _locked(gathering)
    rules.may_approve(by, gathering).require()
    zone = zone_of(gathering.scope.root)
    if on > clock.today(zone):
        raise Unavailable(_("Ce jour n’est pas encore venu."))
    if on < local_day(gathering.starts_at, gathering.scope.root):
        raise Unavailable(_("La rencontre n’avait pas encore eu lieu ce jour-là."))
    gathering.approved_on, gathering.approved_at = on, clock.now()
    gathering.save(update_fields=["approved_on", "approved_at"])
    publish(gathering)
    _record(verbs.APPROVED, gathering, by, on=on)
    return gathering


@transaction.atomic
def needs_nothing(*, by: By, decision: Outcome, reason: str) -> None:
    """Nobody has to carry this decision out: it was done on the spot, or it only says something. Raises `Refused`."""
    gathering = _locked(decision.gathering)
    rules.may_close_decision(by, decision).require()
    for wait in _node(decision).waits.open().select_related("node", "territory"):
        end_wait(wait=wait, reason=reason)
    _record(verbs.NEEDS_NOTHING, gathering, by, decision=_node(decision).public_id)


@transaction.atomic
def add_paper(*, by: User, gathering: Gathering, title: str, sent: Accepted) -> Document:
    """A public paper of the gathering. Raises `Refused`, `FileRefused`."""
    gathering = _locked(gathering)
    rules.may_add_paper(by, gathering).require()
    file = keep_file(scope=gathering.scope, uploaded=sent, visibility=Visibility.PUBLIC, name=title, alt=title)
    paper = Document.objects.create(gathering=gathering, file=file, title=title, added_at=clock.now(), added_by=by)
    _record(verbs.PAPER_ADDED, gathering, by, file=file.public_id)
    return paper


def _write_outcomes(gathering: Gathering, kind: OutcomeKind, lines: list[str]) -> None:
    """Lines already there stay as they are, those missing are withdrawn, new ones are added."""
    standing = {outcome.text: outcome for outcome in gathering.outcomes.standing().filter(kind=kind)}
    for position, text in enumerate(dict.fromkeys(lines), start=1):
        known = standing.pop(text, None)
        if known is None:
            _add_outcome(gathering, kind, text, position)
        elif known.position != position:
            known.position = position
            known.save(update_fields=["position"])
    for outcome in standing.values():
        _withdraw_outcome(outcome)


def _add_outcome(gathering: Gathering, kind: OutcomeKind, text: str, position: int) -> None:
    outcome = Outcome(gathering=gathering, kind=kind, text=text, position=position, written_at=clock.now())
    if kind == OutcomeKind.DECISION:
        outcome.node = new_node(kind=DECISION, stage=Stage.DECISION, scope=gathering.scope)
    outcome.save()
    if outcome.node is None:
        return
    node = publish(outcome)
    add_link(source=gathering.node, target=node, relation=Relation.DECISION)
    whose, key = (gathering.body.name, gathering.body.public_id) if gathering.body else (TEAM, TEAM_KEY)
    expect(node=node, expects=Relation.COMMITMENT, whose=whose, whose_key=key)


def _withdraw_outcome(outcome: Outcome) -> None:
    outcome.withdrawn_at = clock.now()
    outcome.save(update_fields=["withdrawn_at"])
    if outcome.node is None:
        return
    publish(outcome)
    for wait in outcome.node.waits.open().select_related("node", "territory"):
        end_wait(wait=wait, reason=_("La décision a été retirée du compte rendu."))


def _require_later(notice: Notice) -> None:
    if notice.ends_at <= notice.starts_at:
        raise Unavailable(_("La fin vient avant le début : vérifiez les heures."))
    if notice.ends_at >= clock.now():
        return
    if notice.ends_at.date() < clock.now().astimezone(notice.ends_at.tzinfo).date():
        raise Unavailable(_("Ce jour est passé : une rencontre s’annonce à l’avance. Si elle a eu lieu, racontez-la."))
    raise Unavailable(_("Cette heure est passée : une rencontre s’annonce à l’avance. Si elle a eu lieu, racontez-la."))


def _require_past(notice: Notice) -> None:
    if notice.ends_at <= notice.starts_at:
        raise Unavailable(_("La fin vient avant le début : vérifiez les heures."))
    if notice.ends_at >= clock.now():
        raise Unavailable(_("Elle n’est pas encore finie : annoncez-la, vous la raconterez ensuite."))
    if notice.starts_at < clock.now() - RECOUNTED_WITHIN:
        raise Unavailable(_("Plus d’un an a passé : vérifiez l’année, ou parlez-en à la prochaine rencontre."))


def _require_fitting(account: Account) -> None:
    if account.bands and account.present is not None and account.present != account.total:
        raise Unavailable(
            _("Le total ({present}) n’est pas la somme des âges ({total}) : laissez l’un des deux vide.").format(
                present=account.present, total=account.total
            )
        )
    if account.first_time is not None and account.total is not None and account.first_time > account.total:
        raise Unavailable(_("Plus de premières fois que de personnes présentes : vérifiez les nombres."))


def _said(notice: Notice) -> dict[str, object]:
    return {each.name: getattr(notice, each.name) for each in fields(notice)}


def _locked(gathering: Gathering) -> Gathering:
    """As it stands now: of two acts at once, the second is judged after the first."""
    touch(gathering.scope.root)
    related = ("node__territory", "scope__territory", "body__scope__territory")
    return Gathering.objects.select_related(*related).get(pk=gathering.pk)


def _node(decision: Outcome) -> Node:
    assert decision.node is not None, "a decision has its node (constraint)"
    return decision.node


def _day(gathering: Gathering) -> date:
    return local_day(gathering.starts_at, gathering.scope.root)


def _record(verb: Verb, gathering: Gathering, by: By, **payload: object) -> None:
    person = by if isinstance(by, User) else None
    scope = gathering.body.scope if gathering.body is not None else gathering.scope
    if "decision" not in payload:
        payload["gathering"] = gathering.public_id
    record(verb, scope=scope, role=quality(by, scope), by=person, **payload)
