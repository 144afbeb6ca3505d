"""A page that waits: htmx asks for one fragment every two seconds, and « nothing new » costs a 304.

The fragment carries its own ETag in `hx-headers`, so that the 304 reaches htmx (which then leaves the page untouched)
instead of being hidden by the browser's cache. When the work is over the fragment comes without `hx-trigger`: the
asking stops with the element that asked (htmx 4 gives no meaning to the status 286).

A view:

    state = etag_of(job.state, job.share, job.stage)
    return render_polled(request, "draws/compute.html", "status", {"job": job, "state": state}, etag=state)

Its template:

    {% block head %}{% if not job.is_finished %}{% refresh_without_script %}{% endif %}{% endblock head %}
    {% block main %}{% partialdef status inline %}
      {% poll url=request.path etag=state running=running %}{% progress job.share job.stage %}{% endpoll %}
    {% endpartialdef %}{% endblock main %}
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render


def etag_of(*parts: object) -> str:
    """An ETag of everything that the fragment shows; the parts' text decides."""
    return '"' + hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()[:20] + '"'


def is_unchanged(request: HttpRequest, etag: str) -> bool:
    """Whether htmx asks and has that fragment already: a view need not gather what 304 will not show."""
    return bool(request.headers.get("HX-Request")) and request.headers.get("If-None-Match") == etag


def render_polled(
    request: HttpRequest, template: str, fragment: str, context: dict[str, Any], *, etag: str
) -> HttpResponse:
    """The whole page; to htmx the named fragment of it, or 304 when it has that one already."""
    if not request.headers.get("HX-Request"):
        return render(request, template, context)
    response: HttpResponse
    if is_unchanged(request, etag):
        response = HttpResponseNotModified()
    else:
        response = render(request, f"{template}#{fragment}", context)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-store"
    response["Vary"] = "HX-Request"
    return response
