from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .selectors import territory_for


class TerritoryMiddleware:
    """`request.territory`: the territory of the domain name asked for, or None before the first one exists."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        host = request.get_host().rsplit(":", 1)[0]
        request.territory = territory_for(host)  # type: ignore[attr-defined]  # a request carries what middlewares put on it
        return self.get_response(request)
