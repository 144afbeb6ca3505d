"""The projector: numbers typed in public, then the group, one person at a time."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from chainon.base.scopes.conditional import unchanged_since
from chainon.base.ui.posting import posted
from chainon.governance.draws import rules, services
from chainon.governance.draws.forms import ConfirmForm, NumbersForm
from chainon.governance.draws.models import Reading, State
from chainon.governance.draws.selectors import members_of
from chainon.governance.draws.wording import error_words, sentence
from chainon.methods.randomness import RandomnessError
from chainon.methods.sortition.opening import pick

from .fetching import draw_of, unavailable_goes_back


@login_required
@require_http_methods(["GET", "POST"])
@unavailable_goes_back
def ceremony(request: HttpRequest, public_id: str) -> HttpResponse:
    """Type the numbers; typed again, they are corrected. Nothing is drawn on this page."""
    draw = draw_of(request, public_id)
    if draw.state == State.DRAWN:
        return redirect("draws:reveal", public_id)
    rules.may_conduct(request.user, draw).require()
    form = NumbersForm(posted(request), draw=draw)
    if request.method == "POST" and form.is_valid():
        try:
            services.read_numbers(by=request.user, draw=draw, values=form.values())
        except RandomnessError as error:
            form.add_reading_error(error, sentence(error_words(error)))
        else:
            return redirect("draws:ceremony_confirm", public_id)
    return render(request, "draws/ceremony.html", {"draw": draw, "form": form}, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
@unavailable_goes_back
def ceremony_confirm(request: HttpRequest, public_id: str) -> HttpResponse:
    """Read the numbers back, in large; correct or confirm."""
    draw = draw_of(request, public_id)
    if draw.state == State.DRAWN and request.method == "GET":
        return redirect("draws:reveal", public_id)
    reading = Reading.objects.filter(draw=draw).last()
    if reading is None:
        return redirect("draws:ceremony", public_id)
    form = ConfirmForm(posted(request), initial={"reading": reading.pk})
    if request.method == "POST" and form.is_valid():
        confirmed = get_object_or_404(Reading, pk=form.cleaned_data["reading"], draw=draw)
        services.confirm_reading(
            by=request.user, draw=draw, reading=confirmed, attendance=form.cleaned_data["attendance"]
        )
        return redirect("draws:reveal", public_id)
    rules.may_conduct(request.user, draw).require()
    picked = pick(draw.frozen or {}, reading.values)
    context = {"draw": draw, "form": form, "reading": reading, "number": picked.number, "balls": _balls(reading)}
    return render(request, "draws/ceremony_confirm.html", context, status=422 if form.errors else 200)


@require_GET
@unchanged_since
def reveal(request: HttpRequest, public_id: str) -> HttpResponse:
    """The group, one person after the other: `?n=5` shows the first five. Public, and the same each time."""
    draw = draw_of(request, public_id)
    rules.may_see(request.user, draw).require()
    if draw.state != State.DRAWN:
        return redirect("draws:detail", public_id)
    members = members_of(draw)
    asked = request.GET.get("n", "0")
    shown = min(int(asked), len(members)) if asked.isdecimal() and len(asked) < 7 else 0
    context = {
        "draw": draw,
        "members": members[:shown],
        "shown": shown,
        "total": len(members),
        "next": shown + 1,
        "balls": _balls(draw.readings.get(confirmed_at__isnull=False)),
        "number": (draw.opening or {})["number"],
    }
    return render(request, "draws/reveal.html", context)


def _balls(reading: Reading) -> list[str]:
    """The digits to show as balls: those of the first source when it is balls."""
    first = str(reading.values[0]) if reading.values else ""
    digits = first.split(".")
    return digits if all(len(digit) == 1 and digit.isdigit() for digit in digits) else []
