"""Yes, no, and what follows from a yes: by the code of a letter, by an account, by the team at the telephone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import By
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.governance.seats import events, rules
from chainon.governance.seats.models import Answer, Channel, Invitation, Reason
from chainon.governance.seats.selectors import invitations_of_account

from .guards import lock, say, today_of
from .members import give_membership, take_membership


@dataclass(frozen=True)
class Given:
    """What was said."""

    accepts: bool
    name_public: bool
    reason: Reason | None
    channel: Channel


@transaction.atomic
def answer_by_code(
    *, invitation: Invitation, code_hash: str, accepts: bool, name_public: bool = False, reason: Reason | None = None
) -> Invitation:
    """The holder of the code answers. Raises `Refused` when the code was replaced meanwhile, or as `may_answer`."""
    invitation = lock(invitation)
    if not code_hash or invitation.code_hash != code_hash:
        raise Refused(_("Ce code a été remplacé par celui d’un courrier plus récent."))
    rules.may_answer(invitation, today=today_of(invitation.seat.draw)).require()
    return _write(invitation, Given(accepts, name_public, reason, Channel.LETTER), by=None)


@transaction.atomic
def answer_by_account(
    *, by: User, invitation: Invitation, accepts: bool, name_public: bool = False, reason: Reason | None = None
) -> Invitation:
    """Someone who has an account with the verified address of the volunteer. Raises `Refused` for anyone else."""
    invitation = lock(invitation)
    if not invitations_of_account(by).filter(pk=invitation.pk).exists():
        raise Refused(_("Cette invitation n’est pas adressée à votre adresse électronique."))
    rules.may_answer(invitation, today=today_of(invitation.seat.draw)).require()
    return _write(invitation, Given(accepts, name_public, reason, Channel.ACCOUNT), by=None)


@transaction.atomic
def enter_answer(
    *,
    by: By,
    invitation: Invitation,
    accepts: bool,
    channel: Channel = Channel.PHONE,
    name_public: bool = False,
    reason: Reason | None = None,
) -> Invitation:
    """The team writes what it is told. A double click writes one line."""
    invitation = lock(invitation)
    rules.may_enter_answer(by, invitation).require()
    return _write(invitation, Given(accepts, name_public, reason, channel), by=by)


@transaction.atomic
def note_authorisation(*, by: By, invitation: Invitation) -> Invitation:
    """The parent's signed form is in the hands of the team: the seat is taken."""
    invitation = lock(invitation)
    if invitation.answer == Answer.ACCEPTED and invitation.parent_agreed_at is not None:
        return invitation
    rules.may_note_authorisation(by, invitation).require()
    invitation.answer, invitation.parent_agreed_at = Answer.ACCEPTED, clock.now()
    invitation.save(update_fields=["answer", "parent_agreed_at"])
    give_membership(invitation)
    say(events.PARENT_AGREED, by, invitation.seat.draw, seat=invitation.seat.number)
    return invitation


@transaction.atomic
def note_departure(*, by: By, invitation: Invitation, left_on: date) -> Invitation:
    """A member leaves their seat; the place may be offered to the next person."""
    invitation = lock(invitation)
    if invitation.answer == Answer.LEFT:
        return invitation
    rules.may_note_departure(by, invitation).require()
    if left_on > today_of(invitation.seat.draw):
        raise Unavailable(_("Notez le départ le jour venu : cette date n’est pas encore passée."))
    take_membership(invitation)
    invitation.answer, invitation.left_on, invitation.name_public = Answer.LEFT, left_on, False
    invitation.save(update_fields=["answer", "left_on", "name_public"])
    say(events.LEFT, by, invitation.seat.draw, seat=invitation.seat.number)
    return invitation


def _write(invitation: Invitation, given: Given, *, by: By | None) -> Invitation:
    answer = _state(invitation, given.accepts)
    is_new = invitation.answer != answer
    invitation.answer, invitation.name_public = answer, given.accepts and given.name_public
    invitation.refusal_reason = "" if given.accepts or given.reason is None else given.reason.value
    if is_new:
        invitation.answered_at, invitation.channel = clock.now(), given.channel
    invitation.save(update_fields=["answer", "name_public", "refusal_reason", "answered_at", "channel"])
    if answer == Answer.ACCEPTED:
        give_membership(invitation)
    elif answer == Answer.REFUSED:
        take_membership(invitation)
    if is_new:
        say(events.ANSWERED, by, invitation.seat.draw, seat=invitation.seat.number, answer=answer.value)
    else:
        touch(invitation.seat.draw.body.scope)
    return invitation


def _state(invitation: Invitation, accepts: bool) -> Answer:
    if not accepts:
        return Answer.REFUSED
    is_minor = invitation.volunteer is not None and invitation.volunteer.is_minor
    return Answer.PARENT if is_minor and invitation.parent_agreed_at is None else Answer.ACCEPTED
