"""The role of member that goes with an accepted seat, for whoever has an account with the same verified address."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import transaction

from chainon.base.accounts.models import Grant, Role, User
from chainon.base.accounts.services.roles import grant_role, revoke_role
from chainon.governance.draws.models import State
from chainon.governance.seats.models import Answer, Invitation

from .guards import lock


def give_membership(invitation: Invitation) -> None:
    """In the caller's transaction, whose line says that the seat is taken. Given once: someone who gives the role up
    is not given it again."""
    if invitation.account_id is not None or invitation.volunteer is None:
        return
    user = _holder(invitation.volunteer.email)
    if user is None:
        return
    grant_role(by=None, role=Role.MEMBER, scope=invitation.seat.draw.body.scope, user=user)
    invitation.account = user
    invitation.save(update_fields=["account"])


def take_membership(invitation: Invitation) -> None:
    """In the caller's transaction, whose line says that the seat is left: one that said whose role goes would tie the
    account to the seat. Two people of one mailbox may sit: the role stays with the other one."""
    user, invitation.account = invitation.account, None
    if user is None:
        return
    invitation.save(update_fields=["account"])
    body = invitation.seat.draw.body
    holding = Invitation.objects.filter(account=user, answer=Answer.ACCEPTED, seat__draw__body=body)
    if holding.exclude(seat__draw__state=State.CANCELLED).exists():
        return
    for grant in Grant.objects.filter(user=user, role=Role.MEMBER, scope=body.scope):
        revoke_role(by=None, grant=grant)


def give_due_memberships() -> None:
    """Periodic: accepted seats whose holder has opened an account since."""
    accepted = Invitation.objects.filter(answer=Answer.ACCEPTED, seat__draw__state=State.DRAWN)
    waiting = accepted.filter(account=None, volunteer__email__contains="@")
    emails = {email.lower(): pk for pk, email in waiting.values_list("pk", "volunteer__email")}
    known = EmailAddress.objects.filter(email__in=emails, verified=True, user__is_active=True)
    for email in known.values_list("email", flat=True):
        with transaction.atomic():
            found = lock(Invitation.objects.select_related("seat__draw").get(pk=emails[email.lower()]))
            if found.answer == Answer.ACCEPTED and found.seat.draw.state == State.DRAWN:
                give_membership(found)


def _holder(email: str) -> User | None:
    if not email:
        return None
    proven = EmailAddress.objects.filter(email__iexact=email, verified=True, user__is_active=True)
    address = proven.select_related("user").first()
    return address.user if address else None
