"""What councils decided: the list, the page of each, and the forms of those who enter them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chainon.base.chain.cards import node_cards
from chainon.base.chain.fetching import account_of, node_of, territory_of
from chainon.base.chain.kinds import url_of
from chainon.base.chain.selectors import thread_of
from chainon.base.chain.steps import next_steps
from chainon.base.chain.words import thread_rows
from chainon.base.scopes.conditional import unchanged_since
from chainon.base.scopes.verdict import Unavailable
from chainon.base.ui.posting import posted
from chainon.territory.places.converters import public_id_of

from . import rules, selectors, services
from .forms import DecisionForm, LinkForm, WithdrawForm
from .models import CouncilDecision


@require_safe
@unchanged_since
def decision_list(request: HttpRequest) -> HttpResponse:
    """The latest first; `?apres=` says after which decision a page begins."""
    territory, after = territory_of(request), request.GET.get("apres", "")[:16]
    context = {
        "found": selectors.list_page(territory, after=after),
        "is_first": not after,
        "may_enter": bool(rules.may_enter_somewhere(request.user, territory)),
    }
    return render(request, "council/list.html", context)


@require_safe
@unchanged_since
def decision_page(request: HttpRequest, decision_handle: str) -> HttpResponse:
    decision = _decision(request, decision_handle)
    node = decision.node
    if request.path != url_of(node):
        return redirect(url_of(node), permanent=True)
    context = {
        "decision": decision,
        "sources": selectors.sources_of(decision),
        "rows": thread_rows(thread_of(node), said_above=True),
        "cards": node_cards(node, request),
        "steps": next_steps(node, request),
        "may_link": bool(rules.may_link(request.user, decision)),
        "may_withdraw": bool(rules.may_withdraw(request.user, decision)),
    }
    return render(request, "council/decision.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, node_id: str = "") -> HttpResponse:
    """Copy a decision here; from the page of a node, it is said to come out of it."""
    territory, by = territory_of(request), account_of(request)
    source = node_of(request, node_id) if node_id else None
    rules.may_enter_somewhere(by, territory).require()
    initial = {"sources": request.build_absolute_uri(url_of(source))} if source else {}
    files = request.FILES or None
    form = DecisionForm(posted(request), files, by=by, territory=territory, source=source, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            decision = services.enter_decision(
                by=by, scope=form.scope, act=form.act, sources=given["sources"], document=given["document"]
            )
        except Unavailable as error:
            form.add_error("number", str(error))
        else:
            messages.success(request, _("La délibération est publiée."))
            return redirect(url_of(decision.node))
    context = {"form": form, "back": url_of(source) if source else ""}
    return render(request, "council/enter.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, decision_handle: str) -> HttpResponse:
    """Say afterwards what it came out of."""
    decision = _decision(request, decision_handle)
    rules.may_link(request.user, decision).require()
    form = LinkForm(posted(request), territory=decision.territory)
    if request.method == "POST" and form.is_valid():
        try:
            services.link_sources(by=account_of(request), decision=decision, sources=form.cleaned_data["sources"])
        except Unavailable as error:
            form.add_error("sources", str(error))
        else:
            messages.success(request, _("C’est relié : on le lit dans chaque fil."))
            return redirect(url_of(decision.node))
    context = {"form": form, "decision": decision, "node_url": url_of(decision.node)}
    return render(request, "council/link.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, decision_handle: str) -> HttpResponse:
    decision = _decision(request, decision_handle)
    rules.may_withdraw(request.user, decision).require()
    form = WithdrawForm(posted(request))
    if request.method == "POST" and form.is_valid():
        services.withdraw_decision(by=account_of(request), decision=decision, reason=form.cleaned_data["reason"])
        messages.success(request, _("La délibération est retirée. Sa page dit pourquoi."))
        return redirect(url_of(decision.node))
    context = {"form": form, "decision": decision, "node_url": url_of(decision.node)}
    return render(request, "council/withdraw.html", context, status=422 if form.errors else 200)


def _decision(request: HttpRequest, handle: str) -> CouncilDecision:
    decision = selectors.decision_of_node(node_of(request, public_id_of(handle)))
    if decision is None:
        raise Http404
    return decision
