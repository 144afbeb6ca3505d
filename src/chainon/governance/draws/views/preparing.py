"""The first screens: which draw, places by profile, date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chainon.base.scopes.verdict import Unavailable
from chainon.base.ui.posting import posted
from chainon.governance.draws import rules, services
from chainon.governance.draws.feasibility import feasibility_words
from chainon.governance.draws.forms import PlacesForm, RulesForm, ScheduleForm, StartForm
from chainon.governance.draws.models import Draw
from chainon.governance.draws.models import Path as DrawPath
from chainon.governance.draws.pool import stored_bounds
from chainon.governance.draws.proposals import proposed_bounds
from chainon.governance.draws.wording import error_words, sentence
from chainon.governance.volunteers.models import Criterion
from chainon.governance.volunteers.selectors import available_by_value, criteria_of

from .fetching import body_of, draw_of, path_context, unavailable_goes_back


@login_required
@require_http_methods(["GET", "POST"])
def draw_create(request: HttpRequest, public_id: str) -> HttpResponse:
    body = body_of(request, public_id)
    rules.may_prepare(request.user, body).require()
    form = StartForm(posted(request))
    if request.method == "POST" and form.is_valid():
        draw = services.start_draw(by=request.user, body=body, path=DrawPath(form.cleaned_data["path"]))
        if draw.volunteers.volunteers.exists():
            return redirect("draws:places", draw.public_id)
        return redirect("volunteers:import_start", draw.volunteers.public_id)
    return render(request, "draws/create.html", {"body": body, "form": form}, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
@unavailable_goes_back
def draw_places(request: HttpRequest, public_id: str) -> HttpResponse:
    draw = draw_of(request, public_id)
    rules.may_prepare(request.user, draw.body).require()
    criteria, available = criteria_of(draw.volunteers), available_by_value(draw.volunteers)
    stored = stored_bounds(draw)
    bounds = stored or proposed_bounds(criteria, available, draw.seats, margin=1)
    form = PlacesForm(posted(request), draw=draw, criteria=criteria, bounds=bounds)
    if "propose" in request.POST:
        form = _proposal(request, draw, criteria, available)
    words = _words(draw, form, bounds)
    if form.is_bound and form.is_valid():
        if words["state"] != "impossible" or "keep" in request.POST:
            services.set_places(by=request.user, draw=draw, seats=form.cleaned_data["seats"], bounds=form.bounds())
            return redirect("draws:schedule", draw.public_id)
        stopped = _("Aucun groupe ne respecte toutes ces places. Plus bas : ce qui bloque, et comment en sortir.")
        form.add_error(None, stopped)
    tables = form.tables(available)
    context = path_context(draw, 2) | {
        "form": form,
        "tables": tables,
        "words": words,
        "is_proposed": not form.is_bound and not stored,
        "is_stopped": form.is_bound and words["state"] == "impossible",
        "has_population": any(table["has_population"] for table in tables),
    }
    return render(request, "draws/places.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def draw_feasibility(request: HttpRequest, public_id: str) -> HttpResponse:
    """The fragment that follows what is typed: can these places be filled? Writes nothing."""
    draw = draw_of(request, public_id)
    rules.may_prepare(request.user, draw.body).require()
    form = PlacesForm(request.POST, draw=draw, criteria=criteria_of(draw.volunteers), bounds={})
    return render(request, "draws/places.html#feasibility", {"draw": draw, "words": _words(draw, form, {})})


@login_required
@require_http_methods(["GET", "POST"])
@unavailable_goes_back
def draw_schedule(request: HttpRequest, public_id: str) -> HttpResponse:
    draw = draw_of(request, public_id)
    rules.may_prepare(request.user, draw.body).require()
    zone = ZoneInfo(request.territory.time_zone)  # type: ignore[attr-defined]  # set by the territory's middleware
    form_class = ScheduleForm if draw.path == DrawPath.SIMPLE else RulesForm
    form = form_class(posted(request), initial=_schedule_initial(draw, zone))
    if request.method == "POST" and form.is_valid():
        moment = datetime.combine(form.cleaned_data["day"], form.cleaned_data["hour"], tzinfo=zone)
        services.set_schedule(by=request.user, draw=draw, ceremony_at=moment, ceremony_place=form.cleaned_data["place"])
        if isinstance(form, RulesForm):
            _set_rules(request, draw, form)
        services.ask_computation(by=request.user, draw=draw)
        return redirect("draws:prepare", draw.public_id)
    context = path_context(draw, 3) | {"form": form}
    return render(request, "draws/schedule.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
@unavailable_goes_back
def draw_rare_profiles(request: HttpRequest, public_id: str) -> HttpResponse:
    """Which profiles an open table would reveal: shown before it is chosen."""
    from chainon.governance.draws.pool import build_pool
    from chainon.methods.sortition.errors import SortitionError
    from chainon.methods.sortition.opening import revealing_profiles

    draw = draw_of(request, public_id)
    rules.may_prepare(request.user, draw.body).require()
    try:
        pool = build_pool(draw)
    except SortitionError as error:  # nobody volunteers yet
        raise Unavailable(sentence(error_words(error))) from error
    context = {"draw": draw, "features": pool.features, "rare": revealing_profiles(pool)}
    return render(request, "draws/rare_profiles.html", context)


def _proposal(request: HttpRequest, draw: Draw, criteria: list[Criterion], available: Mapping[int, int]) -> PlacesForm:
    """The form filled in with the places that follow the population, for the number of seats typed."""
    typed = request.POST.get("seats", "")
    seats = int(typed) if typed.isdecimal() and len(typed) < 4 and 0 < int(typed) <= 500 else draw.seats
    margin = int(request.POST["propose"]) if request.POST["propose"] in {"0", "1", "2"} else 1
    bounds = proposed_bounds(criteria, available, seats, margin=margin)
    return PlacesForm(draw=draw, criteria=criteria, bounds=bounds, initial={"seats": seats})


def _words(draw: Draw, form: PlacesForm, bounds: dict[int, tuple[int, int]]) -> dict[str, Any]:
    if not form.is_bound:
        return feasibility_words(draw, form.initial.get("seats", draw.seats), bounds, form.criteria)
    if form.is_valid():
        return feasibility_words(draw, form.cleaned_data["seats"], form.bounds(), form.criteria)
    return {"state": "incomplete"}


def _schedule_initial(draw: Draw, zone: ZoneInfo) -> dict[str, Any]:
    initial: dict[str, Any] = {
        "place": draw.ceremony_place,
        "title": draw.title,
        "objective": draw.objective,
        "one_per_household": draw.one_per_household,
        "panels": draw.panels,
        "open_table": draw.open_table,
        "purge_months": draw.purge_months,
        "balls": 3,
    }
    if draw.ceremony_at:
        moment = draw.ceremony_at.astimezone(zone)
        initial |= {"day": moment.date(), "hour": moment.time()}
    for source in draw.sources:
        match source["kind"]:
            case "balls":
                initial["balls"] = source["digits"]
            case "lottery":
                initial["lottery_on"] = source["on"]
            case "beacon":
                initial["beacon_round"] = source["round"]
    if draw.sources and not any(source["kind"] == "balls" for source in draw.sources):
        initial["balls"] = 0
    return initial


def _set_rules(request: HttpRequest, draw: Draw, form: RulesForm) -> None:
    data = form.cleaned_data
    services.set_rules(
        by=request.user,
        draw=draw,
        title=data["title"],
        objective=data["objective"],
        one_per_household=data["one_per_household"],
        panels=data["panels"],
        open_table=data["open_table"],
        purge_months=data["purge_months"],
        sources=form.sources(),
    )
