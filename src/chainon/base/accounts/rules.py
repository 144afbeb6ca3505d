"""Who holds which role where. Other slices' rules are made of these."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from chainon.base.scopes.models import Scope

from .models import Grant, Role, User

By = User | AnonymousUser


def has_role(by: By, *roles: Role, scope: Scope) -> bool:
    """True when `by` holds one of the roles in the scope or above it."""
    if not isinstance(by, User) or not by.is_active:
        return False
    return Grant.objects.filter(user=by, role__in=roles, scope__path__in=scope.lineage()).exists()


def roles_in(by: By, scope: Scope) -> set[str]:
    if not isinstance(by, User) or not by.is_active:
        return set()
    return set(Grant.objects.filter(user=by, scope__path__in=scope.lineage()).values_list("role", flat=True))
