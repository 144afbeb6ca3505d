"""What the pages of seats begin with."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from chainon.base.scopes.verdict import Unavailable
from chainon.governance.draws.views.fetching import draw_of
from chainon.governance.seats import limits
from chainon.governance.seats.models import Invitation
from chainon.governance.seats.selectors import invitation_with_id

View = Callable[..., HttpResponse]

__all__ = ["draw_of", "invitation_of", "too_many", "unavailable_goes_back", "unknown_code"]


def invitation_of(request: HttpRequest, public_id: str, invitation_id: str) -> Invitation:
    """The invitation of a draw of the territory asked for, or 404."""
    invitation = invitation_with_id(draw_of(request, public_id), invitation_id)
    if invitation is None:
        raise Http404
    return invitation


def unavailable_goes_back(view: View) -> View:
    """What is impossible just now is said on the team's page of the seats."""

    @wraps(view)
    def wrapped(request: HttpRequest, public_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, public_id, *args, **kwargs)
        except Unavailable as reason:
            messages.warning(request, str(reason))
            return redirect("seats:board", public_id)

    return wrapped


def unknown_code(request: HttpRequest) -> HttpResponse:
    """One answer for every code that opens nothing: wrong, replaced, of another territory, purged."""
    limits.count_miss(request)
    return render(request, "seats/unknown_code.html", status=404)


def too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "seats/too_many.html", status=429)
