"""How often one address may try."""

from __future__ import annotations

from django.http import HttpRequest

from chainon.base import codes

ENROLMENTS = 60
"""An hour, from one address: a whole neighbourhood may sign up through the wifi of its centre social."""
CODES = 20


def is_beyond(request: HttpRequest, act: str, most: int) -> bool:
    """Count one more attempt; True when it is one too many within the hour."""
    return codes.count(request, f"volunteers.{act}") > most
