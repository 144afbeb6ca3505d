"""Where someone is led once they have come in: the rooms above say who begins where.

Register from an app's `ready()`: `register_landing(20, lands)`, where `lands(request)` gives an address, or "" where it
is not for this person. Smaller orders are asked first; nobody's is the front page.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url

Lands = Callable[[HttpRequest], str]

_landings: list[tuple[int, Lands]] = []


def register_landing(order: int, lands: Lands) -> None:
    if (order, lands) not in _landings:
        _landings.append((order, lands))


def landing_of(request: HttpRequest) -> str:
    ordered = sorted(_landings, key=lambda entry: entry[0])
    found = (where for _order, lands in ordered if (where := lands(request)))
    return next(found, "") or resolve_url(settings.LOGIN_REDIRECT_URL)
