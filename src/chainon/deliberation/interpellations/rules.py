"""Who interpellates, signs, withdraws, and sets the terms. All of it is in `permissions.txt` beside this file."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chainon.base.accounts.models import Role, User
from chainon.base.accounts.rules import By, has_role
from chainon.base.chain.rules import may_set_clocks
from chainon.base.scopes.models import Scope
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse
from chainon.deliberation.supports.rules import may_support
from chainon.governance.bodies.models import Body, BodyKind
from chainon.governance.bodies.rules import may_speak_for

from .models import Interpellation, State

TEAM = (Role.ADMINISTRATOR, Role.FACILITATOR)


def may_open(by: By) -> Verdict:
    """In one's own name, with an account: the others then sign."""
    if isinstance(by, User) and by.is_active:
        return ALLOWED
    return refuse(_("Il faut un compte pour ouvrir une interpellation ; pour la signer, non."))


def may_open_for(by: By, body: Body) -> Verdict:
    """A table de quartier, by one of its members, without a signature: it was made for this."""
    if body.kind != BodyKind.NEIGHBOURHOOD_TABLE:
        return refuse(_("Seules les tables de quartier interpellent sans signatures : ouvrez-la en votre nom."))
    return may_speak_for(by, body)


def may_sign(by: By, one: Interpellation) -> Verdict:
    """Anyone, as one supports: an account, the code of a slip, a person recorded by those who met them."""
    if one.body is not None:
        return refuse(_("Une table interpelle sans signatures."))
    if one.state == State.WITHDRAWN:
        return refuse(_("Cette interpellation a été retirée : elle ne prend plus de signature."))
    return may_support(by, one.node)


def may_withdraw(by: By, one: Interpellation) -> Verdict:
    """Who opened it, those who speak for the table, or the team; with a reason that everyone reads."""
    if one.state == State.WITHDRAWN:
        return refuse(_("Cette interpellation est déjà retirée."))
    if isinstance(by, User) and by.is_active and one.author_id == by.pk:
        return ALLOWED
    if one.body is not None and may_speak_for(by, one.body):
        return ALLOWED
    if has_role(by, *TEAM, scope=one.scope):
        return ALLOWED
    return refuse(_("Une interpellation est retirée par qui l’a ouverte, ou par l’équipe d’animation."))


def may_set_terms(by: By, territory: Scope) -> Verdict:
    """As the delays of the territory."""
    return may_set_clocks(by, territory)
