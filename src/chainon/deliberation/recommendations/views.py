"""The recommendations of a body: written, published together, and what was done of each."""

from __future__ import annotations

import csv
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from chainon.base.accounts.letters import address
from chainon.base.chain.cards import node_cards
from chainon.base.chain.fetching import account_of, node_of, territory_of
from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Follow
from chainon.base.chain.selectors import thread_of
from chainon.base.chain.steps import next_steps
from chainon.base.chain.words import thread_rows
from chainon.base.scopes.conditional import unchanged_since
from chainon.base.scopes.verdict import Unavailable
from chainon.base.ui.posting import posted
from chainon.base.ui.typography import number
from chainon.governance.bodies.models import Body
from chainon.governance.bodies.views import body_of
from chainon.methods.tables import safe_cell
from chainon.territory.places.converters import public_id_of

from . import rules, selectors, services
from .body_card import steps_of_list
from .forms import HandForm, SheetForm
from .models import Sheet


@require_safe
@unchanged_since
def sheets(request: HttpRequest) -> HttpResponse:
    territory = territory_of(request)
    context = {"rows": selectors.sheet_rows(territory), "steps": steps_of_list(request, territory)}
    return render(request, "recommendations/sheets.html", context)


@require_safe
@unchanged_since
def sheet_page(request: HttpRequest, sheet_id: str) -> HttpResponse:
    """« Ce que le conseil a fait des 32 recommandations »."""
    sheet = _published(request, sheet_id)
    context = {"sheet": sheet, "kept": selectors.kept(sheet), "may_hand": rules.may_hand(request.user, sheet)}
    return render(request, "recommendations/sheet.html", context)


@require_safe
@unchanged_since
def sheet_csv(request: HttpRequest, sheet_id: str) -> HttpResponse:
    sheet = _published(request, sheet_id)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="recommandations-{sheet.public_id}.csv"'
    answer.write("\ufeff")
    written = csv.writer(answer, delimiter=";")
    written.writerow(["numero", "texte", "theme", "porteur", "ou en est-elle", "a qui le tour", "adresse"])
    for row in selectors.kept(sheet).rows:
        said = (row.number, row.text, row.theme, row.carried_by, row.standing.words, row.standing.turn)
        written.writerow([*map(safe_cell, said), address(row.url, sheet.body.scope.root)])
    return answer


@require_safe
@unchanged_since
def recommendation_page(request: HttpRequest, recommendation_handle: str) -> HttpResponse:
    node = node_of(request, public_id_of(recommendation_handle))
    one = selectors.recommendation_of(node)
    if one is None:
        raise Http404
    if request.path != url_of(node):
        return redirect(url_of(node), permanent=True)
    context = {
        "one": one,
        "node": node,
        "sheet": one.sheet,
        "rows": thread_rows(thread_of(node), said_above=True),
        "cards": node_cards(node, request),
        "steps": next_steps(node, request),
        "follows": request.user.is_authenticated and Follow.objects.filter(node=node, user=request.user).exists(),
    }
    return render(request, "recommendations/recommendation.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, handle: str) -> HttpResponse:
    body = body_of(request, handle)
    rules.may_write(request.user, body).require()
    return _written(request, body, {})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, sheet_id: str) -> HttpResponse:
    sheet = _sheet(request, sheet_id)
    rules.may_publish(request.user, sheet).require()
    names = ("title", "addressed_to", "adopted_on", "source", "entry")
    return _written(request, sheet.body, {name: getattr(sheet, name) for name in names})


def _written(request: HttpRequest, body: Body, initial: dict[str, Any]) -> HttpResponse:
    files = request.FILES if request.method == "POST" else None
    form = SheetForm(posted(request), files, territory=body.scope.root, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            sheet = services.write_sheet(by=account_of(request), body=body, **form.cleaned_data)
        except Unavailable as error:
            form.add_error("adopted_on", str(error))
        else:
            return redirect("recommendations:preview", sheet.public_id)
    context = {"form": form, "body": body, "drafts": selectors.drafts_of(body)}
    return render(request, "recommendations/write.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, sheet_id: str) -> HttpResponse:
    """As everyone will read them; its button publishes them all."""
    sheet = _sheet(request, sheet_id)
    rules.may_publish(request.user, sheet).require()
    reading, fault = selectors.reading_of(sheet), ""
    if request.method == "POST":
        try:
            services.publish_sheet(by=account_of(request), sheet=sheet)
        except Unavailable as error:
            fault = str(error)
        else:
            messages.success(request, _published_words(len(reading.lines)))
            return redirect("recommendations:sheet_page", sheet.public_id)
    context = {"sheet": sheet, "reading": reading, "fault": fault}
    return render(request, "recommendations/preview.html", context, status=422 if fault else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand(request: HttpRequest, sheet_id: str) -> HttpResponse:
    """Several to one who may answer: those whose turn it is nobody's come ticked."""
    sheet = _published(request, sheet_id)
    rules.may_hand(request.user, sheet).require()
    lines = selectors.chosen(sheet, [row.public_id for row in selectors.kept(sheet).rows if not row.standing.turn])
    initial = {"lines": [each.node.public_id for each in lines]}
    form = HandForm(posted(request), territory=territory_of(request), lines=lines, initial=initial)
    if request.method == "POST" and form.is_valid():
        picked = selectors.chosen(sheet, form.cleaned_data["lines"])
        went = services.hand_several(by=account_of(request), sheet=sheet, key=form.cleaned_data["key"], lines=picked)
        messages.success(request, _handed_words(went))
        return redirect("recommendations:sheet_page", sheet.public_id)
    context = {"form": form, "sheet": sheet, "lines": lines}
    return render(request, "recommendations/hand.html", context, status=422 if form.errors else 200)


def _published_words(count: int) -> str:
    return ngettext(
        "La recommandation est publiée.", "Les %(count)s recommandations sont publiées ensemble.", count
    ) % {"count": number(count)}


def _handed_words(count: int) -> str:
    return ngettext("%(count)s recommandation est transmise.", "%(count)s recommandations sont transmises.", count) % {
        "count": number(count)
    }


def _sheet(request: HttpRequest, public_id: str) -> Sheet:
    sheet = selectors.sheet_with_id(territory_of(request), public_id)
    if sheet is None:
        raise Http404
    return sheet


def _published(request: HttpRequest, public_id: str) -> Sheet:
    sheet = _sheet(request, public_id)
    if sheet.published_at is None:
        raise Http404
    return sheet
