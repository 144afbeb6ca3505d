"""Who may open, change and close a body. The whole of it, act by role, is in `permissions.txt` beside this file."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from chainon.base.accounts.models import Grant, Role, User
from chainon.base.accounts.rules import By, has_role
from chainon.base.scopes.models import Kind, Scope
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse

from .models import Body

MANAGERS = (Role.ADMINISTRATOR, Role.FACILITATOR)
SPEAKERS = (*MANAGERS, Role.MEMBER)


def may_open_body(by: By, parent: Scope) -> Verdict:
    """Those who animate or administer the place, or the territory above it. Bodies stand in a place, not in a body."""
    if parent.kind not in {Kind.TERRITORY, Kind.PLACE}:
        return refuse(_("Une instance s’ouvre dans un lieu ou dans le territoire entier."))
    return _manages(by, parent)


def may_open_somewhere(by: By, territory: Scope) -> Verdict:
    """Those who animate or administer the territory, or a place of it: the form is for them."""
    if isinstance(by, User) and by.is_active:
        here = Q(scope__in=Scope.objects.within(territory), scope__kind__in=[Kind.TERRITORY, Kind.PLACE])
        if Grant.objects.filter(here, user=by, role__in=MANAGERS).exists():
            return ALLOWED
    return _manages(by, territory)


def may_change_body(by: By, body: Body) -> Verdict:
    """Its name, seats, term; asked of the scope above: a body does not give itself more seats."""
    if body.scope.parent is None:
        return refuse(_("Cette instance n’a pas de lieu."))
    manages = _manages(by, body.scope.parent)
    if manages and body.closed_on is not None:
        return refuse(_("Cette instance est close : elle reste telle qu’elle était."))
    return manages


def may_close_body(by: By, body: Body) -> Verdict:
    return may_change_body(by, body)


def may_speak_for(by: By, body: Body) -> Verdict:
    """The members of a body; and the team, for what a body that meets in a room decided to say.

    Its queryset twin is `selectors.bodies_to_speak_for`.
    """
    if body.closed_on is not None:
        return refuse(_("Cette instance est close : elle ne dit plus rien."))
    if has_role(by, *SPEAKERS, scope=body.scope):
        return ALLOWED
    return refuse(_("Seuls les membres de l’instance parlent pour elle, et l’équipe d’animation pour eux."))


def _manages(by: By, scope: Scope) -> Verdict:
    if has_role(by, *MANAGERS, scope=scope):
        return ALLOWED
    if not by.is_authenticated:
        return refuse(_("Connectez-vous : seules l’animation et l’administration ouvrent et modifient les instances."))
    return refuse(_("Seules l’animation et l’administration du lieu ouvrent et modifient les instances."))
