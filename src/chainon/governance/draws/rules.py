"""Who may do what with a draw. The matrix is in permissions.txt."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chainon.base.accounts.models import Role
from chainon.base.accounts.rules import By, has_role
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse
from chainon.governance.bodies.models import Body

from .models import Draw, State

TEAM = (Role.ADMINISTRATOR, Role.FACILITATOR)


def may_prepare(by: By, body: Body) -> Verdict:
    if has_role(by, *TEAM, scope=body.scope):
        return ALLOWED
    return refuse(_("Seule l’équipe d’animation prépare un tirage."))


def may_see_preparation(by: By, draw: Draw) -> Verdict:
    if has_role(by, *TEAM, Role.GUARANTOR, scope=draw.body.scope):
        return ALLOWED
    return refuse(
        _("La préparation d’un tirage n’est montrée qu’à l’équipe et au garant ; tout est publié une fois figé.")
    )


def may_see(by: By, draw: Draw) -> Verdict:
    """The public page: everyone from the freezing on; before, those who see the preparation."""
    return ALLOWED if draw.frozen_at else may_see_preparation(by, draw)


def may_approve(by: By, draw: Draw) -> Verdict:
    if not has_role(by, Role.GUARANTOR, scope=draw.body.scope):
        return refuse(_("Seul le garant de la participation donne ou refuse son accord."))
    return _is_submitted(draw)


def may_witness(draw: Draw, *, has_guarantor: bool) -> Verdict:
    """Someone outside the team may agree only where no guarantor is appointed."""
    if has_guarantor:
        return refuse(_("Un garant de la participation est nommé : c’est à lui de donner son accord."))
    return _is_submitted(draw)


def may_conduct(by: By, draw: Draw) -> Verdict:
    """Type the numbers read in public, confirm them."""
    if not has_role(by, *TEAM, Role.GUARANTOR, scope=draw.body.scope):
        return refuse(_("Seuls l’équipe d’animation et le garant conduisent le tirage."))
    if draw.state == State.FROZEN:
        return ALLOWED
    if draw.state == State.DRAWN:
        return refuse(_("Le tirage a déjà eu lieu : on ne tire pas deux fois."))
    return refuse(_("Le tirage n’est pas encore figé et publié."))


def may_cancel(by: By, draw: Draw) -> Verdict:
    if not has_role(by, *TEAM, Role.GUARANTOR, scope=draw.body.scope):
        return refuse(_("Seuls l’équipe d’animation et le garant annulent un tirage."))
    if draw.state == State.CANCELLED:
        return refuse(_("Ce tirage est déjà annulé."))
    return ALLOWED


def may_hold_sealed(by: By, draw: Draw) -> Verdict:
    """Read the sealed file: the guarantor only, from the freezing to the purge."""
    if not has_role(by, Role.GUARANTOR, scope=draw.body.scope):
        return refuse(_("Le fichier scellé n’est remis qu’au garant de la participation."))
    if draw.purged_at:
        return refuse(_("Le fichier scellé a été effacé avec les données personnelles ; la preuve publique reste."))
    if draw.frozen_at is None and draw.state != State.SUBMITTED:
        return refuse(_("Le tirage n’est pas encore scellé."))
    return ALLOWED


def _is_submitted(draw: Draw) -> Verdict:
    if draw.state == State.SUBMITTED:
        return ALLOWED
    return refuse(_("Ce tirage n’attend pas d’accord."))
