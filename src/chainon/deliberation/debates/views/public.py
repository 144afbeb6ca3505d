"""What anyone reads."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.cards import node_cards
from chainon.base.chain.fetching import territory_of
from chainon.base.chain.kinds import url_of
from chainon.base.chain.steps import next_steps
from chainon.base.scopes.conditional import unchanged_since
from chainon.base.scopes.public_id import handle
from chainon.base.ui.names import TEAM, in_words
from chainon.deliberation.debates import hooks, rules, selectors
from chainon.deliberation.debates.models import Argument, ArgumentState, Debate, Side
from chainon.deliberation.debates.words import counts_in_words

from .fetching import argument_of, debate_of, today_here

SLUGS = {"pour": Side.FOR, "contre": Side.AGAINST, "nuances": Side.NUANCE}


@require_safe
@unchanged_since
def debate_list(request: HttpRequest) -> HttpResponse:
    """Newest first; `?apres=` says after which debate a page begins."""
    territory, after = territory_of(request), request.GET.get("apres", "")[:16]
    found = selectors.page(territory, today_here(request), after=after)
    reads = rules.may_read_waiting(request.user, territory)
    context = {"rows": found.rows, "older": found.older, "is_first": not after, "reads_waiting": reads}
    return render(request, "debates/list.html", context)


@require_safe
@unchanged_since
def debate_page(request: HttpRequest, debate_handle: str) -> HttpResponse:
    debate = debate_of(request, debate_handle)
    node, by = debate.node, request.user
    if request.path != (address := url_of(node)):
        return redirect(address, permanent=True)
    columns = selectors.columns(debate, by)
    disagreements = selectors.disagreements_of([debate.pk])[debate.pk] if debate.disagreement_count else []
    context = {
        **_about(debate),
        "node": node,
        "columns": columns[:2],
        "nuances": columns[2],
        "faces": [column.best for column in columns[:2]],
        "total": sum(column.count for column in columns),
        "said_in_words": counts_in_words(debate),
        "disagreements": disagreements,
        "cards": node_cards(node, request),
        "steps": next_steps(node, request),
        "came_of_it": node.latest,
        "came_url": url_of(node.latest) if node.latest is not None else "",
        **_synthesis(debate),
        **_may(request, debate),
    }
    return render(request, "debates/debate.html", context)


@require_safe
@unchanged_since
def side_page(request: HttpRequest, debate_handle: str, side: str) -> HttpResponse:
    """The whole of one side, thirty reasons a page."""
    if side not in SLUGS:
        raise Http404
    debate, after = debate_of(request, debate_handle), request.GET.get("apres", "")[:16]
    found = selectors.side_page(debate, SLUGS[side], request.user, after=after)
    context = {
        **_about(debate),
        "side": SLUGS[side],
        "slug": side,
        "count": debate.count_of(SLUGS[side]),
        "page_of": found,
        "is_first": not after,
        "may_argue": rules.may_argue(request.user, debate, today_here(request)),
    }
    return render(request, "debates/side.html", context)


@require_safe
@unchanged_since
def argument_page(request: HttpRequest, argument_id: str) -> HttpResponse:
    """One reason with all its replies. What is not public says so, and no more, save to those who may read it."""
    argument, by = argument_of(request, argument_id), request.user
    debate = argument.debate
    if not rules.may_read(by, argument):
        is_hidden = argument.state == ArgumentState.HIDDEN
        steps = hooks.steps(argument, request) if is_hidden else []
        said = {**_about(debate), "argument": argument, "address": request.get_host() + request.path, "steps": steps}
        return render(request, "debates/not_public.html", said, status=410 if is_hidden else 403)
    context = {
        **_about(debate),
        "argument": argument,
        "reason": selectors.reason_of(argument, by),
        "replies": selectors.replies_to(argument, by) if argument.answers_id is None else [],
        "answered": argument.answers,
        "steps": hooks.steps(argument, request),
        **_may_argument(request, argument),
    }
    return render(request, "debates/argument.html", context)


@require_safe
@unchanged_since
def hidden_list(request: HttpRequest, debate_handle: str) -> HttpResponse:
    debate = debate_of(request, debate_handle)
    return render(request, "debates/hidden.html", {**_about(debate), "rows": selectors.hidden_in(debate)})


def _about(debate: Debate) -> dict[str, Any]:
    return {
        "debate": debate,
        "handle": handle(debate.public_id, debate.question),
        "url": url_of(debate.node),
        "who": debate.body.name if debate.body is not None else in_words(TEAM),
    }


def _synthesis(debate: Debate) -> dict[str, Any]:
    synthesis = selectors.latest_synthesis(debate)
    contests = selectors.contests_of(synthesis) if synthesis is not None and synthesis.contested else []
    return {"synthesis": synthesis, "contests": contests}


def _may(request: HttpRequest, debate: Debate) -> dict[str, Any]:
    """Nothing is asked of the database for a visitor without an account."""
    by, today = request.user, today_here(request)
    takes_words = debate.takes_words(today)
    may: dict[str, Any] = {"takes_words": takes_words, "source_url": url_of(debate.source) if debate.source else ""}
    if not isinstance(by, User):
        return {**may, **dict.fromkeys(("may_enter", "may_facilitate", "reads_waiting", "shares", "may_close"))}
    synthesis = selectors.latest_synthesis(debate) if debate.version else None
    summed_up_at = synthesis.published_at if synthesis is not None else None
    return {
        **may,
        "may_enter": rules.may_enter_for_others(by, debate, today),
        "may_facilitate": rules.may_facilitate(by, debate),
        "reads_waiting": rules.may_read_waiting(by, debate.scope),
        "shares": selectors.shares_of(debate) if rules.may_see_shares(by, debate) else None,
        "may_close": rules.may_close(by, debate, summed_up_at=summed_up_at, now=clock.now()),
    }


def _may_argument(request: HttpRequest, argument: Argument) -> dict[str, Any]:
    by = request.user
    return {
        "may_answer": rules.may_answer(by, argument, today_here(request)),
        "may_withdraw": rules.may_withdraw(by, argument),
        "may_publish": rules.may_publish(by, argument),
        "may_hide": rules.may_hide(by, argument),
    }
