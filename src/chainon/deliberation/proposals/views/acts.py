"""Withdrawing; and, for the team, reading what waits, publishing, refusing."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chainon.base.chain.kinds import url_of
from chainon.base.ui.names import in_words
from chainon.deliberation.proposals import rules, selectors, services
from chainon.deliberation.proposals.forms import RefuseForm, WithdrawForm
from chainon.deliberation.proposals.models import State
from chainon.deliberation.proposals.node import who
from chainon.territory.places.views import territory_of

from .fetching import account_of, proposal_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_withdraw(request: HttpRequest, proposal_handle: str) -> HttpResponse:
    proposal, by = proposal_of(request, proposal_handle), account_of(request)
    rules.may_withdraw(by, proposal).require()
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        proposal = services.withdraw_proposal(by=by, proposal=proposal, **form.cleaned_data)
        messages.success(request, _("La proposition est retirée. Sa page dit pourquoi."))
        return redirect(url_of(proposal.node))
    context = {"form": form, "proposal": proposal, "url": url_of(proposal.node)}
    return render(request, "proposals/withdraw.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def review_list(request: HttpRequest) -> HttpResponse:
    territory, by = territory_of(request).scope, account_of(request)
    rules.may_read_unpublished(by, territory).require()
    waiting = selectors.waiting_for_review(by, territory)
    rows = [(each, in_words(who(each)), bool(rules.may_review(by, each.scope))) for each in waiting]
    return render(request, "proposals/review.html", {"rows": rows})


@require_POST
@login_required
def proposal_publish(request: HttpRequest, proposal_handle: str) -> HttpResponse:
    proposal = proposal_of(request, proposal_handle)
    proposal = services.publish_proposal(by=account_of(request), proposal=proposal)
    messages.success(request, _("« %(title)s » est publique.") % {"title": proposal.title})
    return _back(request, once_done=url_of(proposal.node))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_refuse(request: HttpRequest, proposal_handle: str) -> HttpResponse:
    proposal, by = proposal_of(request, proposal_handle), account_of(request)
    rules.may_refuse(by, proposal).require()
    form = RefuseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.refuse_proposal(by=by, proposal=proposal, reason=form.cleaned_data["reason"])
        messages.success(request, _("Elle n’est pas publiée. Votre raison, elle, est publique."))
        return _back(request)
    context = {
        "form": form,
        "proposal": proposal,
        "who": in_words(who(proposal)),
        "url": url_of(proposal.node),
        "was_public": proposal.state == State.PUBLISHED,
    }
    return render(request, "proposals/refuse.html", context, status=422 if form.errors else 200)


def _back(request: HttpRequest, once_done: str = "proposals:proposal_list") -> HttpResponse:
    """To what is still to be read; once there is nothing left, to where what comes next is done."""
    left = selectors.count_waiting(account_of(request), territory_of(request).scope)
    return redirect("proposals:review_list" if left else once_done)
