"""How often one address may be wrong. Only codes that open nothing count: a whole meeting may read at once."""

from __future__ import annotations

from django.http import HttpRequest

from chainon.base import codes

ACT = "slips.miss"
MISSES = 20
"""An hour, from one address: enough for clumsy hands, none for chance."""


def is_blocked(request: HttpRequest) -> bool:
    return codes.counted(request, ACT) >= MISSES


def count_miss(request: HttpRequest) -> None:
    codes.count(request, ACT)
