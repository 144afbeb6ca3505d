"""Who may set the clocks of a territory, and who goes to tell people. All of it is in `permissions.txt`."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from chainon.base.accounts.models import Grant, Role, User
from chainon.base.accounts.rules import By, has_role
from chainon.base.scopes.models import Scope
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse

from .models import Node, Pause

SETTERS = (Role.ADMINISTRATOR, Role.FACILITATOR)
TELLERS = (Role.ADMINISTRATOR, Role.FACILITATOR, Role.RELAY)


def may_set_clocks(by: By, territory: Scope) -> Verdict:
    """Delays and pauses: those who animate or administer the whole territory, in public."""
    if has_role(by, *SETTERS, scope=territory):
        return ALLOWED
    return refuse(_("Seules l’animation et l’administration du territoire règlent les délais et les pauses."))


def may_set_themes(by: By, territory: Scope) -> Verdict:
    """The everyday words: those who animate or administer the whole territory, after a decision that they name."""
    if has_role(by, *SETTERS, scope=territory):
        return ALLOWED
    return refuse(_("Seules l’animation et l’administration du territoire changent les thèmes."))


def may_withdraw_pause(by: By, pause: Pause, today: date) -> Verdict:
    """Not once it has begun: delays that stood still would be late all at once."""
    if pause.first <= today:
        return refuse(_("Cette pause a commencé : elle reste, et les délais reprendront à sa fin."))
    return may_set_clocks(by, pause.territory)


def may_tell_back(by: By, node: Node) -> Verdict:
    """Those who go and see people there: relays, animation, administration. They alone read how to find them."""
    if has_role(by, *TELLERS, scope=node.scope):
        return ALLOWED
    return refuse(_("Seuls les habitants-relais et l’animation lisent comment trouver ces personnes."))


def may_tell_somewhere(by: By, territory: Scope) -> Verdict:
    """The list of whom to tell is for those who go and see people, somewhere in the territory."""
    if isinstance(by, User) and by.is_active:
        here = Grant.objects.filter(user=by, role__in=TELLERS, scope__in=Scope.objects.within(territory))
        if here.exists():
            return ALLOWED
    return refuse(_("Seuls les habitants-relais et l’animation lisent comment trouver ces personnes."))


def may_be_followed(node: Node) -> Verdict:
    """By whoever leaves an address, without an account."""
    return ALLOWED if node.is_public else refuse(_("Ceci n’est pas public."))


def may_see_node(by: By, node: Node) -> Verdict:
    """A public node is everyone's. What is not public yet is shown by the slice that owns the object."""
    return ALLOWED if node.is_public else refuse(_("Ceci n’est pas public."))
