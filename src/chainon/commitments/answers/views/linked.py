"""By the signed link of one handover: no account, no password, one word and nothing else."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from chainon.base.chain.calendar import days_for
from chainon.base.chain.fetching import territory_of
from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Relation
from chainon.base.chain.selectors import thread_of, today
from chainon.base.chain.words import thread_rows
from chainon.base.scopes.verdict import Refused
from chainon.base.ui.posting import posted
from chainon.commitments.answers import links, rules, selectors, services
from chainon.commitments.answers.acts import ACTS, BY_LINK
from chainon.commitments.answers.forms import AcceptForm, AnswerForm, ReplyForm, SettleForm, TakeBackForm
from chainon.commitments.answers.models import Handover, Move
from chainon.commitments.answers.owners import steps_of_owner
from chainon.commitments.answers.services.answering import Said

from .drafting import drafted


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, reply_token: str) -> HttpResponse:
    """The page of the signed link: what is asked, the frame, and the answer."""
    handover = by_link(request, reply_token)
    form = AnswerForm(posted(request), answerer=handover.answerer)
    if request.method == "POST" and form.is_valid() and rules.may_answer(handover):
        try:
            services.give_answer(handover=handover, **form.cleaned_data)
        except Refused as error:
            form.add_error("pass_to" if form.cleaned_data["pass_to"] else None, str(error))
        else:
            messages.success(request, _("Votre réponse est publiée."))
            return redirect("answers:reply", reply_token)
    return _page(request, reply_token, handover, form, AcceptForm())


@never_cache
@require_POST
def accept(request: HttpRequest, reply_token: str) -> HttpResponse:
    """Yes to the frame; the answer will come."""
    handover = by_link(request, reply_token)
    form = AcceptForm(request.POST)
    if not form.is_valid():
        return _page(request, reply_token, handover, AnswerForm(answerer=handover.answerer), form)
    services.accept_frame(handover=handover, signed_by=form.cleaned_data["accepted_by"])
    messages.success(request, _("Merci. Le délai court à partir d’aujourd’hui ; ce lien reste le vôtre pour répondre."))
    return redirect("answers:reply", reply_token)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, reply_token: str, what: str) -> HttpResponse:
    """Studied, handed on, carried, closed, settled: each its own page."""
    handover, found = by_link(request, reply_token), ACTS[what]
    if not found.may(handover):
        return redirect("answers:reply", reply_token)
    form = found.form(posted(request), answerer=handover.answerer)
    if request.method == "POST" and form.is_valid():
        try:
            found.do(handover=handover, **form.cleaned_data)
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, str(found.said))
            return redirect("answers:reply", reply_token)
    context = {"form": form, "act": found, "back": reverse("answers:reply", args=[reply_token])}
    context |= {"handover": handover, "node": handover.node}
    return render(request, "answers/act.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def third_reply(request: HttpRequest, reply_token: str) -> HttpResponse:
    """What the third party answered, written by whoever carries the word to them."""
    move = _carried(request, reply_token)
    if move is None:
        return redirect("answers:reply", reply_token)
    form = ReplyForm(posted(request))
    if request.method == "POST" and form.is_valid():
        services.record_reply(move=move, said=Said(**form.cleaned_data))
        messages.success(request, _("Leur réponse est publiée."))
        return redirect("answers:reply", reply_token)
    context = {"form": form, "move": move, "back": reverse("answers:reply", args=[reply_token])}
    return render(request, "answers/reply_of_third.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def third_given_up(request: HttpRequest, reply_token: str) -> HttpResponse:
    move = _carried(request, reply_token)
    if move is None:
        return redirect("answers:reply", reply_token)
    form = TakeBackForm(posted(request))
    if request.method == "POST" and form.is_valid():
        services.give_up_carrying(move=move, reason=form.cleaned_data["reason"])
        messages.success(request, _("C’est écrit, avec la raison. C’est de nouveau à votre tour de répondre."))
        return redirect("answers:reply", reply_token)
    context = {"form": form, "move": move, "back": reverse("answers:reply", args=[reply_token])}
    return render(request, "answers/give_up.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, reply_token: str) -> HttpResponse:
    """Written here, signed by someone else."""
    handover = by_link(request, reply_token)
    back = reverse("answers:reply", args=[reply_token])
    if not rules.may_answer(handover):
        return redirect(back)
    return drafted(request, [handover], back=back)


@never_cache
@require_POST
def mail_own_page(request: HttpRequest, reply_token: str) -> HttpResponse:
    """The link to all that is theirs goes to their own address: who was lent this one does not get it."""
    services.mail_own_page(answerer=by_link(request, reply_token).answerer)
    messages.success(request, _("Le lien de votre page part à l’adresse inscrite."))
    return redirect("answers:reply", reply_token)


def by_link(request: HttpRequest, token: str) -> Handover:
    handover = links.handover_of(token)
    if handover is None or handover.node.territory_id != territory_of(request).pk:
        raise Http404
    return handover


def _carried(request: HttpRequest, token: str) -> Move | None:
    return selectors.open_carrying(by_link(request, token))


def _page(request: HttpRequest, token: str, handover: Handover, form: AnswerForm, accept: AcceptForm) -> HttpResponse:
    node, given, may = handover.node, handover.answer, rules.may_answer(handover)
    shown = [(ACTS[what], reverse(f"answers:{what}", args=[token])) for what in BY_LINK if what != "settle"]
    draft = selectors.draft_for([handover]) if may else None
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
        "is_waiting": handover.wait is not None and handover.wait.ended_on is None,
        "given": given,
        "given_url": url_of(given.node) if given else "",
        "given_steps": steps_of_owner(handover, token) if given else [],
        "acts": [(act, url) for act, url in shown if act.may(handover)],
        "carried": selectors.open_carrying(handover) if may else None,
        "draft": draft,
        "settle": SettleForm(answerer=handover.answerer, auto_id="settle-%s"),
        "form": form,
        "accept": accept,
        "token": token,
    }
    return render(request, "answers/reply.html", context, status=422 if form.errors or accept.errors else 200)
