"""The public page of a draw, its files, and what closes it."""

from __future__ import annotations

from importlib.resources import files

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chainon.base.scopes.conditional import unchanged_since
from chainon.base.ui.posting import posted
from chainon.governance.draws import rules, services
from chainon.governance.draws.cards import draw_cards
from chainon.governance.draws.disclosure import THRESHOLD
from chainon.governance.draws.forms import ReasonForm
from chainon.governance.draws.models import Draw
from chainon.governance.draws.pictures import composition_rows
from chainon.governance.draws.selectors import composition, members_of, places_kept, places_of
from chainon.governance.draws.services.ceremony import sealed_document
from chainon.methods.evidence import canonical
from chainon.methods.sortition.opening import open_table

from .fetching import draw_of, unavailable_goes_back


@require_GET
@unchanged_since
def draw_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    draw = draw_of(request, public_id)
    if draw.frozen_at is None and rules.may_see_preparation(request.user, draw):
        return redirect("draws:prepare", public_id)
    if draw.frozen_at is None:
        raise Http404
    places = places_of(draw)
    tables = composition(draw, places)
    kept, of = places_kept(draw, places) if draw.drawn_at else (0, 0)
    context = {
        "draw": draw,
        "rows": composition_rows(tables, draw.seats),
        "has_population": any(row.population is not None for table in tables for row in table.rows),
        "threshold": THRESHOLD,
        "kept": kept,
        "of": of,
        "members": members_of(draw),
        "approvals": list(draw.approvals.all()),
        "readings": list(draw.readings.all()),
        "cards": draw_cards(draw, request),
        "may_conduct": bool(rules.may_conduct(request.user, draw)),
        "may_cancel": bool(rules.may_cancel(request.user, draw)),
        "may_hold_sealed": bool(rules.may_hold_sealed(request.user, draw)),
    }
    return render(request, "draws/detail.html", context)


@require_GET
def frozen_file(request: HttpRequest, public_id: str) -> HttpResponse:
    """What was published before the draw."""
    return _json(_public(request, public_id).frozen, f"tirage-{public_id}-avant.json")


@require_GET
def opened_file(request: HttpRequest, public_id: str) -> HttpResponse:
    """What is published after the draw: the drawn panel, and the proofs."""
    draw = _public(request, public_id)
    if draw.opening is None:
        raise Http404
    return _json(draw.opening, f"tirage-{public_id}.json")


@require_GET
def table_file(request: HttpRequest, public_id: str) -> HttpResponse:
    """The open table, where the organisers chose it and until the purge."""
    draw = _public(request, public_id)
    if not draw.open_table or draw.purged_at is not None:
        raise Http404
    return _json(open_table(sealed_document(draw)), f"tirage-{public_id}-table.json")


@require_GET
def verify_script(request: HttpRequest) -> HttpResponse:
    """The small program that checks a draw, as it is in the library."""
    source = files("chainon.methods.sortition").joinpath("verify_draw.py").read_bytes()
    response = HttpResponse(source, content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="verify_draw.py"'
    return response


@login_required
@require_POST
def sealed_file(request: HttpRequest, public_id: str) -> HttpResponse:
    """The sealed file, to the guarantor; each time is journalled."""
    draw = draw_of(request, public_id)
    response = HttpResponse(services.hand_sealed(by=request.user, draw=draw), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="tirage-{public_id}-scelle.json"'
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_POST
@unavailable_goes_back
def draw_verify(request: HttpRequest, public_id: str) -> HttpResponse:
    draw = draw_of(request, public_id)
    sentences = services.record_verification(by=request.user, draw=draw)
    draw.refresh_from_db()
    return render(request, "draws/verified.html", {"draw": draw, "sentences": sentences})


@login_required
@require_http_methods(["GET", "POST"])
@unavailable_goes_back
def draw_cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    draw = draw_of(request, public_id)
    rules.may_cancel(request.user, draw).require()
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        services.cancel_draw(by=request.user, draw=draw, reason=form.cleaned_data["reason"])
        messages.success(request, _("Le tirage est annulé."))
        return redirect("draws:detail" if draw.frozen_at else "draws:prepare", public_id)
    return render(request, "draws/cancel.html", {"draw": draw, "form": form}, status=422 if form.errors else 200)


def _public(request: HttpRequest, public_id: str) -> Draw:
    draw = draw_of(request, public_id)
    if draw.frozen_at is None or draw.frozen is None:
        raise Http404
    return draw


def _json(content: object, name: str) -> HttpResponse:
    response = HttpResponse(canonical(content), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
