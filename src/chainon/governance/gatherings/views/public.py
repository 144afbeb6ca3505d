"""What anyone reads: what is coming, what was said, the feed for a phone's calendar, the poster."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chainon.base import clock
from chainon.base.accounts.letters import address
from chainon.base.chain.cards import node_cards
from chainon.base.chain.fetching import territory_of
from chainon.base.chain.kinds import url_of
from chainon.base.chain.selectors import thread_of
from chainon.base.chain.steps import next_steps
from chainon.base.chain.words import thread_rows
from chainon.base.scopes.conditional import unchanged_since
from chainon.base.ui.qr import qr
from chainon.governance.bodies.views import body_of
from chainon.governance.gatherings import rules, selectors
from chainon.governance.gatherings.calendar import KEPT, feed
from chainon.governance.gatherings.models import Gathering, GatheringQuerySet, OutcomeKind

from .fetching import decision_of, gathering_of, zone_of


@require_safe
@unchanged_since
def gathering_list(request: HttpRequest) -> HttpResponse:
    """What is coming, then what was, the latest first; `?avant=` begins an older page."""
    territory = territory_of(request)
    before = _instant(request.GET.get("avant", ""))
    past = selectors.past_gatherings(territory, selectors.PAGE + 1, before=before)
    context = {
        "coming": [] if before else selectors.next_gatherings(territory),
        "past": past[: selectors.PAGE],
        "older": _older(past),
        "is_first": before is None,
        "may_convene": rules.may_convene_somewhere(request.user, territory),
        "feed": request.build_absolute_uri(reverse("gatherings:agenda")),
    }
    return render(request, "gatherings/list.html", context)


@require_safe
@unchanged_since
def gathering_page(request: HttpRequest, gathering_handle: str) -> HttpResponse:
    gathering = gathering_of(request, gathering_handle)
    node, by = gathering.node, request.user
    if request.path != url_of(node):
        return redirect(url_of(node), permanent=True)
    whole = bool(rules.may_see_count(by, gathering))
    outcomes = list(gathering.outcomes.standing().select_related("node"))
    decided = [outcome for outcome in outcomes if outcome.node is not None]
    context = {
        **_shown(gathering),
        "decisions": [(outcome.text, url_of(outcome.node)) for outcome in decided if outcome.node is not None],
        "disagreements": [each.text for each in outcomes if each.kind == OutcomeKind.DISAGREEMENT],
        "count": selectors.headcount(gathering, whole=whole),
        "first_time": selectors.first_time(gathering, whole=whole),
        "is_whole": whole,
        "documents": list(gathering.documents.select_related("file")),
        "rows": thread_rows(thread_of(node)),
        "cards": node_cards(node, request),
        "steps": next_steps(node, request),
        "may_change": rules.may_change(by, gathering),
        "may_tell": rules.may_tell(by, gathering),
        "may_approve": rules.may_approve(by, gathering),
        "may_add_paper": rules.may_add_paper(by, gathering),
        "may_convene": rules.may_convene(by, gathering.scope, gathering.body),
    }
    return render(request, "gatherings/gathering.html", context)


@require_safe
@unchanged_since
def decision_page(request: HttpRequest, decision_handle: str) -> HttpResponse:
    decision = decision_of(request, decision_handle)
    node = decision.node
    assert node is not None, "a decision has its node (constraint)"
    if request.path != url_of(node):
        return redirect(url_of(node), permanent=True)
    context = {
        "decision": decision,
        "handle": decision_handle,
        "gathering": decision.gathering,
        "gathering_url": url_of(decision.gathering.node),
        "rows": thread_rows(thread_of(node), said_above=True),
        "cards": node_cards(node, request),
        "steps": next_steps(node, request),
        "may_close": rules.may_close_decision(request.user, decision),
    }
    return render(request, "gatherings/decision.html", context)


@require_safe
@unchanged_since
def agenda(request: HttpRequest) -> HttpResponse:
    """Every gathering of the territory, or of the body `?instance=`, for a phone's calendar."""
    territory = territory_of(request)
    found, name = Gathering.objects.of(territory), _("Rencontres : {name}").format(name=territory.label)
    if asked := request.GET.get("instance", "")[:40]:
        body = body_of(request, asked)
        found, name = found.filter(body=body), body.name
    return _calendar(request, name, found.filter(ends_at__gte=clock.now() - KEPT).order_by("starts_at", "pk"))


@require_safe
@unchanged_since
def gathering_event(request: HttpRequest, gathering_handle: str) -> HttpResponse:
    gathering = gathering_of(request, gathering_handle)
    return _calendar(request, gathering.title, Gathering.objects.filter(pk=gathering.pk))


@require_safe
@unchanged_since
def poster(request: HttpRequest, gathering_handle: str) -> HttpResponse:
    """An A4 sheet to hang in a stairwell, read from three metres."""
    gathering = gathering_of(request, gathering_handle)
    context = {**_shown(gathering), "qr": qr(address(url_of(gathering.node), gathering.node.territory))}
    return render(request, "gatherings/poster.html", context)


@require_safe
@unchanged_since
def sign_in_sheet(request: HttpRequest, gathering_handle: str) -> HttpResponse:
    """A sheet to print for the table at the door: first name, and how to be told if one wants to."""
    gathering = gathering_of(request, gathering_handle)
    return render(request, "gatherings/sheet.html", {**_shown(gathering), "lines": range(22)})


def _calendar(request: HttpRequest, name: str, found: GatheringQuerySet) -> HttpResponse:
    rows, here = found.select_related("node", "body__scope"), address("", territory_of(request))
    text = feed(name, [(row, here + url_of(row.node)) for row in rows])
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="rencontres.ics"'
    return response


def _shown(gathering: Gathering) -> dict[str, Any]:
    zone = zone_of(gathering.scope.root)
    return {
        "gathering": gathering,
        "handle": url_of(gathering.node).rsplit("/", 1)[-1],
        "starts": gathering.starts_at.astimezone(zone),
        "ends": gathering.ends_at.astimezone(zone),
    }


def _older(past: list[selectors.GatheringRow]) -> str:
    if len(past) <= selectors.PAGE:
        return ""
    return past[selectors.PAGE - 1].starts_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _instant(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
