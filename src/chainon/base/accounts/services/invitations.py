"""Inviting someone to a role by e-mail. The link proves that they read that mailbox; it works once, for 14 days."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts import letters, rules, verbs, words
from chainon.base.accounts.models import Invitation, InvitationState, Role, User, token_hash
from chainon.base.journal.services import record
from chainon.base.scopes.models import Scope
from chainon.base.scopes.verdict import Unavailable

from .people import open_account
from .roles import grant_role

LASTS = timedelta(days=14)


@dataclass(frozen=True)
class Acceptance:
    """`is_new`: the account was opened by this link. An account that existed is never entered by an invitation."""

    user: User
    is_new: bool


@transaction.atomic
def invite(*, by: User, email: str, role: Role, scope: Scope, message: str = "") -> Invitation:
    """Offer a role. What is answered does not depend on whether the e-mail has an account, save for the guarantor's
    incompatibility with roles that the inviter sees on the team's page anyway.

    An invitation that already waits for the same e-mail, role and scope is sent again with a new link.
    Raises `Refused` (`rules.may_give`).
    """
    email, role = email.strip().lower(), Role(role)
    known = User.objects.filter(email__iexact=email).first()
    rules.may_give(by, role, scope, to=known).require()
    waiting = Invitation.objects.select_for_update(no_key=True).filter(
        email=email, role=role, scope=scope, accepted_at=None, revoked_at=None
    )
    invitation = waiting.first() or Invitation(email=email, role=role, scope=scope)
    invitation.invited_by = by
    invitation.message = message.strip()
    _send(invitation)
    record(
        verbs.INVITATION_SENT,
        scope=scope,
        role=rules.quality(by, scope),
        by=by,
        **_payload(invitation),
    )
    return invitation


@transaction.atomic
def resend_invitation(*, by: User, invitation: Invitation) -> Invitation:
    """A new link and 14 new days; the former link stops working. Raises `Refused`."""
    locked = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
    rules.may_change_invitation(by, locked).require()
    return invite(by=by, email=locked.email, role=Role(locked.role), scope=locked.scope, message=locked.message)


@transaction.atomic
def revoke_invitation(*, by: User, invitation: Invitation) -> Invitation:
    """The link stops working. Raises `Refused`."""
    locked = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
    rules.may_change_invitation(by, locked).require()
    locked.revoked_at = clock.now()
    locked.save(update_fields=["revoked_at"])
    record(
        verbs.INVITATION_REVOKED,
        scope=locked.scope,
        role=rules.quality(by, locked.scope),
        by=by,
        **_payload(locked),
    )
    return locked


@transaction.atomic
def accept_invitation(*, token: str, display_name: str = "") -> Acceptance:
    """Take the role offered, opening the account if the e-mail has none.

    Raises `Unavailable` when the link is unknown, used, revoked or expired, or when whoever invited may no longer
    give this role; `Refused` when the role cannot go with those the person holds.
    """
    invitation = (
        Invitation.objects.select_for_update(of=("self",), no_key=True)
        .select_related("scope", "invited_by")
        .filter(token_hash=token_hash(token))
        .first()
    )
    why = reason_not_to_accept(invitation)
    if invitation is None or why:
        raise Unavailable(why)
    user, is_new = open_account(email=invitation.email, display_name=display_name, is_proven=True)
    role = Role(invitation.role)
    grant_role(by=invitation.invited_by, role=role, scope=invitation.scope, user=user)
    invitation.accepted_at, invitation.accepted_by = clock.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    record(
        verbs.INVITATION_ACCEPTED,
        scope=invitation.scope,
        role=role.value,
        by=user,
        person=user.journal_reference(invitation.scope.root),
        **_payload(invitation),
    )
    return Acceptance(user, is_new)


def reason_not_to_accept(invitation: Invitation | None) -> str:
    """Why a link does not work any more, in words; empty when it does."""
    if invitation is None:
        return _("Ce lien n’existe pas, ou un lien plus récent l’a remplacé.")
    if invitation.state == InvitationState.ACCEPTED:
        return _("Cette invitation a déjà été acceptée. Connectez-vous avec votre adresse électronique.")
    if invitation.state == InvitationState.REVOKED:
        return _("Cette invitation a été annulée par l’équipe.")
    if invitation.state == InvitationState.EXPIRED:
        return _("Cette invitation est périmée : demandez à l’équipe de vous la renvoyer.")
    inviter = invitation.invited_by
    if inviter is None or not rules.may_give(inviter, Role(invitation.role), invitation.scope):
        return _("La personne qui vous a invité ne peut plus donner ce rôle : demandez une nouvelle invitation.")
    return ""


def _send(invitation: Invitation) -> None:
    token = secrets.token_urlsafe(32)
    invitation.token_hash = token_hash(token)
    invitation.sent_at = clock.now()
    invitation.expires_at = invitation.sent_at + LASTS
    invitation.save()
    letters.write(
        "invitation",
        to=invitation.email,
        territory=invitation.scope.root.settings,
        invitation=invitation,
        inviter=str(invitation.invited_by),
        what_for=words.WHAT_FOR[invitation.role],
        url=letters.address(reverse("accounts:invitation", args=[token]), invitation.scope),
    )


def _payload(invitation: Invitation) -> dict[str, str]:
    return {"held": invitation.role, "invitation": invitation.public_id}
