"""What a page was sent."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, were it empty: an empty form is a form to refuse. None for a page that is only read."""
    return request.POST if request.method == "POST" else None
