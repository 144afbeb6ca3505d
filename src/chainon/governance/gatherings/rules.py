"""Who convenes, cancels and tells of a gathering. All of it is in `permissions.txt`."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from chainon.base.accounts.models import Grant, Role, User
from chainon.base.accounts.rules import By, has_role
from chainon.base.scopes.models import Scope
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse
from chainon.governance.bodies.models import Body

from .models import Gathering, Outcome

MANAGERS = (Role.ADMINISTRATOR, Role.FACILITATOR)
CONVENERS = (*MANAGERS, Role.MEMBER)


def may_convene(by: By, scope: Scope, body: Body | None = None) -> Verdict:
    """The members of a body for their body, without asking anyone; the team for a body or for everyone."""
    if body is not None:
        if body.closed_on is not None:
            return refuse(_("Cette instance est close : elle ne se réunit plus."))
        if has_role(by, *CONVENERS, scope=body.scope):
            return ALLOWED
        return refuse(_("Les membres de l’instance et l’animation convoquent ses rencontres."))
    if has_role(by, *MANAGERS, scope=scope):
        return ALLOWED
    return refuse(_("Choisissez une instance dont vous êtes membre : l’animation convoque les rencontres ouvertes."))


def may_convene_somewhere(by: By, territory: Scope) -> Verdict:
    """The form is for them."""
    if isinstance(by, User) and by.is_active:
        here = Q(scope__in=Scope.objects.within(territory)) | Q(scope__path__in=territory.lineage())
        if Grant.objects.filter(here, user=by, role__in=CONVENERS).exists():
            return ALLOWED
    return refuse(_("Les membres d’une instance et l’animation annoncent les rencontres."))


def may_change(by: By, gathering: Gathering) -> Verdict:
    """Day, place, words: until it is over, and not once it is cancelled."""
    if gathering.cancelled_at is not None:
        return refuse(_("Cette rencontre est annulée : annoncez-en une autre."))
    if gathering.is_over:
        return refuse(_("Cette rencontre a eu lieu : racontez-la dans son compte rendu."))
    return _convenes(by, gathering)


def may_cancel(by: By, gathering: Gathering) -> Verdict:
    return may_change(by, gathering)


def may_tell(by: By, gathering: Gathering) -> Verdict:
    """How many came, the minutes, the papers: once it has begun, until the body has approved."""
    if gathering.cancelled_at is not None:
        return refuse(_("Cette rencontre a été annulée : il n’y a rien à raconter."))
    if not gathering.has_begun:
        return refuse(_("Cette rencontre n’a pas encore eu lieu."))
    if gathering.approved_on is not None:
        return refuse(_("Le compte rendu est approuvé : il ne change plus. La prochaine rencontre peut y revenir."))
    return _convenes(by, gathering)


def may_approve(by: By, gathering: Gathering) -> Verdict:
    if gathering.minutes_at is None:
        return refuse(_("Il n’y a pas encore de compte rendu à approuver."))
    return may_tell(by, gathering)


def may_add_paper(by: By, gathering: Gathering) -> Verdict:
    """Papers to prepare it, or shown there."""
    if gathering.cancelled_at is not None:
        return refuse(_("Cette rencontre est annulée."))
    return _convenes(by, gathering)


def may_see_count(by: By, gathering: Gathering) -> Verdict:
    """The whole headcount, small numbers too: those who made it."""
    return _convenes(by, gathering)


def _convenes(by: By, gathering: Gathering) -> Verdict:
    if gathering.body is not None:
        if has_role(by, *CONVENERS, scope=gathering.body.scope):
            return ALLOWED
        return refuse(_("Les membres de l’instance et l’animation s’en occupent."))
    if has_role(by, *MANAGERS, scope=gathering.scope):
        return ALLOWED
    return refuse(_("L’équipe d’animation s’en occupe."))


def may_close_decision(by: By, decision: Outcome) -> Verdict:
    """« Elle ne demande rien de plus », while a commitment is still expected of it."""
    if decision.withdrawn_at is not None or decision.node is None or not decision.node.waits.open().exists():
        return refuse(_("Personne n’attend plus rien de cette décision."))
    return _convenes(by, decision.gathering)
