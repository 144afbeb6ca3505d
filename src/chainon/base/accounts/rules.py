"""Who holds which role where, and who may give it. Other slices' rules are made of these.

The whole of it, role by role and act by act, is in `permissions.txt` beside this file.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from chainon.base.scopes.models import Scope, ScopeQuerySet, Territory
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse

from .keeping import kept_for
from .models import Grant, Invitation, InvitationState, Role, SetupLink, User

By = User | AnonymousUser

GIVES: dict[str, frozenset[Role]] = {
    Role.ADMINISTRATOR: frozenset(Role),
    Role.FACILITATOR: frozenset({Role.MEMBER, Role.RELAY, Role.OFFICIAL, Role.SERVICE, Role.PARTNER}),
}
STAFF = frozenset({Role.ADMINISTRATOR, Role.FACILITATOR, Role.GUARANTOR, Role.OFFICIAL})
TEAM_READERS = (Role.ADMINISTRATOR, Role.FACILITATOR, Role.GUARANTOR)
_RUNS_THE_PLACE = frozenset({Role.ADMINISTRATOR, Role.FACILITATOR})


def has_role(by: By, *roles: Role, scope: Scope) -> bool:
    """True when `by` holds one of the roles in the scope or above it."""
    return not roles_in(by, scope).isdisjoint(roles)


def roles_in(by: By, scope: Scope) -> frozenset[str]:
    return frozenset(role for path, role in held_by(by) if scope.path.startswith(path))


def where_held(by: By, *roles: Role, territory: Scope) -> ScopeQuerySet:
    """The scopes of a territory where `by` holds one of the roles, there or above: the queryset twin of `has_role`."""
    paths = {path for path, role in held_by(by) if role in roles and path.startswith(territory.path)}
    held = [path for path in paths if not any(path != other and path.startswith(other) for other in paths)]
    found = Scope.objects.none()
    for path in sorted(held):
        found |= Scope.objects.within(Scope(path=path))
    return found


def held_by(by: By) -> frozenset[tuple[str, str]]:
    """Every role of the person, with the path of the scope where it is held; few rows whoever they are."""
    if not isinstance(by, User) or not by.is_active:
        return frozenset()
    remembered = _remembered.get()
    if remembered is not None and by.pk in remembered:
        return remembered[by.pk]
    held = frozenset(Grant.objects.filter(user=by).values_list("scope__path", "role"))
    if remembered is not None:
        remembered[by.pk] = held
    return held


@contextlib.contextmanager
def roles_remembered() -> Iterator[None]:
    """Ask once who holds what: for the time of a page, which writes nothing and asks several rules."""
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


_remembered: ContextVar[dict[int, frozenset[tuple[str, str]]] | None] = ContextVar("chainon_roles", default=None)


def quality(by: By | None, scope: Scope) -> str:
    """In which quality `by` acts there, for the journal: the first role in the order of `Role`, else "resident".

    None stands for the platform itself: "system".
    """
    if by is None:
        return "system"
    held = roles_in(by, scope)
    return next((role.value for role in Role if role in held), "resident")


def roles_to_give(by: By | None, scope: Scope) -> list[Role]:
    """The roles that `by` may give in the scope, in the order of `Role`."""
    if by is None:
        return list(Role)
    given: set[Role] = set()
    for role in roles_in(by, scope):
        given |= GIVES.get(role, frozenset())
    return [role for role in Role if role in given]


def are_compatible(user: User, role: Role, scope: Scope) -> Verdict:
    """The guarantor watches over those who run the place: one person cannot be both where their roles meet."""
    if role == Role.GUARANTOR:
        against = _RUNS_THE_PLACE
    elif role in _RUNS_THE_PLACE:
        against = frozenset({Role.GUARANTOR})
    else:
        return ALLOWED
    held = Grant.objects.touching(scope).filter(user=user, role__in=against).select_related("scope").first()
    if held is None:
        return ALLOWED
    return refuse(
        _(
            "Cette personne a déjà le rôle « {held} » ({where}). Le garant veille sur celles et ceux qui animent et "
            "administrent : une même personne ne peut pas être des deux côtés au même endroit."
        ).format(held=Role(held.role).label, where=held.scope.label)
    )


def may_give(by: By | None, role: Role, scope: Scope, *, to: User | None = None) -> Verdict:
    """May `by` give the role in the scope, to this person where they are known? None: the platform itself."""
    if role not in roles_to_give(by, scope):
        return refuse(
            _("Vous ne pouvez pas donner le rôle « {role} » dans « {where} ».").format(
                role=role.label, where=scope.label
            )
        )
    if to is None:
        return ALLOWED
    if role == Role.GUARANTOR and by == to:
        return refuse(_("Personne ne se nomme garant soi-même : demandez à quelqu’un d’autre de l’administration."))
    return are_compatible(to, role, scope)


def may_withdraw(by: By | None, grant: Grant) -> Verdict:
    """Whoever may give a role may withdraw it; everyone may leave their own; a territory keeps an administration.

    What another room takes back in its own way (`keeping`) is not withdrawn here."""
    if by is not None and (reason := kept_for(grant)):
        return refuse(reason)
    if is_last_administration(grant):
        if by == grant.user:
            return refuse(
                _(
                    "Vous êtes la dernière personne chargée de l’administration de « {where} » : donnez d’abord ce "
                    "rôle à quelqu’un d’autre."
                ).format(where=grant.scope.label)
            )
        return refuse(
            _(
                "C’est la dernière personne chargée de l’administration de « {where} » : donnez d’abord ce rôle à "
                "quelqu’un d’autre."
            ).format(where=grant.scope.label)
        )
    if by == grant.user or Role(grant.role) in roles_to_give(by, grant.scope):
        return ALLOWED
    return refuse(
        _("Vous ne pouvez pas retirer le rôle « {role} » dans « {where} ».").format(
            role=Role(grant.role).label, where=grant.scope.label
        )
    )


def is_last_administration(grant: Grant) -> bool:
    if grant.role != Role.ADMINISTRATOR or grant.scope.parent_id is not None:
        return False
    return not Grant.objects.administering().filter(scope=grant.scope).exclude(user=grant.user_id).exists()


def may_see_team(by: By, scope: Scope) -> Verdict:
    if has_role(by, *TEAM_READERS, scope=scope):
        return ALLOWED
    return refuse(_("Cette page est celle de l’administration, de l’animation et du garant de la participation."))


def may_change_invitation(by: By | None, invitation: Invitation) -> Verdict:
    """Revoke or send again: whoever could have sent it."""
    if invitation.state in {InvitationState.ACCEPTED, InvitationState.REVOKED}:
        return refuse(_("Cette invitation est déjà close."))
    return may_give(by, Role(invitation.role), invitation.scope)


def may_erase(by: By, user: User) -> Verdict:
    """People close their own account; not while a territory would be left without administration."""
    if by != user or user.erased_at is not None:
        return refuse(_("Chacun ne peut fermer que son propre compte."))
    for grant in user.grants.select_related("scope").filter(role=Role.ADMINISTRATOR):
        if is_last_administration(grant):
            return refuse(
                _(
                    "Vous êtes la dernière personne chargée de l’administration de « {where} ». Donnez d’abord ce rôle "
                    "à quelqu’un d’autre, puis fermez votre compte."
                ).format(where=grant.scope.label)
            )
    return ALLOWED


def has_administrator() -> bool:
    """Someone real administers a territory of this installation (people of the demonstration do not count)."""
    return Grant.objects.administering().filter(user__is_demonstration=False).exists()


def may_set_up() -> Verdict:
    if has_administrator():
        return refuse(
            _("Cette plateforme a déjà une personne chargée de l’administration : demandez-lui une invitation.")
        )
    return ALLOWED


def may_found(by: By) -> Verdict:
    """Open a territory: the person of the setup link until someone administers here, then those who administer one."""
    if isinstance(by, User) and by.is_active:
        if SetupLink.objects.filter(used_by=by).exists() and not has_administrator():
            return ALLOWED
        if Grant.objects.administering().filter(user=by, user__is_demonstration=False).exists():
            return ALLOWED
        if by.is_demonstration:
            return refuse(
                _(
                    "Les personnes inventées de la démonstration n’ouvrent pas de territoire : videz d’abord la "
                    "démonstration, ou venez avec un compte à vous."
                )
            )
    return refuse(_("Ouvrir un territoire demande d’avoir utilisé le lien de démarrage ou d’en administrer déjà un."))


def may_enter_as(territory: Territory | None, user: User) -> Verdict:
    """One-click entry: an invented person, in a territory of demonstration, on a platform that is not published."""
    if territory is None or not territory.is_demonstration:
        return refuse(_("Cette entrée n’existe que dans la démonstration."))
    if urlsplit(settings.CHAINON_URL).scheme == "https":
        return refuse(_("Cette plateforme est publiée (adresse https) : l’entrée de démonstration y est fermée."))
    held = Grant.objects.filter(user=user, scope__in=Scope.objects.within(territory.scope))
    if not (user.is_demonstration and user.is_active and held.exists()):
        return refuse(_("On n’entre ainsi qu’à la place des personnes inventées de la démonstration."))
    return ALLOWED
