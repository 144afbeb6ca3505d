"""Pads: made, printed, cancelled by those who animate."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chainon.base.chain.fetching import account_of, territory_of
from chainon.base.slips import numbers, printing, rules, selectors, services
from chainon.base.slips.forms import PadForm
from chainon.base.slips.models import Pad
from chainon.base.ui.posting import posted

BATCH = 60


@login_required
@never_cache
@require_safe
def pad_list(request: HttpRequest) -> HttpResponse:
    territory, by = territory_of(request), account_of(request)
    places = selectors.places_for_pads(by, territory)
    if not places:
        rules.may_make_pads(by, territory).require()
    pads = [each for each in selectors.pads_of(territory) if rules.may_make_pads(by, each.scope)]
    return render(request, "slips/pads.html", {"pads": pads})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    territory, by = territory_of(request), account_of(request)
    places = selectors.places_for_pads(by, territory)
    if not places:
        rules.may_make_pads(by, territory).require()
    form = PadForm(posted(request), places=places)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        pad = services.make_pad(by=by, scope=said["where"], size=said["size"], entry=said["entry"])
        return redirect("slips:pad", pad.public_id)
    return render(request, "slips/make.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@never_cache
@require_safe
def pad(request: HttpRequest, pad_id: str) -> HttpResponse:
    """What is left of a pad, and what was bound: the slip of a wrong number is taken off here."""
    found = _pad(request, pad_id)
    bound = list(found.slips.bound().select_related("node"))
    context = {
        "pad": found,
        "left": found.size - found.bound,
        "bound": [(each, numbers.written(each.number)) for each in bound],
    }
    return render(request, "slips/pad.html", context)


@login_required
@never_cache
@require_safe
def print_pad(request: HttpRequest, pad_id: str) -> HttpResponse:
    """Sheets of A4, three slips each, sixty at a time; only what is still blank."""
    found = _pad(request, pad_id)
    rules.may_print(request.user, found).require()
    asked = request.GET.get("apres", "0")
    after = int(asked) if asked.isdecimal() and len(asked) < 10 else 0
    papers = selectors.papers(found, after=after, limit=BATCH)
    context = {
        "pad": found,
        "sheets": printing.sheets(papers),
        "questions": printing.questions(),
        "where": printing.where_to_read(found),
        "next": selectors.next_batch(found, papers),
        "left": found.size - found.bound,
    }
    return render(request, "slips/print.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pad_id: str) -> HttpResponse:
    found = _pad(request, pad_id)
    rules.may_cancel(request.user, found).require()
    if request.method == "POST":
        services.cancel_pad(by=account_of(request), pad=found)
        messages.success(request, _("Le carnet est annulé : ses coupons vierges n’ouvriront rien."))
        return redirect("slips:pad", pad_id)
    return render(request, "slips/cancel.html", {"pad": found, "left": found.size - found.bound})


@login_required
@require_POST
def release(request: HttpRequest, pad_id: str, slip_number: str) -> HttpResponse:
    found = _pad(request, pad_id)
    slip = found.slips.filter(number=numbers.read(slip_number) or 0).first()
    if slip is None:
        raise Http404
    services.release_slip(by=account_of(request), slip=slip)
    messages.success(request, _("Le coupon est détaché : il peut servir à la bonne parole."))
    return redirect("slips:pad", pad_id)


def _pad(request: HttpRequest, pad_id: str) -> Pad:
    found = selectors.pad_with_id(territory_of(request), pad_id)
    if found is None:
        raise Http404
    rules.may_make_pads(request.user, found.scope).require()
    return found
