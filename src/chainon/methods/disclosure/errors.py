"""Errors of disclosure."""

from __future__ import annotations

from chainon.methods.errors import MethodError


class DisclosureError(MethodError):
    """Tables that cannot be protected or attacked as they are described."""
