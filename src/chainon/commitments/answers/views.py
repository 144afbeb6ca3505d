"""Handing over, answering by a signed link, and the public pages of answers and of those who give them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chainon.base.chain.calendar import days_for
from chainon.base.chain.cards import node_cards
from chainon.base.chain.fetching import account_of, node_of, territory_of
from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Node, Relation
from chainon.base.chain.selectors import thread_of, today
from chainon.base.chain.steps import next_steps
from chainon.base.chain.words import thread_rows
from chainon.base.scopes.conditional import unchanged_since
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.base.ui.posting import posted
from chainon.territory.places.converters import public_id_of

from . import links, rules, selectors, services
from .forms import OTHER, AcceptForm, AnswererForm, AnswerForm, HandOverForm, RecordForm, TakeBackForm
from .models import AnswerKind, Handover
from .owners import steps_of_owner


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
        "asked": answer.handover.node,
        "asked_url": url_of(answer.handover.node),
        "rows": thread_rows(thread_of(node)),
        "cards": node_cards(node, request),
        "steps": next_steps(node, request),
    }
    return render(request, "answers/answer.html", context)


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


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_answerer(request: HttpRequest) -> HttpResponse:
    territory = territory_of(request)
    rules.may_keep_answerers(request.user, territory).require()
    form = AnswererForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.add_answerer(by=account_of(request), territory=territory, **form.cleaned_data)
        except Unavailable as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("Le répondant est inscrit."))
            return redirect("answers:answerers")
    return render(request, "answers/add_answerer.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_POST
def retire(request: HttpRequest, answerer_id: str) -> HttpResponse:
    answerer = selectors.answerer_with_id(territory_of(request), answerer_id)
    if answerer is None:
        raise Http404
    services.retire_answerer(by=account_of(request), answerer=answerer)
    messages.success(request, _("Ce répondant n’est plus proposé. Ce qu’il doit reste dû."))
    return redirect("answers:answerers")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, node_id: str) -> HttpResponse:
    node = node_of(request, node_id)
    rules.may_hand_over(request.user, node).require()
    form = HandOverForm(posted(request), territory=node.territory)
    if request.method == "POST" and form.is_valid():
        try:
            handover = _handed(request, node, form)
        except (Unavailable, Refused) as error:
            form.add_error("name" if isinstance(error, Unavailable) else "answerer", str(error))
        else:
            messages.success(request, _said(handover))
            return redirect(url_of(node))
    context = {
        "form": form,
        "node": node,
        "node_url": url_of(node),
        "open": selectors.open_handovers(node),
        "days": days_for(node.territory, Relation.ANSWER),
    }
    return render(request, "answers/hand_over.html", context, status=422 if form.errors else 200)


def _handed(request: HttpRequest, node: Node, form: HandOverForm) -> Handover:
    chosen, by = form.cleaned_data["answerer"], account_of(request)
    if chosen == OTHER:
        fields = {name: form.cleaned_data[name] for name in ("name", "email")}
        answerer = services.add_answerer(by=by, territory=node.territory, **fields)
    else:
        answerer = form.known[chosen]
    return services.hand_over(by=by, node=node, answerer=answerer, note=form.cleaned_data["note"])


def _said(handover: Handover) -> str:
    name = handover.answerer.name
    if handover.wait is not None:
        return _("C’est transmis : {name} a {days} jours pour répondre.").format(name=name, days=handover.wait.days)
    return _("C’est transmis. Le délai courra dès que « {name} » aura accepté de répondre en public.").format(name=name)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def record_answer(request: HttpRequest, handover_id: str) -> HttpResponse:
    handover = _handover(request, handover_id)
    rules.may_record_answer(request.user, handover).require()
    form = RecordForm(posted(request), territory=handover.node.territory)
    if request.method == "POST" and form.is_valid():
        answer = services.record_answer(by=account_of(request), handover=handover, **form.cleaned_data)
        messages.success(request, _("La réponse est publiée, avec la mention que l’équipe l’a saisie."))
        return redirect(url_of(answer.node))
    context = {"form": form, "handover": handover, "node": handover.node, "node_url": url_of(handover.node)}
    return render(request, "answers/record.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, handover_id: str) -> HttpResponse:
    handover = _handover(request, handover_id)
    rules.may_take_back(request.user, handover).require()
    form = TakeBackForm(posted(request))
    if request.method == "POST" and form.is_valid():
        services.take_back(by=account_of(request), handover=handover, reason=form.cleaned_data["reason"])
        messages.success(request, _("C’est repris : vous pouvez le transmettre à quelqu’un d’autre."))
        return redirect(url_of(handover.node))
    context = {"form": form, "handover": handover, "node": handover.node, "node_url": url_of(handover.node)}
    return render(request, "answers/take_back.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, reply_token: str) -> HttpResponse:
    """The page of the signed link: what is asked, the frame, and the answer."""
    return _reply(request, reply_token, answer=AnswerForm(posted(request)))


@never_cache
@require_POST
def accept(request: HttpRequest, reply_token: str) -> HttpResponse:
    """Yes to the frame; the answer will come."""
    handover = _by_link(request, reply_token)
    form = AcceptForm(request.POST)
    if not form.is_valid():
        return _reply(request, reply_token, accept=form)
    services.accept_frame(handover=handover, signed_by=form.cleaned_data["accepted_by"])
    messages.success(request, _("Merci. Le délai court à partir d’aujourd’hui ; ce lien reste le vôtre pour répondre."))
    return redirect("answers:reply", reply_token)


def _reply(
    request: HttpRequest, token: str, *, answer: AnswerForm | None = None, accept: AcceptForm | None = None
) -> HttpResponse:
    handover = _by_link(request, token)
    may = rules.may_answer(handover)
    if answer is not None and answer.is_bound and answer.is_valid() and may:
        services.give_answer(handover=handover, **answer.cleaned_data)
        messages.success(request, _("Votre réponse est publiée."))
        return redirect("answers:reply", token)
    node = handover.node
    given = getattr(handover, "answer", None)
    form, accept = answer or AnswerForm(), accept or AcceptForm()
    context = {
        "handover": handover,
        "node": node,
        "node_url": url_of(node) if node.is_public else "",
        "territory": node.territory,
        "rows": thread_rows(thread_of(node)) if node.is_public else [],
        "days": handover.answerer.accepted_days or days_for(node.territory, Relation.ANSWER),
        "commitment_days": days_for(node.territory, Relation.COMMITMENT),
        "may": may,
        "is_late": handover.wait is not None and handover.wait.due_on < today(node.territory),
        "given": given,
        "given_url": url_of(given.node) if given else "",
        "given_steps": steps_of_owner(handover, token) if given else [],
        "form": form,
        "accept": accept,
        "token": token,
    }
    return render(request, "answers/reply.html", context, status=422 if form.errors or accept.errors else 200)


def _by_link(request: HttpRequest, token: str) -> Handover:
    handover = links.handover_of(token)
    if handover is None or handover.node.territory_id != territory_of(request).pk:
        raise Http404
    return handover


def _handover(request: HttpRequest, public_id: str) -> Handover:
    handover = selectors.handover_with_id(territory_of(request), public_id)
    if handover is None:
        raise Http404
    return handover
