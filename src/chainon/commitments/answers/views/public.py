"""What anyone reads: an answer, what was done before it, who answers here."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from chainon.base.chain.calendar import days_for
from chainon.base.chain.cards import node_cards
from chainon.base.chain.fetching import node_of, territory_of
from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Relation
from chainon.base.chain.selectors import thread_of
from chainon.base.chain.steps import next_steps
from chainon.base.chain.words import thread_rows
from chainon.base.scopes.conditional import unchanged_since
from chainon.commitments.answers import rules, selectors
from chainon.commitments.answers.changes import sides
from chainon.commitments.answers.models import AnswerKind, Move, MoveKind
from chainon.territory.places.converters import public_id_of

GIVEN = 100
"""How many answers the page of one answerer shows."""


@require_safe
@unchanged_since
def answer_page(request: HttpRequest, answer_handle: str) -> HttpResponse:
    node = node_of(request, public_id_of(answer_handle))
    answer = selectors.answer_of(node)
    if answer is None:
        raise Http404
    if request.path != url_of(node):
        return redirect(url_of(node), permanent=True)
    context = {
        "answer": answer,
        "kind": AnswerKind(answer.kind),
        "win": getattr(answer, "quick_win", None),
        "asked": selectors.asked_of(answer),
        "sides": sides(answer.before, answer.after) if answer.after else None,
        "rows": thread_rows(thread_of(node), said_above=True),
        "cards": node_cards(node, request),
        "steps": next_steps(node, request),
    }
    return render(request, "answers/answer.html", context)


@require_safe
@unchanged_since
def move_page(request: HttpRequest, move_handle: str) -> HttpResponse:
    """« À l’étude », « portée auprès de … »: a word of its own, and the thread around it."""
    node = node_of(request, public_id_of(move_handle))
    move = selectors.move_of(node)
    if move is None:
        raise Http404
    if request.path != url_of(node):
        return redirect(url_of(node), permanent=True)
    context = {
        "move": move,
        "asked": selectors.asked(move.asked) if move.asked.is_public else None,
        "rows": thread_rows(thread_of(node), said_above=True),
        "cards": node_cards(node, request),
        "may_end": _is_waited_for(move) and bool(rules.may_end_carrying_for(request.user, move)),
    }
    return render(request, "answers/move.html", context)


def _is_waited_for(move: Move) -> bool:
    return move.kind == MoveKind.CARRIED and move.ended_at is None


@require_safe
@unchanged_since
def win_page(request: HttpRequest, win_handle: str) -> HttpResponse:
    """What was settled at once is read on the page of its answer."""
    node = node_of(request, public_id_of(win_handle))
    win = getattr(node, "quick_win", None)
    if win is None:
        raise Http404
    return redirect(url_of(win.answer.node))


@require_safe
@unchanged_since
def answerers(request: HttpRequest) -> HttpResponse:
    """Who answers here, for everyone."""
    territory = territory_of(request)
    context = {
        "rows": selectors.answerer_rows(territory),
        "days": days_for(territory, Relation.ANSWER),
        "may_keep": rules.may_keep_answerers(request.user, territory),
    }
    return render(request, "answers/answerers.html", context)


@require_safe
@unchanged_since
def answerer(request: HttpRequest, answerer_id: str) -> HttpResponse:
    """What one of them answered, the latest first."""
    found = selectors.answerer_with_id(territory_of(request), answerer_id)
    if found is None:
        raise Http404
    given = selectors.given_by(found, GIVEN + 1)
    context = {"answerer": found, "given": given[:GIVEN], "has_more": len(given) > GIVEN}
    return render(request, "answers/answerer.html", context)
