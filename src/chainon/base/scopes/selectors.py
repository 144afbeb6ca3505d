"""Reading the tree of scopes."""

from __future__ import annotations

from django.db.models import Q

from .models import Territory


def territory_for(host: str) -> Territory | None:
    """The territory of a domain name, else the one without; where one alone exists, that one whatever the name."""
    territories = Territory.objects.select_related("scope")
    found = list(territories.filter(Q(host=host) | Q(host=None)))  # one or two: every request asks, sorting them here
    if found:
        return min(found, key=lambda each: (each.host is None, each.pk))
    others = list(territories[:2])
    return others[0] if len(others) == 1 else None


def territories_at_their_address() -> list[Territory]:
    """Those that have an address of their own and are open to the public, by name."""
    found = Territory.objects.select_related("scope").exclude(host=None)
    return list(found.filter(is_open=True, is_demonstration=False).order_by("scope__label"))
