"""What the pages of seats begin with."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from chainon.base.scopes.models import Scope
from chainon.base.scopes.verdict import Unavailable
from chainon.base.ui.posting import posted
from chainon.governance.bodies.views import territory_scope
from chainon.governance.draws.views.fetching import draw_of
from chainon.governance.seats import limits
from chainon.governance.seats.forms import CodeForm
from chainon.governance.seats.models import Invitation
from chainon.governance.seats.selectors import invitation_with_id

View = Callable[..., HttpResponse]

Find = Callable[[str, Scope], Any]
"""What a code opens in a territory, or None."""

__all__ = ["draw_of", "invitation_of", "opened_by_code", "typed_code", "unavailable_goes_back"]


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


def typed_code(request: HttpRequest, find: Find, *, template: str, leads_to: str) -> HttpResponse:
    """The page where the code of a letter is typed."""
    if limits.is_blocked(request):
        return _too_many(request)
    form = CodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        if find(form.cleaned_data["code"], territory_scope(request)) is None:
            return _unknown_code(request)
        return redirect(leads_to, form.cleaned_data["code"])
    return render(request, template, {"form": form}, status=422 if form.errors else 200)


def opened_by_code(find: Find) -> Callable[[View], View]:
    """A page behind a code: it is given what the code opens, then the code."""

    def decorated(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, code: str) -> HttpResponse:
            if limits.is_blocked(request):
                return _too_many(request)
            found = find(code, territory_scope(request))
            return _unknown_code(request) if found is None else view(request, found, code)

        return wrapped

    return decorated


def _unknown_code(request: HttpRequest) -> HttpResponse:
    """One answer for every code that opens nothing: wrong, replaced, of another territory, purged."""
    limits.count_miss(request)
    return render(request, "seats/unknown_code.html", status=404)


def _too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "seats/too_many.html", status=429)
