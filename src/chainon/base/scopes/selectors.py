"""Reading the tree of scopes."""

from __future__ import annotations

from .models import Territory


def territory_for(host: str) -> Territory | None:
    """The territory of a domain name; where only one exists, that one whatever the name."""
    territories = list(Territory.objects.select_related("scope").order_by("scope_id")[:50])
    for territory in territories:
        if territory.host and territory.host == host:
            return territory
    nameless = [territory for territory in territories if not territory.host]
    return nameless[0] if nameless else (territories[0] if len(territories) == 1 else None)
