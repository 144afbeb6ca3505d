"""What stands at the address that a request asks for (`scopes.middleware` looked)."""

from __future__ import annotations

from django.http import HttpRequest


def has_territory(request: HttpRequest) -> bool:
    return getattr(request, "territory", None) is not None


def is_elsewhere(request: HttpRequest) -> bool:
    """No territory is at this address, and some are at theirs."""
    return bool(getattr(request, "is_elsewhere", False))
