"""How often one address may try: counted in the cache that the web workers share, under the address's fingerprint."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

HOUR = 3600
ENROLMENTS = 60
"""An hour, from one address: a whole neighbourhood may sign up through the wifi of its centre social."""
CODES = 20


def is_beyond(request: HttpRequest, act: str, most: int) -> bool:
    """Count one more attempt; True when it is one too many within the hour."""
    mark = salted_hmac("chainon.volunteers.limits", _address(request), algorithm="sha256").hexdigest()[:32]
    key = f"volunteers:{act}:{mark}"
    cache.add(key, 0, HOUR)
    try:
        return cache.incr(key) > most
    except ValueError:  # the count expired between the two lines
        return False


def _address(request: HttpRequest) -> str:
    if settings.CHAINON_TRUST_PROXY:
        return str(request.headers.get("X-Forwarded-For", "").rsplit(",", maxsplit=1)[-1].strip())
    return str(request.META.get("REMOTE_ADDR", ""))
