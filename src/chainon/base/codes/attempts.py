"""How often one address tries within an hour, counted under its fingerprint in the cache that web workers share."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

HOUR = 3600


def count(request: HttpRequest, act: str) -> int:
    """Count one more attempt at `act` from the address of the request; how many that makes."""
    key = _key(request, act)
    cache.add(key, 0, HOUR)
    try:
        return int(cache.incr(key))
    except ValueError:  # the count expired between the two lines
        cache.set(key, 1, HOUR)
        return 1


def counted(request: HttpRequest, act: str) -> int:
    """How many attempts were counted within the hour."""
    return int(cache.get(_key(request, act), 0))


def _key(request: HttpRequest, act: str) -> str:
    mark = salted_hmac("chainon.codes.attempts", _address(request), algorithm="sha256").hexdigest()[:32]
    return f"{act}:{mark}"


def _address(request: HttpRequest) -> str:
    if settings.CHAINON_TRUST_PROXY:
        return request.headers.get("X-Forwarded-For", "").rsplit(",", maxsplit=1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
