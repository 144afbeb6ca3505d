"""Convening, changing, cancelling; telling, approving, adding a paper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chainon.base import clock
from chainon.base.chain.fetching import account_of, territory_of
from chainon.base.chain.kinds import url_of
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.base.ui.posting import posted
from chainon.governance.gatherings import rules, services
from chainon.governance.gatherings.forms import (
    AccountForm,
    ApproveForm,
    CancelForm,
    NothingForm,
    NoticeForm,
    PaperForm,
    RecountForm,
)
from chainon.governance.gatherings.models import Gathering

from .fetching import decision_of, gathering_of, settings_of, zone_of

ACTS = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@ACTS
def convene(request: HttpRequest) -> HttpResponse:
    """`?comme=` starts from another gathering, a week later; `?instance=` and `?lieu=` say who and where."""
    territory = territory_of(request)
    rules.may_convene_somewhere(request.user, territory).require()
    form = NoticeForm(posted(request), by=request.user, territory=settings_of(request), initial=_proposed(request))
    if request.method == "POST" and form.is_valid():
        said = {"scope": form.scope, "body": form.cleaned_data.get("body"), "entry": form.cleaned_data["entry"]}
        try:
            gathering = services.convene(by=request.user, notice=form.notice, **said)
        except (Refused, Unavailable) as error:
            form.add_error("body" if isinstance(error, Refused) else "day", str(error))
        else:
            messages.success(request, _("C’est annoncé. Imprimez l’affiche, et faites-le savoir de vive voix."))
            return redirect(url_of(gathering.node))
    context = {"form": form, "instance": request.GET.get("instance", "")}
    return render(request, "gatherings/convene.html", context, status=422 if form.errors else 200)


@login_required
@ACTS
def recount(request: HttpRequest) -> HttpResponse:
    """A body met without announcing it here: its meeting is written, then its minutes. `?instance=` says who."""
    territory = territory_of(request)
    rules.may_convene_somewhere(request.user, territory).require()
    initial = {"body": request.GET.get("instance", ""), "place": request.GET.get("lieu", "")}
    form = RecountForm(posted(request), by=request.user, territory=settings_of(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        said = {"scope": form.scope, "body": form.cleaned_data.get("body"), "entry": form.cleaned_data["entry"]}
        try:
            gathering = services.recount(by=request.user, notice=form.notice, **said)
        except (Refused, Unavailable) as error:
            form.add_error("body" if isinstance(error, Refused) else "day", str(error))
        else:
            messages.success(request, _("La rencontre a sa page. Racontez maintenant ce qui s’est dit."))
            return redirect("gatherings:tell", url_of(gathering.node).rsplit("/", 1)[-1])
    return render(request, "gatherings/recount.html", {"form": form}, status=422 if form.errors else 200)


def _proposed(request: HttpRequest) -> dict[str, Any]:
    like = request.GET.get("comme", "")
    if not like:
        return {"body": request.GET.get("instance", ""), "place": request.GET.get("lieu", "")}
    gathering = gathering_of(request, like)
    initial = NoticeForm.initial_of(gathering, zone_of(gathering.scope.root))
    today = clock.today(gathering.scope.root.settings.time_zone)
    weeks = max(1, -(-(today - initial["day"]).days // 7))
    initial["day"] += timedelta(weeks=weeks)  # the same weekday, the next one to come
    body = gathering.body.public_id if gathering.body is not None else ""
    return {**initial, "body": body, "place": gathering.scope.public_id}


@login_required
@ACTS
def change(request: HttpRequest, gathering_handle: str) -> HttpResponse:
    gathering = gathering_of(request, gathering_handle)
    rules.may_change(request.user, gathering).require()
    initial = NoticeForm.initial_of(gathering, zone_of(gathering.scope.root))
    here = settings_of(request)
    form = NoticeForm(posted(request), by=request.user, territory=here, gathering=gathering, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_notice(by=request.user, gathering=gathering, notice=form.notice)
        except Unavailable as error:
            form.add_error("day", str(error))
        else:
            messages.success(request, _("L’annonce est changée. Celles et ceux qui la suivent seront prévenus."))
            return redirect(url_of(gathering.node))
    return _form(request, "gatherings/change.html", gathering, form)


@login_required
@ACTS
def cancel(request: HttpRequest, gathering_handle: str) -> HttpResponse:
    gathering = gathering_of(request, gathering_handle)
    rules.may_cancel(request.user, gathering).require()
    form = CancelForm(posted(request))
    if request.method == "POST" and form.is_valid():
        services.cancel(by=request.user, gathering=gathering, reason=form.cleaned_data["reason"])
        messages.success(request, _("La rencontre est annulée ; sa page le dit. Retirez les affiches."))
        return redirect(url_of(gathering.node))
    return _form(request, "gatherings/cancel.html", gathering, form)


@login_required
@ACTS
def tell(request: HttpRequest, gathering_handle: str) -> HttpResponse:
    gathering = gathering_of(request, gathering_handle)
    rules.may_tell(request.user, gathering).require()
    outcomes = list(gathering.outcomes.standing())
    form = AccountForm(posted(request), initial=AccountForm.initial_of(gathering, outcomes))
    if request.method == "POST" and form.is_valid():
        try:
            services.tell(by=request.user, gathering=gathering, account=form.account)
        except Unavailable as error:
            form.add_error("present", str(error))
        else:
            messages.success(
                request, _("Le compte rendu est public. Chaque décision attend maintenant son engagement.")
            )
            return redirect(url_of(gathering.node))
    return _form(request, "gatherings/tell.html", gathering, form)


@login_required
@ACTS
def approve(request: HttpRequest, gathering_handle: str) -> HttpResponse:
    gathering = gathering_of(request, gathering_handle)
    rules.may_approve(request.user, gathering).require()
    form = ApproveForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.approve(by=request.user, gathering=gathering, on=form.cleaned_data["on"])
        except Unavailable as error:
            form.add_error("on", str(error))
        else:
            messages.success(request, _("Le compte rendu est approuvé : il ne change plus."))
            return redirect(url_of(gathering.node))
    return _form(request, "gatherings/approve.html", gathering, form)


@login_required
@ACTS
def add_paper(request: HttpRequest, gathering_handle: str) -> HttpResponse:
    gathering = gathering_of(request, gathering_handle)
    rules.may_add_paper(request.user, gathering).require()
    form = PaperForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        title = form.cleaned_data["title"]
        services.add_paper(by=account_of(request), gathering=gathering, title=title, sent=form.accepted)
        messages.success(request, _("Le document est public."))
        return redirect(url_of(gathering.node))
    return _form(request, "gatherings/add_paper.html", gathering, form)


@login_required
@ACTS
def close_decision(request: HttpRequest, decision_handle: str) -> HttpResponse:
    decision = decision_of(request, decision_handle)
    rules.may_close_decision(request.user, decision).require()
    assert decision.node is not None, "a decision has its node (constraint)"
    form = NothingForm(posted(request))
    if request.method == "POST" and form.is_valid():
        services.needs_nothing(by=request.user, decision=decision, reason=form.cleaned_data["reason"])
        messages.success(request, _("C’est noté : plus personne n’est attendu."))
        return redirect(url_of(decision.node))
    context = {"form": form, "decision": decision, "back": url_of(decision.node)}
    return render(request, "gatherings/close_decision.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, template: str, gathering: Gathering, form: Any) -> HttpResponse:
    context = {"form": form, "gathering": gathering, "back": url_of(gathering.node)}
    return render(request, template, context, status=422 if form.errors else 200)
