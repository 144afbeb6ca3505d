"""Who opens a batch, types it, asks for help. All of it is in `permissions.txt` beside this file."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chainon.base.accounts.models import Role
from chainon.base.accounts.rules import By, has_role
from chainon.base.scopes.models import Scope
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse
from chainon.deliberation.proposals.rules import may_enter_for_others, may_enter_somewhere

from .models import Batch, Helper, TypedForm

TEAM = (Role.ADMINISTRATOR, Role.FACILITATOR)
LONGEST = 30
"""Days that a right to help lasts at most."""


def may_open_batch(by: By, scope: Scope) -> Verdict:
    """Whoever may write what others said there."""
    return may_enter_for_others(by, scope)


def may_see_batches(by: By, territory: Scope) -> Verdict:
    return may_enter_somewhere(by, territory)


def may_see(by: By, batch: Batch) -> Verdict:
    return may_enter_for_others(by, batch.scope)


def may_type(by: By, batch: Batch) -> Verdict:
    if batch.closed_at is not None:
        return refuse(_("Cette pile est close : ouvrez-en une autre pour les papiers trouvés depuis."))
    return may_enter_for_others(by, batch.scope)


def may_close(by: By, batch: Batch) -> Verdict:
    if batch.closed_at is not None:
        return refuse(_("Cette pile est déjà close."))
    return may_enter_for_others(by, batch.scope)


def may_ask_for_help(by: By, batch: Batch) -> Verdict:
    """Give the right to type this batch, and end it: the team, who will read what is typed."""
    if not has_role(by, *TEAM, scope=batch.scope):
        return refuse(_("Seules l’animation et l’administration donnent un droit de saisie."))
    return ALLOWED


def may_help(helper: Helper) -> Verdict:
    """By the signed link: this batch, until a day, as long as it is not ended."""
    if helper.revoked_at is not None:
        return refuse(_("Ce droit de saisie a été retiré par l’équipe."))
    if helper.is_over:
        return refuse(_("Ce droit de saisie est terminé : demandez-en un autre à l’équipe."))
    if helper.batch.closed_at is not None:
        return refuse(_("Cette pile est close : tout est saisi. Merci !"))
    return ALLOWED


def typed_by(helper: Helper, form: TypedForm) -> Verdict:
    """A helper reads and corrects what they typed, and nothing else."""
    if form.helper_id == helper.pk:
        return ALLOWED
    return refuse(_("Ce papier a été saisi par quelqu’un d’autre."))
