"""The team's page: who sits, who has not answered, and the answers that come by telephone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chainon.base.ui.posting import posted
from chainon.governance.draws.models import Draw
from chainon.governance.seats import rules, services
from chainon.governance.seats.forms import DepartureForm, EntryForm
from chainon.governance.seats.models import Answer
from chainon.governance.seats.selectors import SeatRow, matching, public_seats, seat_rows
from chainon.governance.seats.services.guards import today_of

from .fetching import draw_of, invitation_of, unavailable_goes_back


@never_cache
@login_required
@require_safe
def board(request: HttpRequest, public_id: str) -> HttpResponse:
    """`?q=7` or `?q=lopez`: when one seat alone answers to it, its buttons are there, the first under the finger."""
    draw = draw_of(request, public_id)
    rules.may_see(request.user, draw).require()
    return _board(request, draw, request.GET.get("q", "").strip(), EntryForm())


@never_cache
@login_required
@require_POST
@unavailable_goes_back
def enter_answer(request: HttpRequest, public_id: str, invitation_id: str) -> HttpResponse:
    invitation = invitation_of(request, public_id, invitation_id)
    rules.may_enter_answer(request.user, invitation).require()
    form = EntryForm(request.POST)
    if not form.is_valid():
        return _board(request, invitation.seat.draw, str(invitation.seat.number), form, status=422)
    answer = form.cleaned_data["answer"]
    invitation = services.enter_answer(
        by=request.user,
        invitation=invitation,
        accepts=answer != "refuse",
        channel=form.cleaned_data["channel"],
        name_public=answer == "accept_named",
        reason=form.cleaned_data["reason"],
    )
    _say(request, invitation.seat.number, Answer(invitation.answer))
    return redirect("seats:board", public_id)


@never_cache
@login_required
@require_POST
@unavailable_goes_back
def note_authorisation(request: HttpRequest, public_id: str, invitation_id: str) -> HttpResponse:
    invitation = invitation_of(request, public_id, invitation_id)
    services.note_authorisation(by=request.user, invitation=invitation)
    messages.success(
        request,
        _("Siège %(number)s : l’autorisation parentale est notée, la place est prise.")
        % {"number": invitation.seat.number},
    )
    return redirect("seats:board", public_id)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@unavailable_goes_back
def note_departure(request: HttpRequest, public_id: str, invitation_id: str) -> HttpResponse:
    invitation = invitation_of(request, public_id, invitation_id)
    form = DepartureForm(posted(request), today=today_of(invitation.seat.draw))
    if request.method == "POST" and form.is_valid():
        left = services.note_departure(by=request.user, invitation=invitation, left_on=form.cleaned_data["left_on"])
        return redirect("seats:call_next", public_id, left.public_id)
    rules.may_note_departure(request.user, invitation).require()
    context = {"form": form, "invitation": invitation, "draw": invitation.seat.draw}
    return render(request, "seats/departure.html", context, status=422 if form.errors else 200)


def _board(request: HttpRequest, draw: Draw, query: str, form: EntryForm, status: int = 200) -> HttpResponse:
    rows = seat_rows(draw, today_of(draw))
    found = matching(rows, query) if query else rows
    one = found[0] if query and len(found) == 1 else None
    may_run = rules.may_run(request.user, draw)
    context: dict[str, Any] = {
        "draw": draw,
        "seats": public_seats(draw),
        "rows": found,
        "query": query,
        "one": one,
        "entry": form,
        "may_run": bool(may_run),
        "why_not": "" if may_run else may_run.reason,
        "may_enter": rules.may_enter_answer(request.user, one.invitation) if one else None,
        "to_invite": sum(row.todo == "invite" for row in rows),
        "to_replace": sum(row.todo == "replace" for row in rows),
        "contact": _contact(one) if one and may_run else "",
    }
    return render(request, "seats/board.html", context, status=status)


def _contact(row: SeatRow) -> str:
    volunteer = row.invitation.volunteer
    return " · ".join(filter(None, (volunteer.phone, volunteer.email))) if volunteer else ""


def _say(request: HttpRequest, number: int, answer: Answer) -> None:
    texts = {
        Answer.ACCEPTED: _("Siège %(number)s : la place est acceptée."),
        Answer.PARENT: _("Siège %(number)s : la place est acceptée ; il faut encore l’autorisation d’un parent."),
        Answer.REFUSED: _("Siège %(number)s : la place est refusée."),
    }
    messages.success(request, texts[answer] % {"number": number})
