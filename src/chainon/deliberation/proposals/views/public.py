"""What anyone reads."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from chainon.base.accounts.models import User
from chainon.base.accounts.rules import has_role
from chainon.base.chain.cards import node_cards
from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Node
from chainon.base.chain.selectors import thread_of
from chainon.base.chain.steps import next_steps
from chainon.base.chain.words import thread_rows
from chainon.base.files.models import TEAM
from chainon.base.scopes.conditional import unchanged_since
from chainon.base.scopes.public_id import handle
from chainon.base.ui.names import in_words
from chainon.base.ui.typography import period
from chainon.deliberation.proposals import rules, selectors
from chainon.deliberation.proposals.forms import LookForm
from chainon.deliberation.proposals.hooks import overturned_in
from chainon.deliberation.proposals.models import Proposal, State
from chainon.deliberation.proposals.node import who
from chainon.deliberation.proposals.rings import rings_of
from chainon.deliberation.proposals.rows import listed
from chainon.deliberation.proposals.spots import spot_of
from chainon.governance.processes.selectors import process_with_id
from chainon.territory.places.views import territory_of

from .fetching import proposal_of


@require_safe
@unchanged_since
def proposal_list(request: HttpRequest) -> HttpResponse:
    """Newest first; `?apres=` says after which proposal a page begins."""
    territory = territory_of(request).scope
    form = LookForm(request.GET, territory=territory)
    form.is_valid()
    after, asked = request.GET.get("apres", "")[:16], form.cleaned_data
    process = process_with_id(territory, request.GET.get("demarche", "")[:16]) if "demarche" in request.GET else None
    found = selectors.page(
        territory,
        place=asked.get("lieu"),
        theme=asked.get("theme"),
        body=asked.get("instance"),
        process=process,
        is_unheard=form.is_unheard,
        after=after,
        size=selectors.PAGE,
    )
    kept = request.GET.copy()
    kept["apres"] = found.older
    reviews = rules.may_read_unpublished(request.user, territory)
    context = {
        "form": form,
        "process": process if process is not None and process.is_public else None,
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
        steps = next_steps(node, request)
        said = {"proposal": proposal, "address": request.get_host() + address, "steps": steps}
        return render(request, "proposals/not_public.html", said, status=status)
    context = {
        "proposal": proposal,
        "node": node,
        "handle": handle(proposal.public_id, node.title),
        "who": in_words(who(proposal)),
        "since": period(proposal.since) if proposal.since else "",
        **_became(node),
        **_pictures(request, proposal),
        "has_versions": proposal.changed_at is not None,
        "spot": spot_of(proposal),
        "cards": node_cards(node, request) if proposal.state == State.PUBLISHED else [],
        "steps": next_steps(node, request) if proposal.state == State.PUBLISHED else [],
        "signatures": list(proposal.signatures.all()),
        "follows": isinstance(by, User) and selectors.follows(by, node),
        **_may(request, proposal),
    }
    return render(request, "proposals/proposal.html", context)


def _became(node: Node) -> dict[str, object]:
    """The thread, and its six rings."""
    if not node.is_public:
        return {"rows": [], "rings": []}
    thread = thread_of(node)
    return {"rows": thread_rows(thread, said_above=True), "rings": rings_of(thread)}


def _pictures(request: HttpRequest, proposal: Proposal) -> dict[str, object]:
    """Out of sight, they are the team's: an address of theirs would answer nobody else. So is one that is hidden."""
    is_team = has_role(request.user, *TEAM, scope=proposal.scope)
    return {
        "pictures": selectors.pictures_of(proposal) if proposal.is_public or is_team else [],
        "sees_hidden": is_team,
        "may_hide": bool(rules.may_review(request.user, proposal.scope)),
    }


@require_safe
@unchanged_since
def proposal_versions(request: HttpRequest, proposal_handle: str) -> HttpResponse:
    """What was written before, what changed, when and why."""
    proposal = proposal_of(request, proposal_handle)
    rules.may_read(request.user, proposal).require()
    context = {"proposal": proposal, "url": url_of(proposal.node), "rows": selectors.versions_of(proposal)}
    return render(request, "proposals/versions.html", context)


def _may(request: HttpRequest, proposal: Proposal) -> dict[str, bool]:
    by = request.user
    return {
        "may_change": bool(rules.may_change(by, proposal)),
        "may_invite": bool(rules.may_invite(by, proposal)),
        "may_withdraw": bool(rules.may_withdraw(by, proposal)),
        "may_publish": bool(rules.may_publish(by, proposal)),
        "may_refuse": bool(rules.may_refuse(by, proposal)),
    }


@require_safe
@unchanged_since
def refused_list(request: HttpRequest) -> HttpResponse:
    """What is not published, and what was not until the guarantor annulled the refusal: with their reasons."""
    territory = territory_of(request).scope
    context = {"rows": selectors.refusals(territory), "overturned": overturned_in(territory)}
    return render(request, "proposals/refused.html", context)
