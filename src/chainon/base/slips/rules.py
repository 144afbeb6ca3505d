"""Who makes pads, and which slips may still be bound. All of it is in `permissions.txt`."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chainon.base.accounts.models import Role
from chainon.base.accounts.rules import By, has_role
from chainon.base.scopes.models import Scope
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse

from .models import Pad, Slip

MAKERS = (Role.ADMINISTRATOR, Role.FACILITATOR)


def may_make_pads(by: By, scope: Scope) -> Verdict:
    """Make, print and read the list of pads: those who animate the place."""
    if has_role(by, *MAKERS, scope=scope):
        return ALLOWED
    return refuse(_("Seules l’animation et l’administration font des carnets de coupons."))


def may_print(by: By, pad: Pad) -> Verdict:
    """What is still blank may be printed again; a code that somebody holds is never shown again."""
    if pad.cancelled_at is not None:
        return refuse(_("Ce carnet est annulé : il ne s’imprime plus."))
    return may_make_pads(by, pad.scope)


def may_cancel(by: By, pad: Pad) -> Verdict:
    if pad.cancelled_at is not None:
        return refuse(_("Ce carnet est déjà annulé."))
    return may_make_pads(by, pad.scope)


def may_release(by: By, slip: Slip) -> Verdict:
    """Take a slip off a word to which it was bound by mistake."""
    if slip.node_id is None:
        return refuse(_("Ce coupon n’est lié à rien."))
    return may_make_pads(by, slip.pad.scope)


def may_be_bound(slip: Slip) -> Verdict:
    """A slip leads to one word, once; whoever enters the form was asked about it by the slice of the form."""
    if slip.node_id is not None:
        return refuse(_("Ce coupon sert déjà à une autre parole : relisez son numéro."))
    if slip.pad.cancelled_at is not None:
        return refuse(_("Ce coupon vient d’un carnet annulé : donnez-en un autre à la personne."))
    return ALLOWED
