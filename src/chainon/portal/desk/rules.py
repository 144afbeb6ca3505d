"""Whose desk is in the menu. Anyone with an account has one; it shows them only what they may act on."""

from __future__ import annotations

from chainon.base.accounts.models import Role
from chainon.base.accounts.rules import By, held_by
from chainon.base.scopes.models import Scope

ACTING = frozenset(
    {Role.ADMINISTRATOR, Role.FACILITATOR, Role.MEMBER, Role.RELAY, Role.OFFICIAL, Role.SERVICE},
)


def has_desk(by: By, territory: Scope) -> bool:
    """Those who hold a role by which things wait for them. The guarantor has a page of their own."""
    return any(role in ACTING and path.startswith(territory.path) for path, role in held_by(by))
