"""Who supports, who records for others, who enters a sheet. All of it is in `permissions.txt` beside this file."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chainon.base.accounts.models import Role, User
from chainon.base.accounts.rules import By, has_role
from chainon.base.chain.models import Node
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse

from .kinds import is_open, is_supported
from .models import Way

TEAM = (Role.ADMINISTRATOR, Role.FACILITATOR)
RECORDERS = (*TEAM, Role.RELAY)
ONLINE_A_DAY = 50
"""Declared online, without an account, for one node in one day. Beyond, a button was pressed by a machine."""
PAPER_A_DAY = 1000
SHEET = 500
"""Signatures of one sheet of paper (or one wad of them)."""
LIMITS = {Way.ONLINE: ONLINE_A_DAY, Way.PAPER: PAPER_A_DAY}


def takes_support(node: Node) -> Verdict:
    """A public node of a kind that may be supported, as long as it asks for something."""
    if not node.is_public or not is_supported(node):
        return refuse(_("Ceci ne se soutient pas ici."))
    if not is_open(node):
        return refuse(_("Cette parole a été retirée : elle ne prend plus de soutien."))
    return ALLOWED


def may_support(by: By, node: Node) -> Verdict:
    """Anyone, by whatever door: an account, a slip, or neither (then it is declared, and counts apart)."""
    if isinstance(by, User) and not by.is_active:
        return refuse(_("Ce compte est fermé."))
    return takes_support(node)


def may_record(by: By, node: Node) -> Verdict:
    """Note the support of someone met on the way: those who go and see people there."""
    if not has_role(by, *RECORDERS, scope=node.scope):
        return refuse(_("Seuls les habitants-relais et l’équipe d’animation notent le soutien de quelqu’un d’autre."))
    return takes_support(node)


def may_enter_sheet(by: By, node: Node) -> Verdict:
    if not has_role(by, *TEAM, scope=node.scope):
        return refuse(_("Seules l’animation et l’administration saisissent une feuille de soutien."))
    return takes_support(node)


def has_room(way: Way, already: int, more: int) -> Verdict:
    """Declared supports are capped a day: nobody can make a crowd of them."""
    if already + more <= LIMITS[way]:
        return ALLOWED
    if way == Way.ONLINE:
        return refuse(
            _(
                "Beaucoup de soutiens sans compte sont arrivés aujourd’hui pour cette parole : revenez demain, ou "
                "utilisez un compte ou le code d’un coupon."
            )
        )
    return refuse(
        _("Plus de mille signatures ont déjà été saisies pour ce jour et cette parole : vérifiez la feuille.")
    )
