from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .rules import roles_remembered


class RolesMiddleware:
    """A page asks once what a person may do where; an act, which writes, always asks again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        with roles_remembered():
            return self.get_response(request)
