"""The report: two sheets, and the same figures as a file."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chainon.base.accounts.letters import address
from chainon.base.chain.fetching import territory_of
from chainon.base.chain.selectors import today
from chainon.base.scopes.conditional import unchanged_since
from chainon.base.scopes.models import Scope
from chainon.methods.tables import write_table
from chainon.territory.places.selectors import place_with_id, tree

from . import selectors
from .forms import EVERYWHERE, LookForm
from .periods import Period

HEADER = ("place", "period", "section", "figure", "value", "hidden", "how")


@require_safe
@unchanged_since
def report(request: HttpRequest) -> HttpResponse:
    form, scope, period = _asked_for(request)
    territory = territory_of(request)
    where = {} if scope == territory else {"lieu": scope.public_id}
    query = urlencode({"periode": period.code, **where})
    context = {
        "form": form,
        "report": selectors.report_of(territory, scope, period),
        "query": query,
        "territory_name": territory.label,
        "address": address(f"{request.path}?{query}", territory),
    }
    return render(request, "report/report.html", context)


@require_safe
@unchanged_since
def as_csv(request: HttpRequest) -> HttpResponse:
    _form, scope, period = _asked_for(request)
    found = selectors.report_of(territory_of(request), scope, period)
    rows = (
        (found.place, period.code, section, line.label, line.figure, "true" if line.is_hidden else "false", line.how)
        for section, line in found.lines
    )
    text = "\ufeff" + write_table(HEADER, rows, delimiter=";")
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="bilan-{period.code}.csv"'
    return response


def _asked_for(request: HttpRequest) -> tuple[LookForm, Scope, Period]:
    """What is asked for and cannot be is the usual: the territory, the last quarter that is over."""
    territory = territory_of(request)
    known = selectors.periods(territory)
    usual = selectors.usual_period(known, today(territory))
    period = next((each for each in known if each.code == request.GET.get("periode")), usual)
    place = place_with_id(territory, key) if (key := request.GET.get("lieu", "")) else None
    scope = place.scope if place is not None else territory
    initial = {"periode": period.code, "lieu": place.public_id if place is not None else EVERYWHERE}
    return LookForm(initial=initial, territory=territory, periods=known, places=tree(territory)), scope, period
