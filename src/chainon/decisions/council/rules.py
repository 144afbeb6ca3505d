"""Who enters what a council decided. All of it is in `permissions.txt` beside this file."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chainon.base.accounts.models import Grant, Role, User
from chainon.base.accounts.rules import By, has_role, where_held
from chainon.base.scopes.models import Scope, ScopeQuerySet
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse

from .models import CouncilDecision

MANAGERS = (Role.ADMINISTRATOR, Role.FACILITATOR)
WRITERS = (*MANAGERS, Role.OFFICIAL, Role.SERVICE)


def may_enter(by: By, scope: Scope) -> Verdict:
    """The act exists already and is public: whoever animates, or answers for an institution there, copies it here."""
    if has_role(by, *WRITERS, scope=scope):
        return ALLOWED
    return refuse(_("L’animation, l’administration, les élus et les services du lieu saisissent les délibérations."))


def where_entered(by: By, territory: Scope) -> ScopeQuerySet:
    """The places offered to them: the queryset twin of `may_enter`."""
    return where_held(by, *WRITERS, territory=territory)


def may_enter_somewhere(by: By, territory: Scope) -> Verdict:
    if isinstance(by, User) and by.is_active:
        here = Grant.objects.filter(user=by, role__in=WRITERS, scope__in=Scope.objects.within(territory))
        if here.exists():
            return ALLOWED
    return may_enter(by, territory)


def may_link(by: By, decision: CouncilDecision) -> Verdict:
    """Say what it came out of, afterwards."""
    if decision.withdrawn_at is not None:
        return refuse(_("Cette délibération a été retirée."))
    return may_enter(by, decision.scope)


def may_withdraw(by: By, decision: CouncilDecision) -> Verdict:
    if decision.withdrawn_at is not None:
        return refuse(_("Cette délibération est déjà retirée."))
    if has_role(by, *MANAGERS, scope=decision.scope):
        return ALLOWED
    return refuse(_("Seules l’animation et l’administration du lieu retirent une délibération saisie par erreur."))
