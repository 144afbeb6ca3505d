"""Promising: by the signed link of a yes, typed by the team, or taken on by residents."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chainon.base.chain.fetching import account_of, node_of, territory_of
from chainon.base.chain.kinds import url_of
from chainon.base.scopes.verdict import Refused
from chainon.base.ui.posting import posted
from chainon.commitments.answers import links as answer_links
from chainon.commitments.answers.models import Answerer, Handover
from chainon.commitments.commitments import links, rules, services
from chainon.commitments.commitments.forms import PromiseForm, RecordForm, SpokenForm, TakeOnForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def record_promise(request: HttpRequest, node_id: str) -> HttpResponse:
    """The promise of an institution that comes out of a page of the platform, typed by the team."""
    source = node_of(request, node_id)
    rules.may_record_promise(request.user, source).require()
    known = Answerer.objects.of(source.territory).active()
    given = getattr(source, "answer", None)
    initial = {"answerer": given.answerer} if given and given.answerer else None
    form = RecordForm(posted(request), answerers=known, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            commitment = services.record_promise(by=account_of(request), source=source, **form.said())
        except services.DaysDisagree as error:
            form.add_error(error.field, str(error))
        else:
            messages.success(request, _("L’engagement est publié, avec son jour."))
            return redirect(url_of(commitment.node))
    return _show(request, "record", form, node=source, node_url=url_of(source), known=known)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def record_spoken(request: HttpRequest) -> HttpResponse:
    """The same, of a promise said aloud or written elsewhere."""
    territory = territory_of(request)
    rules.may_record_in(request.user, territory).require()
    known = Answerer.objects.of(territory).active()
    form = SpokenForm(posted(request), territory=territory, answerers=known)
    if request.method == "POST" and form.is_valid():
        try:
            commitment = services.record_spoken(by=account_of(request), **form.said())
        except services.DaysDisagree as error:
            form.add_error(error.field, str(error))
        else:
            messages.success(request, _("L’engagement est publié, avec son jour."))
            return redirect(url_of(commitment.node))
    return _show(request, "record", form, node=None, node_url="", known=known)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_on(request: HttpRequest, node_id: str) -> HttpResponse:
    """« On s’en occupe nous-mêmes », or what is needed first."""
    source = node_of(request, node_id)
    rules.may_promise_after(source).require()
    may = rules.may_take_on(request.user, source)
    if not may and request.method != "POST":
        return render(
            request, "commitments/gather_first.html", {"node": source, "node_url": url_of(source), "may": may}
        )
    may.require()
    groups = [] if rules.may_write_for_a_group(request.user, source) else rules.groups_of(request.user, source)
    form = TakeOnForm(posted(request), groups=groups)
    if request.method == "POST" and form.is_valid():
        try:
            commitment = services.take_on(by=account_of(request), source=source, **form.said())
        except services.DaysDisagree as error:
            form.add_error(error.field, str(error))
        else:
            messages.success(request, _("C’est écrit : tout le monde voit que vous vous en occupez."))
            return redirect(url_of(commitment.node))
    return _show(request, "take_on", form, node=source, node_url=url_of(source))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def promise_by_link(request: HttpRequest, answer_token: str) -> HttpResponse:
    """The promise that follows a yes, by the signed link of the answer."""
    handover = _handover(request, answer_token)
    form = PromiseForm(posted(request), initial={"signed_by": handover.answer.signed_by if handover.answer else ""})
    if request.method == "POST" and form.is_valid():
        try:
            commitment = services.promise(handover=handover, **form.said())
        except services.DaysDisagree as error:
            form.add_error(error.field, str(error))
        else:
            messages.success(request, _("Votre engagement est publié. Cette page sert à en donner des nouvelles."))
            return redirect(links.path_of(commitment))
    return _show(request, "promise", form, node=handover.node, node_url="", answerer=handover.answerer)


def _show(request: HttpRequest, template: str, form: Form, **context: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, f"commitments/{template}.html", {"form": form, **context}, status=status)


def _handover(request: HttpRequest, token: str) -> Handover:
    handover = answer_links.handover_of(token)
    if handover is None or handover.node.territory_id != territory_of(request).pk:
        raise Http404
    answer = getattr(handover, "answer", None)
    if answer is None or not answer.is_yes:
        raise Refused(_("L’engagement vient après une réponse qui dit oui."))
    return handover
