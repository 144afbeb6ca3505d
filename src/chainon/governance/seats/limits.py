"""How often one address may be wrong: only codes that open nothing count, for a whole meeting may answer at once."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

HOUR = 3600
MISSES = 20
"""An hour, from one address: enough for clumsy hands; at this pace 65 bits hold longer than the Sun."""


def is_blocked(request: HttpRequest) -> bool:
    return int(cache.get(_key(request), 0)) >= MISSES


def count_miss(request: HttpRequest) -> None:
    key = _key(request)
    cache.add(key, 0, HOUR)
    try:
        cache.incr(key)
    except ValueError:  # the count expired between the two lines
        cache.set(key, 1, HOUR)


def _key(request: HttpRequest) -> str:
    address = str(request.META.get("REMOTE_ADDR", ""))
    if settings.CHAINON_TRUST_PROXY:
        address = request.headers.get("X-Forwarded-For", "").rsplit(",", maxsplit=1)[-1].strip()
    mark = salted_hmac("chainon.seats.limits", address, algorithm="sha256").hexdigest()[:32]
    return f"seats:miss:{mark}"
