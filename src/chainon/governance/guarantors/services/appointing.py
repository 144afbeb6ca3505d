"""From the decision of a body to a signed letter, and to the end of a term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.accounts.rules import quality
from chainon.base.accounts.services import open_account
from chainon.base.accounts.services.roles import grant_role, revoke_role
from chainon.base.chain.calendar import zone_of
from chainon.base.chain.services import publish
from chainon.base.files.kinds import Accepted
from chainon.base.files.models import Visibility
from chainon.base.files.services import keep_file
from chainon.base.journal.services import record
from chainon.base.scopes.models import Scope
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Unavailable
from chainon.base.ui.names import ERASED
from chainon.governance.bodies.models import Body
from chainon.governance.guarantors import letters, rules, verbs
from chainon.governance.guarantors.models import Appointment, Ending
from chainon.governance.guarantors.node import KINDS


@dataclass(frozen=True)
class Decision:
    """What the body decided: who, by whom, when, until when, whose deputy. `appointed_by` empty: the body's name."""

    email: str
    name: str
    appointed_on: date
    body: Body | None = None
    appointed_by: str = ""
    decision: str = ""
    until: date | None = None
    titular: Appointment | None = None


@transaction.atomic
def appoint(*, by: User, scope: Scope, decision: Decision, entry: UUID) -> Appointment:
    """Copy the decision here, in public; the person receives the letter to read and sign, which gives the role.

    Raises `Refused`; `Unavailable` when the days are wrong, nobody appoints, or the guarantor has a deputy.
    """
    rules.may_appoint(by, scope, email=decision.email).require()
    touch(scope)  # of two sendings of a form, the second sees the first
    if known := Appointment.objects.filter(entry=entry).first():
        return known
    _check(decision, scope)
    appointment = Appointment.objects.create(
        entry=entry,
        territory=scope.root,
        scope=scope,
        email=decision.email.lower(),
        name=decision.name,
        body=decision.body,
        appointed_by=decision.appointed_by or str(decision.body),
        appointed_on=decision.appointed_on,
        decision=decision.decision,
        until=decision.until,
        titular=decision.titular,
        recorded_by=by,
        recorded_at=clock.now(),
    )
    letters.ask_to_sign(appointment)
    payload = {"appointment": appointment.public_id, "day": decision.appointed_on}
    record(verbs.APPOINTED, scope=scope, role=quality(by, scope), by=by, **payload)
    return appointment


def _check(decision: Decision, scope: Scope) -> None:
    today = clock.today(zone_of(scope.root))
    if decision.appointed_on > today:
        raise Unavailable(_("Ce jour n’est pas encore venu : on inscrit une décision une fois prise."))
    if decision.until is not None and decision.until <= today:
        raise Unavailable(_("Le mandat serait déjà fini : choisissez un jour à venir."))
    if decision.body is None and not decision.appointed_by:
        raise Unavailable(_("Dites quelle instance nomme."))
    if decision.titular is not None and decision.titular.deputies.filter(ended_at=None).exists():
        raise Unavailable(_("Cette personne a déjà un suppléant."))


@transaction.atomic
def sign_letter(*, appointment: Appointment, letter: str, file: Accepted | None = None) -> Appointment:
    """By whoever reads the mailbox that the link was sent to: the letter is public, the role is theirs.

    Raises `Refused`: signed already, ended, or they run the place by now.
    """
    touch(appointment.territory)
    appointment = Appointment.objects.select_related("scope__territory", "territory").get(pk=appointment.pk)
    rules.may_sign(appointment).require()
    person, _is_new = open_account(email=appointment.email, display_name=appointment.name, is_proven=True)
    grant_role(by=None, role=Role.GUARANTOR, scope=appointment.scope, user=person)
    appointment.user, appointment.email = person, ""
    appointment.letter, appointment.signed_at = letter, clock.now()
    if file is not None:
        appointment.letter_file = keep_file(scope=appointment.scope, uploaded=file, visibility=Visibility.PUBLIC)
    appointment.save()
    payload = {"appointment": appointment.public_id}
    record(verbs.SIGNED, scope=appointment.scope, role=Role.GUARANTOR.value, by=person, **payload)
    return appointment


@transaction.atomic
def remove(*, by: User, appointment: Appointment, on: date, decision: str, reason: str) -> None:
    """The appointing body decided so: its day, its number and its reason stay in public for ever.

    Raises `Refused`; `Unavailable` when the day is to come.
    """
    rules.may_remove(by, appointment).require()
    appointment = _locked(appointment)
    rules.may_remove(by, appointment).require()
    if on > clock.today(zone_of(appointment.territory)):
        raise Unavailable(_("Ce jour n’est pas encore venu : on inscrit une décision une fois prise."))
    _end(appointment, Ending.REMOVED, on, decision=decision, reason=reason)
    payload = {"appointment": appointment.public_id, "day": on}
    record(verbs.REMOVED, scope=appointment.scope, role=quality(by, appointment.scope), by=by, **payload)


@transaction.atomic
def resign(*, by: User, appointment: Appointment, reason: str = "") -> None:
    """In public, with or without a reason. Raises `Refused`."""
    rules.may_resign(by, appointment).require()
    appointment = _locked(appointment)
    rules.may_resign(by, appointment).require()
    _end(appointment, Ending.RESIGNED, clock.today(zone_of(appointment.territory)), reason=reason)
    payload = {"appointment": appointment.public_id}
    record(verbs.RESIGNED, scope=appointment.scope, role=Role.GUARANTOR.value, by=by, **payload)


def leave_with_account(user: User) -> None:
    """The account is closed: their terms end, their name leaves the list; what they did in public stays."""
    for appointment in Appointment.objects.filter(user=user, ended_at=None).select_related("territory"):
        resign(by=user, appointment=appointment)
    mine = list(Appointment.objects.filter(user=user).values_list("pk", flat=True))
    Appointment.objects.filter(pk__in=mine).update(user=None, name=ERASED)
    for kind in KINDS:
        for act in kind.objects().filter(appointment__in=mine):
            publish(act)


@transaction.atomic
def end_due_terms() -> int:
    """Periodic: terms whose last day is past give their role back. Returns how many."""
    ended = 0
    for appointment in Appointment.objects.filter(ended_at=None, until__lt=clock.now().date()):
        locked = _locked(appointment)
        if locked.until is None or locked.until >= clock.today(zone_of(locked.territory)) or locked.ended_at:
            continue
        _end(locked, Ending.TERM, locked.until)
        record(verbs.TERM_OVER, scope=locked.scope, role="system", appointment=locked.public_id)
        ended += 1
    return ended


def _locked(appointment: Appointment) -> Appointment:
    touch(appointment.territory)
    found = Appointment.objects.select_related("scope__territory", "territory__settings", "body__scope", "user")
    return found.get(pk=appointment.pk)


def _end(appointment: Appointment, ending: Ending, on: date, *, decision: str = "", reason: str = "") -> None:
    """The role goes with the appointment, unless another one holds it there."""
    appointment.ending, appointment.ended_at, appointment.ended_on = ending, clock.now(), on
    appointment.ending_decision, appointment.ending_reason, appointment.email = decision, reason, ""
    appointment.save()
    if appointment.user is None:
        return
    others = rules.in_office(appointment.territory).filter(user=appointment.user, scope=appointment.scope)
    if others.exists():
        return
    held = Grant.objects.filter(user=appointment.user, role=Role.GUARANTOR, scope=appointment.scope)
    for grant in held.select_related("scope", "user"):
        revoke_role(by=None, grant=grant)
