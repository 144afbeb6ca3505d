"""What anyone reads."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from chainon.base.accounts.models import User
from chainon.base.chain.cards import node_cards
from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Node
from chainon.base.chain.selectors import thread_of
from chainon.base.chain.steps import next_steps
from chainon.base.chain.words import ThreadRow, thread_rows
from chainon.base.scopes.conditional import unchanged_since
from chainon.base.scopes.public_id import handle
from chainon.base.ui.typography import period
from chainon.deliberation.proposals import rules, selectors
from chainon.deliberation.proposals.forms import LookForm
from chainon.deliberation.proposals.models import Proposal, State
from chainon.deliberation.proposals.node import who, who_in_words
from chainon.deliberation.proposals.rows import listed
from chainon.territory.places.views import territory_of

from .fetching import proposal_of


@require_safe
@unchanged_since
def proposal_list(request: HttpRequest) -> HttpResponse:
    """Newest first; `?apres=` says after which proposal a page begins."""
    territory = territory_of(request).scope
    form = LookForm(request.GET, territory=territory)
    form.is_valid()
    after = request.GET.get("apres", "")[:16]
    asked = form.cleaned_data
    found = selectors.page(
        territory,
        place=asked.get("lieu"),
        theme=asked.get("theme"),
        body=asked.get("instance"),
        after=after,
        size=selectors.PAGE,
    )
    kept = request.GET.copy()
    kept["apres"] = found.older
    reviews = rules.may_read_unpublished(request.user, territory)
    context = {
        "form": form,
        "cards": found.cards,
        "listed": listed(found.cards),
        "older": f"?{kept.urlencode()}" if found.older else "",
        "is_first": not after,
        "may_enter": rules.may_enter_somewhere(request.user, territory),
        "waiting": selectors.count_waiting(request.user, territory)
        if isinstance(request.user, User) and reviews
        else 0,
    }
    return render(request, "proposals/list.html", context)


@require_safe
@unchanged_since
def proposal_page(request: HttpRequest, proposal_handle: str) -> HttpResponse:
    """What is not public says that it was heard, and no more, save to those who may read it."""
    proposal = proposal_of(request, proposal_handle)
    node, by = proposal.node, request.user
    if request.path != (address := url_of(node)):
        return redirect(address, permanent=proposal.is_public)
    if not rules.may_read(by, proposal):
        status = 410 if proposal.state == State.REFUSED else 403
        said = {"proposal": proposal, "address": request.get_host() + address}
        return render(request, "proposals/not_public.html", said, status=status)
    context = {
        "proposal": proposal,
        "node": node,
        "handle": handle(proposal.public_id, node.title),
        "who": who_in_words(who(proposal)),
        "since": period(proposal.since) if proposal.since else "",
        "rows": _thread(node) if node.is_public else [],
        "cards": node_cards(node, request) if proposal.state == State.PUBLISHED else [],
        "steps": next_steps(node, request) if proposal.state == State.PUBLISHED else [],
        "follows": isinstance(by, User) and selectors.follows(by, node),
        **_may(request, proposal),
    }
    return render(request, "proposals/proposal.html", context)


def _thread(node: Node) -> list[ThreadRow]:
    """The words said here are read above: in the thread their title is enough."""
    rows = thread_rows(thread_of(node))
    return [replace(row, text="") if not row.url and row.title == node.title else row for row in rows]


def _may(request: HttpRequest, proposal: Proposal) -> dict[str, bool]:
    by = request.user
    return {
        "may_withdraw": bool(rules.may_withdraw(by, proposal)),
        "may_publish": bool(rules.may_publish(by, proposal)),
        "may_refuse": bool(rules.may_refuse(by, proposal)),
    }


@require_safe
@unchanged_since
def refused_list(request: HttpRequest) -> HttpResponse:
    return render(request, "proposals/refused.html", {"rows": selectors.refusals(territory_of(request).scope)})
