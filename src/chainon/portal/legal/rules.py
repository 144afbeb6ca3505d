"""Who fills the legal pages. Everyone reads them. See `permissions.txt`."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chainon.base.accounts.models import Role
from chainon.base.accounts.rules import By, has_role
from chainon.base.scopes.models import Scope
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse


def may_edit_legal(by: By, territory: Scope) -> Verdict:
    if has_role(by, Role.ADMINISTRATOR, scope=territory.root):
        return ALLOWED
    return refuse(_("Seule l’administration du territoire remplit les pages légales : elles l’engagent."))


def may_set_pre_election(by: By, territory: Scope) -> Verdict:
    """Who publishes answers for what the front page praises before an election."""
    if has_role(by, Role.ADMINISTRATOR, scope=territory.root):
        return ALLOWED
    return refuse(_("Seule l’administration du territoire règle la période électorale : elle l’engage."))
