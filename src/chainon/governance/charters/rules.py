"""Who writes, publishes and notes the adoption of a charter. Act by role in `permissions.txt` beside this file."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chainon.base.accounts.models import Role
from chainon.base.accounts.rules import By, has_role
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse
from chainon.governance.bodies.models import Body

PUBLISHERS = (Role.ADMINISTRATOR, Role.FACILITATOR)
WRITERS = (*PUBLISHERS, Role.MEMBER)
READERS = (*WRITERS, Role.GUARANTOR)


def may_write(by: By, body: Body) -> Verdict:
    """Change the draft: the team, and the members whom the charter binds."""
    return _holds(by, body, WRITERS, _("Seuls l’équipe d’animation et les membres de l’instance écrivent sa charte."))


def may_see_draft(by: By, body: Body) -> Verdict:
    """Those who write it, and the guarantor. The published charter is everyone's."""
    if has_role(by, *READERS, scope=body.scope):
        return ALLOWED
    return refuse(_("Ce brouillon n’est montré qu’à celles et ceux qui l’écrivent et au garant de la participation."))


def may_publish(by: By, body: Body) -> Verdict:
    return _holds(by, body, PUBLISHERS, _("Seule l’équipe d’animation publie la charte."))


def may_record_adoption(by: By, body: Body) -> Verdict:
    """Also to withdraw one noted by mistake."""
    return _holds(by, body, PUBLISHERS, _("Seule l’équipe d’animation note les adoptions de la charte."))


def _holds(by: By, body: Body, roles: tuple[Role, ...], reason: str) -> Verdict:
    if not has_role(by, *roles, scope=body.scope):
        return refuse(reason)
    if body.closed_on is not None:
        return refuse(_("Cette instance est close : sa charte reste telle qu’elle était."))
    return ALLOWED
