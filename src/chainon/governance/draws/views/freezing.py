"""The fourth screen: chances, agreement, publication."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chainon.base.tasks.services import cancel_job
from chainon.base.ui.polling import etag_of, is_unchanged, render_polled
from chainon.base.ui.posting import posted
from chainon.base.ui.qr import qr
from chainon.governance.draws import rules, services
from chainon.governance.draws.forms import ReasonForm, WitnessForm
from chainon.governance.draws.models import Draw, State
from chainon.governance.draws.pictures import chance_rows
from chainon.governance.draws.selectors import awaits_guarantor, guarantors, last_job
from chainon.governance.draws.services.freezing import obstacles, witnessed_draw

from .fetching import draw_of, path_context, unavailable_goes_back


@login_required
@require_GET
def draw_prepare(request: HttpRequest, public_id: str) -> HttpResponse:
    """Where the draw stands and the one thing to do next; asked again while a computation runs."""
    draw = draw_of(request, public_id)
    rules.may_see_preparation(request.user, draw).require()
    job = last_job(draw)
    running = job is not None and not job.is_finished
    tag = etag_of(draw.state, job and (job.public_id, job.state, job.share, job.stage))
    context: dict[str, Any] = {}
    if not is_unchanged(request, tag):
        context = path_context(draw, 4) | _status(request, draw) | {"job": job, "running": running, "tag": tag}
    return render_polled(request, "draws/prepare.html", "status", context, etag=tag)


@login_required
@require_POST
@unavailable_goes_back
def draw_compute(request: HttpRequest, public_id: str) -> HttpResponse:
    services.ask_computation(by=request.user, draw=draw_of(request, public_id))
    return redirect("draws:prepare", public_id)


@login_required
@require_POST
def draw_compute_cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    draw = draw_of(request, public_id)
    rules.may_prepare(request.user, draw.body).require()
    job = last_job(draw)
    if job is not None and not job.is_finished:
        cancel_job(job=job)
    return redirect("draws:prepare", public_id)


@login_required
@require_POST
@unavailable_goes_back
def draw_submit(request: HttpRequest, public_id: str) -> HttpResponse:
    services.submit(by=request.user, draw=draw_of(request, public_id))
    return redirect("draws:prepare", public_id)


@login_required
@require_POST
@unavailable_goes_back
def draw_approve(request: HttpRequest, public_id: str) -> HttpResponse:
    draw = services.approve(by=request.user, draw=draw_of(request, public_id))
    messages.success(request, _("Le tirage est figé et publié. Plus rien n’y change."))
    return redirect("draws:detail", draw.public_id)


@login_required
@require_http_methods(["GET", "POST"])
@unavailable_goes_back
def draw_decline(request: HttpRequest, public_id: str) -> HttpResponse:
    draw = draw_of(request, public_id)
    rules.may_approve(request.user, draw).require()
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        services.decline(by=request.user, draw=draw, reason=form.cleaned_data["reason"])
        return redirect("draws:prepare", public_id)
    return render(request, "draws/decline.html", {"draw": draw, "form": form}, status=422 if form.errors else 200)


@login_required
@require_POST
@unavailable_goes_back
def draw_witness_link(request: HttpRequest, public_id: str) -> HttpResponse:
    """Make the link and show it once, with a QR code for the witness's own phone."""
    draw = draw_of(request, public_id)
    token = services.ask_witness(by=request.user, draw=draw)
    link = request.build_absolute_uri(reverse("draws:witness", args=[token]))
    only_here = urlsplit(link).hostname in {"localhost", "127.0.0.1", "::1"}
    context = {"draw": draw, "link": link, "picture": qr(link, border=2), "only_here": only_here}
    return render(request, "draws/witness_link.html", context)


@require_http_methods(["GET", "POST"])
def draw_witness(request: HttpRequest, token: str) -> HttpResponse:
    """What someone outside the team reads before agreeing; no account."""
    draw = witnessed_draw(token)
    if draw is None:
        return render(request, "draws/witness_expired.html", status=410)
    form = WitnessForm(posted(request))
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data
        services.witness(
            token=token, name=answer["name"], accepted=answer["accepted"] == "yes", reason=answer["reason"]
        )
        draw.refresh_from_db()
        return render(request, "draws/witness_thanks.html", {"draw": draw})
    context = {"draw": draw, "form": form, "frozen": draw.frozen}
    return render(request, "draws/witness.html", context, status=422 if form.errors else 200)


def _status(request: HttpRequest, draw: Draw) -> dict[str, Any]:
    shows_chances = draw.state in {State.COMPUTED, State.SUBMITTED, State.FROZEN} and bool(draw.computation)
    watching = guarantors(draw.body)
    return {
        "obstacles": obstacles(draw) if draw.state == State.COMPUTED else [],
        "chances": chance_rows(draw) if shows_chances else [],
        "has_guarantor": bool(watching),
        "awaits_guarantor": draw.state == State.SUBMITTED and not watching and awaits_guarantor(draw.body),
        "guarantors": watching,
        "may_prepare": bool(rules.may_prepare(request.user, draw.body)),
        "may_approve": bool(rules.may_approve(request.user, draw)),
        "may_conduct": bool(rules.may_conduct(request.user, draw)),
        "approvals": list(draw.approvals.all()),
        "charter_url": draw.body.get_absolute_url(),
    }
