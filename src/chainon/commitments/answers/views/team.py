"""Those who animate: inscribing, handing over, and typing what came by letter or in a meeting."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chainon.base.chain.calendar import days_for
from chainon.base.chain.fetching import account_of, node_of, territory_of
from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Node, Relation
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.base.ui.posting import posted
from chainon.commitments.answers import rules, selectors, services
from chainon.commitments.answers.acts import ACTS, BY_TEAM
from chainon.commitments.answers.forms import OTHER, AnswererForm, HandOverForm, RecordForm, ReplyForm, TakeBackForm
from chainon.commitments.answers.models import Handover, Move
from chainon.commitments.answers.services.answering import Said
from chainon.territory.places.converters import public_id_of


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
@require_safe
def follow_up(request: HttpRequest, handover_id: str) -> HttpResponse:
    """Where a handover stands, and what the team may write for whoever must answer."""
    handover = _handover(request, handover_id)
    rules.may_hand_over(request.user, handover.node).require()
    carried = selectors.open_carrying(handover)
    open_ = rules.may_answer(handover)
    shown = [(ACTS[what], reverse(f"answers:team_{what}", args=[handover.public_id])) for what in BY_TEAM]
    context = {
        "handover": handover,
        "node": handover.node,
        "node_url": url_of(handover.node),
        "may": open_,
        "acts": [(act, url) for act, url in shown if act.may(handover)],
        "carried": carried,
        "others": selectors.alike(handover) if open_ else [],
    }
    return render(request, "answers/follow_up.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def record_answer(request: HttpRequest, handover_id: str) -> HttpResponse:
    """What came by letter; `avec`: the other words to which the same letter answers."""
    handover = _handover(request, handover_id)
    rules.may_record_answer(request.user, handover).require()
    form = RecordForm(posted(request), answerer=handover.answerer)
    with_ = [each for each in selectors.chosen(handover.answerer, request.GET.getlist("avec")) if each != handover]
    if request.method == "POST" and form.is_valid():
        try:
            answer = services.record_answers(by=account_of(request), handovers=[handover, *with_], **form.cleaned_data)
        except Refused as error:
            form.add_error("pass_to" if form.cleaned_data["pass_to"] else None, str(error))
        else:
            messages.success(request, _("La réponse est publiée, avec la mention que l’équipe l’a saisie."))
            return redirect(url_of(answer.node))
    context = {
        "form": form,
        "handover": handover,
        "with": [each.node for each in with_],
        "node": handover.node,
        "node_url": url_of(handover.node),
    }
    return render(request, "answers/record.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, handover_id: str, what: str) -> HttpResponse:
    """Studied, carried, settled: said to the team, which writes it for them."""
    handover, found = _handover(request, handover_id), ACTS[what]
    rules.may_record_answer(request.user, handover).require()
    found.may(handover).require()
    form = found.form(posted(request), answerer=handover.answerer)
    if request.method == "POST" and form.is_valid():
        found.do(handover=handover, by=account_of(request), **form.cleaned_data)
        messages.success(request, str(found.said))
        return redirect(url_of(handover.node))
    context = {"form": form, "act": found, "back": reverse("answers:follow_up", args=[handover_id])}
    context |= {"handover": handover, "node": handover.node}
    return render(request, "answers/act.html", context, status=422 if form.errors else 200)


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


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def record_reply(request: HttpRequest, move_handle: str) -> HttpResponse:
    """What the third party answered, typed by the team."""
    move = _move(request, move_handle)
    rules.may_end_carrying_for(request.user, move).require()
    form = ReplyForm(posted(request))
    if request.method == "POST" and form.is_valid():
        answer = services.record_reply(move=move, said=Said(**form.cleaned_data), by=account_of(request))
        messages.success(request, _("Leur réponse est publiée."))
        return redirect(url_of(answer.node))
    context = {"form": form, "move": move, "back": url_of(move.node)}
    return render(request, "answers/reply_of_third.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def give_up(request: HttpRequest, move_handle: str) -> HttpResponse:
    move = _move(request, move_handle)
    rules.may_end_carrying_for(request.user, move).require()
    form = TakeBackForm(posted(request))
    if request.method == "POST" and form.is_valid():
        services.give_up_carrying(move=move, reason=form.cleaned_data["reason"], by=account_of(request))
        messages.success(request, _("C’est écrit, avec la raison."))
        return redirect(url_of(move.node))
    context = {"form": form, "move": move, "back": url_of(move.node)}
    return render(request, "answers/give_up.html", context, status=422 if form.errors else 200)


def _handover(request: HttpRequest, public_id: str) -> Handover:
    handover = selectors.handover_with_id(territory_of(request), public_id)
    if handover is None:
        raise Http404
    return handover


def _move(request: HttpRequest, handle: str) -> Move:
    move = selectors.move_of(node_of(request, public_id_of(handle)))
    if move is None:
        raise Http404
    return move
