"""The register of promises, the page of each, and the forms of those who make and keep them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from chainon.base.accounts.models import User
from chainon.base.chain.cards import node_cards
from chainon.base.chain.fetching import account_of, node_of, territory_of
from chainon.base.chain.kinds import url_of
from chainon.base.chain.selectors import thread_of
from chainon.base.chain.steps import next_steps
from chainon.base.chain.words import thread_rows
from chainon.base.scopes.conditional import unchanged_since
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.base.ui.posting import posted
from chainon.commitments.answers import links as answer_links
from chainon.commitments.answers.models import Answerer, Handover
from chainon.territory.places.converters import public_id_of

from . import links, rules, selectors, services
from .forms import NewsForm, PromiseForm, RecordForm, TakeOnForm
from .models import Commitment, UpdateKind


@require_safe
@unchanged_since
def register(request: HttpRequest) -> HttpResponse:
    territory = territory_of(request)
    only = request.GET.get("etat", "")
    if only and only not in selectors.FILTERS:
        raise Http404
    page = int(request.GET["page"]) if request.GET.get("page", "").isdecimal() else 1
    rows, more = selectors.register_rows(territory, only=only, page=max(page, 1))
    context = {"rows": rows, "totals": selectors.totals(territory), "only": only, "page_number": page, "more": more}
    return render(request, "commitments/register.html", context)


@require_safe
@unchanged_since
def commitment_page(request: HttpRequest, promise_handle: str) -> HttpResponse:
    commitment = _commitment(request, promise_handle)
    node = commitment.node
    if request.path != url_of(node):
        return redirect(url_of(node), permanent=True)
    context = {
        "commitment": commitment,
        "row": selectors.row_of(commitment),
        "updates": list(commitment.updates.all()),
        "rows": thread_rows(thread_of(node)),
        "cards": node_cards(node, request),
        "steps": next_steps(node, request),
        "source_url": url_of(commitment.source),
    }
    return render(request, "commitments/commitment.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def record_promise(request: HttpRequest, node_id: str) -> HttpResponse:
    """The promise of an institution, typed by the team."""
    source = node_of(request, node_id)
    rules.may_record_promise(request.user, source).require()
    known = Answerer.objects.of(source.territory).active()
    given = getattr(source, "answer", None)
    initial = {"answerer": given.answerer} if given and given.answerer else None
    form = RecordForm(posted(request), answerers=known, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            commitment = services.record_promise(by=account_of(request), source=source, **form.cleaned_data)
        except Unavailable as error:
            form.add_error("due_on", str(error))
        else:
            messages.success(request, _("L’engagement est publié, avec son jour."))
            return redirect(url_of(commitment.node))
    context = {"form": form, "node": source, "node_url": url_of(source)}
    return render(request, "commitments/record.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_on(request: HttpRequest, node_id: str) -> HttpResponse:
    """« On s’en occupe nous-mêmes »."""
    source = node_of(request, node_id)
    rules.may_take_on(request.user, source).require()
    form = TakeOnForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            commitment = services.take_on(by=account_of(request), source=source, **form.cleaned_data)
        except Unavailable as error:
            form.add_error("due_on", str(error))
        else:
            messages.success(request, _("C’est écrit : tout le monde voit que vous vous en occupez."))
            return redirect(url_of(commitment.node))
    context = {"form": form, "node": source, "node_url": url_of(source)}
    return render(request, "commitments/take_on.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def news(request: HttpRequest, promise_handle: str) -> HttpResponse:
    """News typed by the team, or by the residents who took it on."""
    commitment = _commitment(request, promise_handle)
    rules.may_update(request.user, commitment).require()
    return _news(request, commitment, by=account_of(request), after=url_of(commitment.node))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def news_by_link(request: HttpRequest, promise_token: str) -> HttpResponse:
    """News given by the owner, by the signed link."""
    commitment = links.commitment_of(promise_token)
    if commitment is None or commitment.node.territory_id != territory_of(request).pk:
        raise Http404
    return _news(request, commitment, by=None, after=request.path)


def _news(request: HttpRequest, commitment: Commitment, *, by: User | None, after: str) -> HttpResponse:
    may = rules.may_update_by_link(commitment)
    initial = {"kind": UpdateKind.NEWS, "signed_by": commitment.signed_by if by is None else str(by)}
    form = NewsForm(posted(request), commitment=commitment, initial=initial)
    if request.method == "POST" and may and form.is_valid():
        try:
            services.give_news(commitment=commitment, by=by, **_said(form))
        except Unavailable as error:
            form.add_error("new_due_on", str(error))
        else:
            messages.success(request, _("C’est publié. Merci."))
            return redirect(after)
    context = {
        "form": form,
        "commitment": commitment,
        "row": selectors.row_of(commitment),
        "node_url": url_of(commitment.node),
        "may": may,
        "by_link": by is None,
    }
    return render(request, "commitments/news.html", context, status=422 if form.errors else 200)


def _said(form: NewsForm) -> dict[str, Any]:
    return {**form.cleaned_data, "kind": UpdateKind(form.cleaned_data["kind"])}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def promise_by_link(request: HttpRequest, answer_token: str) -> HttpResponse:
    """The promise that follows a yes, by the signed link of the answer."""
    handover = _handover(request, answer_token)
    form = PromiseForm(posted(request), initial={"signed_by": handover.answer.signed_by if handover.answer else ""})
    if request.method == "POST" and form.is_valid():
        try:
            commitment = services.promise(handover=handover, **form.cleaned_data)
        except Unavailable as error:
            form.add_error("due_on", str(error))
        else:
            messages.success(request, _("Votre engagement est publié. Cette page sert à en donner des nouvelles."))
            return redirect(links.path_of(commitment))
    context = {"form": form, "node": handover.node, "answerer": handover.answerer}
    return render(request, "commitments/promise.html", context, status=422 if form.errors else 200)


def _handover(request: HttpRequest, token: str) -> Handover:
    handover = answer_links.handover_of(token)
    if handover is None or handover.node.territory_id != territory_of(request).pk:
        raise Http404
    answer = getattr(handover, "answer", None)
    if answer is None or not answer.is_yes:
        raise Refused(_("L’engagement vient après une réponse qui dit oui."))
    return handover


def _commitment(request: HttpRequest, handle: str) -> Commitment:
    commitment = selectors.commitment_of_node(node_of(request, public_id_of(handle)))
    if commitment is None:
        raise Http404
    return commitment
