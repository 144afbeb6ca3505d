"""Who the guarantors are, what they signed, what they did: for everyone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from chainon.base.chain.cards import node_cards
from chainon.base.chain.fetching import territory_of
from chainon.base.chain.kinds import url_of
from chainon.base.chain.selectors import thread_of
from chainon.base.chain.words import thread_rows
from chainon.base.scopes.conditional import unchanged_since
from chainon.governance.guarantors import rules, selectors
from chainon.governance.guarantors.fetching import act_of, appointment_of


@require_safe
@unchanged_since
def guarantors(request: HttpRequest) -> HttpResponse:
    territory = territory_of(request)
    context = {
        "board": selectors.board(territory),
        "acts": selectors.acts_of(territory),
        "may_appoint": bool(rules.may_appoint(request.user, territory)),
        "may_speak": bool(rules.may_act(request.user, territory)),
        "may_read": bool(rules.may_read_messages(request.user, territory)),
    }
    return render(request, "guarantors/guarantors.html", context)


@require_safe
@unchanged_since
def guarantor(request: HttpRequest, guarantor_handle: str) -> HttpResponse:
    """One appointment: the decision, the letter, the acts, how it ended."""
    appointment = appointment_of(request, guarantor_handle)
    if guarantor_handle != appointment.handle:
        return redirect(reverse("guarantors:guarantor", args=[appointment.handle]), permanent=True)
    context = {
        "one": appointment,
        "deputies": appointment.deputies.filter(ended_at=None),
        "acts": selectors.acts_of(appointment.territory, by=appointment),
        "may_remove": bool(rules.may_remove(request.user, appointment)),
        "may_resign": bool(rules.may_resign(request.user, appointment)),
    }
    return render(request, "guarantors/guarantor.html", context)


@require_safe
@unchanged_since
def act_page(request: HttpRequest, act_handle: str) -> HttpResponse:
    act = act_of(request, act_handle)
    if request.path != url_of(act.node):
        return redirect(url_of(act.node), permanent=True)
    context = {
        "act": act,
        "node": act.node,
        "about": selectors.what_about(act),
        "rows": thread_rows(thread_of(act.node), said_above=True),
        "cards": node_cards(act.node, request),
        "may_reply": bool(rules.may_reply(request.user, act)),
    }
    return render(request, "guarantors/act.html", context)
