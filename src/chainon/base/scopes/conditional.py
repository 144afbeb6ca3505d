"""Public pages that answer « nothing new » to whoever has them already (304), without being made again."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import get_language

from chainon.base import clock
from chainon.base.ui.polling import etag_of

from .models import Territory

View = Callable[..., HttpResponseBase]
PACKAGE = Path(__file__).resolve().parents[2]
VARIES_ON = ("Cookie", "Accept-Language", "HX-Request")


def unchanged_since(view: View) -> View:
    """For a page that shows only what belongs to its territory, the same to every visitor without a session.

    Its ETag is the release, the territory's version (`touch`, `journal.record`), the language and the day. A page made
    for one person, or that carries a token or a cookie, has none. The version is read before the page is made: at
    worst a new page bears an old ETag, and is sent once more.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        territory: Territory | None = getattr(request, "territory", None)
        if territory is None or request.method not in {"GET", "HEAD"} or _is_personal(request):
            return view(request, *args, **kwargs)
        today = clock.today(territory.time_zone)
        asked_for = (request.headers.get("HX-Request"), request.COOKIES.get(settings.CSRF_COOKIE_NAME))
        etag = etag_of(release(), territory.pk, territory.version, get_language(), today, *asked_for)
        if etag in parse_etags(request.headers.get("If-None-Match", "")):
            return _revalidated(HttpResponseNotModified(), etag)
        response = view(request, *args, **kwargs)
        if response.status_code != 200 or response.cookies or "CSRF_COOKIE_NEEDS_UPDATE" in request.META:
            return response
        return _revalidated(response, etag)

    return wrapped


@lru_cache(maxsize=1)
def release() -> str:
    """The version and the day of the newest file: the same in every process, new after any update of the code."""
    newest = max(path.stat().st_mtime_ns for end in ("py", "html", "mo", "svg") for path in PACKAGE.rglob(f"*.{end}"))
    return f"{settings.CHAINON_VERSION} {newest}"


def _is_personal(request: HttpRequest) -> bool:
    return not {settings.SESSION_COOKIE_NAME, "messages"}.isdisjoint(request.COOKIES)


def _revalidated(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, VARIES_ON)
    return response
