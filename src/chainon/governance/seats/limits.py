"""How often one address may be wrong: only codes that open nothing count, for a whole meeting may answer at once."""

from __future__ import annotations

from django.http import HttpRequest

from chainon.base import codes

ACT = "seats.miss"
MISSES = 20
"""An hour, from one address: enough for clumsy hands; at this pace 65 bits hold longer than the Sun."""


def is_blocked(request: HttpRequest) -> bool:
    return codes.counted(request, ACT) >= MISSES


def count_miss(request: HttpRequest) -> None:
    codes.count(request, ACT)
