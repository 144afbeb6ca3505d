"""A slip reads one thread, and nothing else, without an account."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chainon.base.accounts.letters import address
from chainon.base.chain.fetching import territory_of
from chainon.base.chain.kinds import state_in_words, url_of
from chainon.base.chain.selectors import thread_of
from chainon.base.chain.words import thread_rows
from chainon.base.slips import limits, numbers, selectors, services
from chainon.base.slips.forms import CallForm, CodeForm
from chainon.base.slips.models import Slip
from chainon.base.ui.asked import is_elsewhere
from chainon.base.ui.posting import posted

View = Callable[..., HttpResponse]


def kept_to_oneself(view: View) -> View:
    """The code stands in the address: no search engine, no cache and no other site is told of it."""

    @wraps(view)
    def wrapped(request: HttpRequest, **named: str) -> HttpResponse:
        response = never_cache(view)(request, **named)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "same-origin"
        return response

    return wrapped


@kept_to_oneself
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Type what is printed on the half that was kept."""
    if limits.is_blocked(request):
        return _too_many(request)
    form = CodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["code"]
        if is_elsewhere(request):
            return _led_to_its_territory(request, typed)
        if selectors.slip_with_code(territory_of(request), typed) is None:
            return _opens_nothing(request)
        return redirect("slips:read", typed)
    return render(request, "slips/code.html", {"form": form}, status=422 if form.errors else 200)


@kept_to_oneself
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, slip_code: str) -> HttpResponse:
    """What became of one word; and a number to leave, for who would rather be called."""
    if limits.is_blocked(request):
        return _too_many(request)
    if is_elsewhere(request):
        return _led_to_its_territory(request, slip_code)
    slip = selectors.slip_with_code(territory_of(request), slip_code)
    if slip is None or slip.node is None:
        return _opens_nothing(request)
    form = CallForm(posted(request))
    if request.method == "POST" and _is_noted(request, slip, form):
        return redirect("slips:read", slip_code)
    node = slip.node
    context = {
        "slip": slip,
        "number": numbers.written(slip.number),
        "node": node,
        "state": state_in_words(node),
        "rows": thread_rows(thread_of(node)) if node.is_public else [],
        "url": url_of(node),
        "form": form,
    }
    return render(request, "slips/read.html", context, status=422 if form.errors else 200)


def _is_noted(request: HttpRequest, slip: Slip, form: CallForm) -> bool:
    if request.POST.get("what") == "stop":
        services.stop_calls(slip=slip)
        messages.success(request, _("Personne ne vous appellera, et votre numéro est effacé."))
        return True
    if not form.is_valid():
        return False
    services.ask_for_a_call(slip=slip, contact=form.cleaned_data["contact"])
    messages.success(request, _("C’est noté : quelqu’un vous le dira de vive voix dès qu’il y aura du neuf."))
    return True


def _led_to_its_territory(request: HttpRequest, typed: str) -> HttpResponse:
    """The address of the platform reads no slip: it leads to where the slip is read, or answers as everywhere.

    A form may not lead to another site (`form-action` of the settings): a page does.
    """
    slip = selectors.slip_of_any_territory(typed)
    if slip is None:
        return _opens_nothing(request)
    there = address(reverse("slips:read", args=[typed]), slip.territory)
    if request.method == "POST":
        return render(request, "slips/led.html", {"url": there, "name": slip.territory.label})
    return redirect(there)


def _opens_nothing(request: HttpRequest) -> HttpResponse:
    """One answer for whatever opens nothing: misspelt, of nowhere, of another territory, blank, void."""
    limits.count_miss(request)
    return render(request, "slips/opens_nothing.html", status=404)


def _too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "slips/too_many.html", status=429)
