from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port, validate_host

from . import hosts
from .models import Territory
from .remembering import page_of
from .selectors import territory_for


class RegisteredHostMiddleware:
    """A territory's own address is a host like that of the settings; every other name is refused as Django refuses it.

    First of all middlewares: from `get_host` come redirections, the origin that forms must come from, full addresses.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        domain, port = split_domain_port(request.META.get("HTTP_HOST", ""))
        if domain and not validate_host(domain, settings.ALLOWED_HOSTS) and hosts.is_registered(domain):
            port = port or str(urlsplit(settings.CHAINON_URL).port or "")
            public = f"{domain}:{port}" if port else domain
            vars(request)["get_host"] = lambda: public
        return self.get_response(request)


class TerritoryMiddleware:
    """`request.territory`: the territory of the domain name asked for, or None. `request.is_elsewhere`: there are
    some, and none at this name; otherwise None is before the first one exists.

    A page, which writes nothing, may use what is remembered of it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        domain, _port = split_domain_port(request.get_host())
        carried: Any = request  # what middlewares put on it
        carried.territory = territory = territory_for(domain)
        carried.is_elsewhere = territory is None and Territory.objects.exists()
        if territory is None or request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        with page_of(territory):
            return self.get_response(request)
