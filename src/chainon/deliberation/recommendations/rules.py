"""Who writes down what a body recommends, and who hands it over. All of it is in `permissions.txt`."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chainon.base.accounts.models import Role
from chainon.base.accounts.rules import By, has_role
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse
from chainon.governance.bodies.models import Body
from chainon.governance.bodies.rules import may_speak_for

from .models import Sheet

TEAM = (Role.ADMINISTRATOR, Role.FACILITATOR)


def may_write(by: By, body: Body) -> Verdict:
    """Its members, and the team for what was voted in a room."""
    return may_speak_for(by, body)


def may_publish(by: By, sheet: Sheet) -> Verdict:
    """Also to correct it, until then."""
    if sheet.published_at is not None:
        return refuse(_("Ces recommandations sont publiées : elles ne changent plus."))
    return may_write(by, sheet.body)


def may_hand(by: By, sheet: Sheet) -> Verdict:
    """Several of them to one who may answer, once they are public."""
    if sheet.published_at is None:
        return refuse(_("Publiez d’abord ces recommandations."))
    if has_role(by, *TEAM, scope=sheet.body.scope):
        return ALLOWED
    return refuse(_("Seules l’animation et l’administration du lieu transmettent une parole."))
