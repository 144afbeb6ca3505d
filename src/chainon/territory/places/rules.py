"""Who may do what to the places of a territory. The matrix: permissions.txt, which is also its test."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chainon.base.accounts.models import Role
from chainon.base.accounts.rules import By, has_role
from chainon.base.scopes.models import Scope
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse


def may_manage_places(by: By, territory: Scope) -> Verdict:
    """Add, import, change, redraw and remove: the map is everyone's, so only those who hold the whole territory do."""
    if has_role(by, Role.ADMINISTRATOR, Role.FACILITATOR, scope=territory.root):
        return ALLOWED
    if not by.is_authenticated:
        return refuse(_("Connectez-vous : seule l’équipe d’animation du territoire modifie les lieux."))
    return refuse(_("Seules l’administration et l’équipe d’animation du territoire modifient les lieux."))


def acting_role(by: By, territory: Scope) -> str:
    """The quality in which an act allowed by `may_manage_places` is done, for the journal."""
    return Role.FACILITATOR if has_role(by, Role.FACILITATOR, scope=territory.root) else Role.ADMINISTRATOR
