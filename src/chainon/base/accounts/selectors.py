"""Reading accounts for pages: plain rows, never an e-mail of somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Q

from chainon.base.journal.models import Line
from chainon.base.scopes.models import Kind, Scope, Territory

from . import rules
from .leaving import exports
from .models import Grant, Invitation, InvitationState, Role, User, token_hash


@dataclass(frozen=True)
class HeldRole:
    grant_id: str
    role: str
    where: str
    since: datetime
    stays: str
    """Why it cannot be left here, and what to do; "" of a role that one may leave."""


def roles_held(user: User) -> list[HeldRole]:
    grants = user.grants.select_related("scope").order_by("scope__path", "role")
    return [
        HeldRole(
            grant_id=grant.public_id,
            role=str(Role(grant.role).label),
            where=grant.scope.label,
            since=grant.given_at,
            stays=rules.may_withdraw(user, grant).reason,
        )
        for grant in grants
    ]


def is_asked_for_a_key(user: User) -> bool:
    """People whose account could do harm in other hands are asked to add a passkey."""
    return (
        user.grants.filter(role__in=rules.STAFF).exists()
        and not Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists()
    )


@dataclass(frozen=True)
class TeamRow:
    grant_id: str
    name: str
    where: str
    since: datetime
    is_me: bool
    may_withdraw: bool


@dataclass(frozen=True)
class TeamGroup:
    role: str
    rows: list[TeamRow]


def team(territory: Scope, by: User) -> list[TeamGroup]:
    """Who holds which role in the territory, by role in the order of `Role`, in four queries whatever their number."""
    grants = (
        Grant.objects.filter(scope__in=Scope.objects.within(territory), user__is_active=True)
        .select_related("user", "scope")
        .order_by("scope__path", "user__display_name", "pk")
    )
    own = list(by.grants.select_related("scope"))
    only_one = Grant.objects.administering().filter(scope=territory).values("user").distinct().count() < 2
    groups: dict[str, list[TeamRow]] = {}
    for grant in grants:
        last = only_one and grant.role == Role.ADMINISTRATOR and grant.scope_id == territory.pk
        may = grant.user_id == by.pk or _gives(own, grant.role, grant.scope)
        row = TeamRow(
            grant_id=grant.public_id,
            name=str(grant.user),
            where=grant.scope.label,
            since=grant.given_at,
            is_me=grant.user_id == by.pk,
            may_withdraw=may and not last,
        )
        groups.setdefault(grant.role, []).append(row)
    return [TeamGroup(str(role.label), groups[role]) for role in Role if role in groups]


def _gives(own: list[Grant], role: str, scope: Scope) -> bool:
    """`rules.roles_to_give`, on grants already read."""
    return any(held.scope.contains(scope) and role in rules.GIVES.get(held.role, ()) for held in own)


@dataclass(frozen=True)
class InvitationRow:
    invitation_id: str
    address: str
    role: str
    where: str
    sent_at: datetime
    expires_at: datetime
    is_expired: bool
    may_change: bool


def waiting_invitations(territory: Scope, by: User) -> list[InvitationRow]:
    """Invitations not yet answered; the whole address only for whoever sent it."""
    waiting = Invitation.objects.filter(
        scope__in=Scope.objects.within(territory), accepted_at=None, revoked_at=None
    ).select_related("scope")
    own = list(by.grants.select_related("scope"))
    return [
        InvitationRow(
            invitation_id=invitation.public_id,
            address=invitation.email if invitation.invited_by_id == by.pk else masked(invitation.email),
            role=str(Role(invitation.role).label),
            where=invitation.scope.label,
            sent_at=invitation.sent_at,
            expires_at=invitation.expires_at,
            is_expired=invitation.state == InvitationState.EXPIRED,
            may_change=_gives(own, invitation.role, invitation.scope),
        )
        for invitation in waiting[:200]
    ]


def masked(email: str) -> str:
    """« b…@exemple.fr »: enough to recognise an address one knows, not to write to it."""
    name, _, domain = email.partition("@")
    return f"{name[:1]}…@{domain}"


def invitation_of(token: str, territory: Territory | None) -> Invitation | None:
    """The invitation of a link, in the territory that sent it."""
    invitations = Invitation.objects.select_related("scope__territory", "invited_by")
    found = invitations.filter(token_hash=token_hash(token)).first()
    is_here = found is not None and territory is not None and found.scope.root == territory.scope
    return found if is_here else None


def scopes_to_give(territory: Scope, by: User) -> list[Scope]:
    """Where `by` may give at least one role, from the territory down."""
    scopes = Scope.objects.within(territory).order_by("path")
    if rules.roles_to_give(by, territory):
        return list(scopes[:500])
    roots = [grant.scope for grant in by.grants.filter(role__in=list(rules.GIVES)).select_related("scope")]
    return [scope for scope in scopes[:500] if any(root.contains(scope) for root in roots)]


def label_with_kind(scope: Scope) -> str:
    return scope.label if scope.kind == Kind.TERRITORY else f"{scope.label} ({Kind(scope.kind).label})"


@dataclass(frozen=True)
class InventedPerson:
    person_id: str
    name: str
    roles: str


def invented_people(territory: Territory) -> list[InventedPerson]:
    """The people of the demonstration whom one may enter as, in the order of the roles."""
    grants = Grant.objects.filter(
        scope__in=Scope.objects.within(territory.scope), user__is_demonstration=True, user__is_active=True
    ).select_related("user")
    roles: dict[User, list[str]] = {}
    for grant in sorted(grants, key=lambda grant: (Role.values.index(grant.role), grant.pk)):
        label = str(Role(grant.role).label)
        if label not in roles.setdefault(grant.user, []):
            roles[grant.user].append(label)
    return [InventedPerson(user.public_id, str(user), ", ".join(held)) for user, held in roles.items()]


def own_data(user: User) -> dict[str, object]:
    """All that the platform knows of a person, in values that JSON can say: their own account page gives it."""
    addresses = EmailAddress.objects.filter(user=user).order_by("pk")
    keys = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).order_by("pk")
    invitations = Invitation.objects.filter(Q(email__iexact=user.email) | Q(accepted_by=user)).select_related("scope")
    return {
        "compte": {
            "adresse": user.email,
            "nom affiché": user.display_name,
            "ouvert le": user.date_joined,
            "dernière entrée": user.last_login,
        },
        "adresses": [{"adresse": address.email, "confirmée": address.verified} for address in addresses],
        "rôles": [{"rôle": str(row.role), "où": row.where, "depuis": row.since} for row in roles_held(user)],
        "clés d’accès": [
            {"nom": key.wrap().name, "ajoutée le": key.created_at, "dernier usage": key.last_used_at} for key in keys
        ],
        "invitations reçues": [
            {
                "rôle": str(Role(row.role).label),
                "où": row.scope.label,
                "envoyée le": row.sent_at,
                "état": str(row.state.label),
            }
            for row in invitations
        ],
        "actes au journal": list(_own_lines(user)),
        **{name: read(user) for name, read in exports().items()},
    }


def _own_lines(user: User) -> Iterator[dict[str, object]]:
    for scope in Scope.objects.filter(parent=None):
        reference = user.journal_reference(scope)
        for line in Line.objects.filter(territory=scope, by=reference).order_by("number") if reference else ():
            yield {"territoire": scope.label, "ligne": line.number, "date": line.at, "acte": line.verb}
