"""What every act on a draw asks first."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base.accounts.models import Role, User
from chainon.base.accounts.rules import By, roles_in
from chainon.base.journal.services import record
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.governance.draws import events, rules
from chainon.governance.draws.models import Draw, State
from chainon.governance.volunteers.services import reopen_list


def require_changeable(by: By, draw: Draw) -> None:
    """The team may change a draw until it is proposed for freezing. Afterwards an attempt is itself journalled.

    Called before the caller's transaction, so that the line stays although the act is refused.
    """
    rules.may_prepare(by, draw.body).require()
    draw.refresh_from_db(fields=["state"])
    if draw.state in {State.PREPARING, State.COMPUTED}:
        return
    if draw.state == State.SUBMITTED:
        raise Unavailable(_("Le tirage attend l’accord du garant : rien ne change d’ici là."))
    record(events.CHANGE_ATTEMPTED, scope=draw.body.scope, role=role_of(by, draw), by=actor(by), draw=draw.public_id)
    raise Refused(
        _("Le tirage est figé et publié : plus rien n’y change. On peut seulement l’annuler, en disant pourquoi.")
    )


def locked(draw: Draw) -> Draw:
    """The row of the draw, locked until the end of the transaction: two people never do the same act twice."""
    assert transaction.get_connection().in_atomic_block, "lock inside a transaction"
    rows = Draw.objects.select_for_update(of=("self",), no_key=True).select_related("body__scope", "volunteers")
    return rows.get(pk=draw.pk)


def locked_changeable(draw: Draw) -> Draw:
    """The row, locked, when it may still change: the seal may have fallen since `require_changeable` was asked."""
    draw = locked(draw)
    if draw.state not in {State.PREPARING, State.COMPUTED}:
        raise Unavailable(_("Le tirage vient d’être proposé pour être figé : plus rien n’y change."))
    return draw


def role_of(by: By, draw: Draw) -> str:
    """The quality in which `by` acts, for the journal: the guarantor's before the team's."""
    held = roles_in(by, draw.body.scope)
    for role in (Role.GUARANTOR, Role.FACILITATOR, Role.ADMINISTRATOR):
        if role in held:
            return str(role)
    return "resident"


def actor(by: By) -> User | None:
    return by if isinstance(by, User) else None


def reopen_list_of(draw: Draw) -> None:
    """Open the list again once this draw holds it no more, unless another draw was sealed upon it."""
    holding = [State.SUBMITTED, State.FROZEN, State.DRAWN]
    if not Draw.objects.filter(volunteers=draw.volunteers, state__in=holding).exclude(pk=draw.pk).exists():
        reopen_list(by=None, volunteer_list=draw.volunteers)
