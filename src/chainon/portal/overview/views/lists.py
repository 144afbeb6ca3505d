"""The lists behind the numbers, and the same as a table to take away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chainon.base.accounts.letters import address
from chainon.base.chain.fetching import territory_of
from chainon.base.chain.words import turn_said
from chainon.base.scopes.conditional import unchanged_since
from chainon.base.scopes.public_id import ALPHABET, LENGTH
from chainon.methods.tables import write_table
from chainon.portal.overview import selectors
from chainon.portal.overview.forms import AwaitedForm, ListForm
from chainon.portal.overview.selectors.listing import FIELDS, LARGEST_TABLE


@require_safe
@unchanged_since
def nodes(request: HttpRequest) -> HttpResponse:
    territory = territory_of(request)
    form = ListForm(request.GET, territory=territory, bodies=selectors.bodies_shown(territory))
    look, after = form.look(), _after(request)
    page = selectors.nodes(territory, look, after=after)
    context = {
        "form": form,
        "look": look,
        "page_of": page,
        "overall": _overall(look),
        "first": look.address("nodes") if after else "",
        "next": _next(look.address("nodes"), page.after),
        "table": look.address("nodes_as_csv"),
        "largest": LARGEST_TABLE,
    }
    return render(request, "overview/nodes.html", context)


@require_safe
@unchanged_since
def nodes_as_csv(request: HttpRequest) -> HttpResponse:
    territory = territory_of(request)
    form = ListForm(request.GET, territory=territory, bodies=selectors.bodies_shown(territory))
    found = selectors.nodes_for_table(territory, form.look())
    site = address("", territory)
    rows = ((*row[:-1], f"{site}{row[-1]}") for row in found)
    text = "\ufeff" + write_table(FIELDS, rows, delimiter=";")
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="vision-globale.csv"'
    return response


@require_safe
@unchanged_since
def awaited(request: HttpRequest) -> HttpResponse:
    territory = territory_of(request)
    form = AwaitedForm(request.GET, territory=territory, bodies=selectors.bodies_shown(territory))
    look, after = form.look(), _after(request)
    page = selectors.awaited(territory, look, after=after)
    context = {
        "form": form,
        "look": look,
        "rows": [turn_said(turn) for turn in page.turns],
        "total": page.total,
        "overall": _overall(look),
        "first": look.address("awaited") if after else "",
        "next": _next(look.address("awaited"), page.after),
    }
    return render(request, "overview/awaited.html", context)


def _overall(look: selectors.Look) -> str:
    return look.address("overview", theme=None, stages=(), is_late=False, whose="")


def _after(request: HttpRequest) -> str:
    """Of which page begins: a public id, or nothing."""
    after = request.GET.get("apres", "")
    return after if len(after) == LENGTH and set(after) <= set(ALPHABET) else ""


def _next(address: str, after: str) -> str:
    if not after:
        return ""
    return f"{address}{'&' if '?' in address else '?'}apres={after}"
