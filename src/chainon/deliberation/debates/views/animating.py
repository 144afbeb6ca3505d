"""The acts of those who animate: opening, reading what waits, the synthesis, the disagreements, the end."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chainon.base import clock
from chainon.base.chain.fetching import account_of, node_of, territory_of
from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Node
from chainon.base.scopes.public_id import handle
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.base.ui.posting import posted
from chainon.deliberation.debates import rules, selectors, services
from chainon.deliberation.debates.forms import (
    DisagreementForm,
    HideForm,
    OpenForm,
    PositionForm,
    SettleForm,
    SynthesisForm,
)
from chainon.deliberation.debates.models import Debate
from chainon.governance.bodies.selectors import bodies_to_speak_for

from .fetching import argument_of, debate_of, disagreement_of, today_here


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def open_on(request: HttpRequest, node_id: str) -> HttpResponse:
    """On something public: the team by itself, or anyone who speaks for a body in its name."""
    return _open(request, node_of(request, node_id))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def open_question(request: HttpRequest) -> HttpResponse:
    """A question that a body asks, of nothing in particular."""
    return _open(request, None)


def _open(request: HttpRequest, node: Node | None) -> HttpResponse:
    by, territory = account_of(request), territory_of(request)
    alone = rules.may_open(by, on=node, body=None)
    if not alone and not bodies_to_speak_for(by, territory).exists():
        alone.require()
    form = OpenForm(
        posted(request), by=by, territory=territory, must_have_body=not alone, today=today_here(request),
        initial={"body": request.GET.get("instance")},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            debate = services.open_debate(by=by, on=node, **{"body": None, **form.cleaned_data})
        except (Unavailable, Refused) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Le débat est ouvert."))
            return redirect(url_of(debate.node))
    context = {"form": form, "node": node, "node_url": url_of(node) if node is not None else ""}
    return render(request, "debates/open.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def review_list(request: HttpRequest, debate_handle: str) -> HttpResponse:
    debate = debate_of(request, debate_handle)
    rules.may_read_waiting(request.user, debate.scope).require()
    rows = selectors.waiting_in(debate, request.user)
    may_review = rules.may_review(request.user, debate)
    return render(request, "debates/review.html", {**_around(debate), "rows": rows, "may_review": may_review})


@require_POST
@login_required
def publish_argument(request: HttpRequest, argument_id: str) -> HttpResponse:
    argument = services.publish_argument(by=account_of(request), argument=argument_of(request, argument_id))
    messages.success(request, _("C’est public."))
    return _back_to_review(argument.debate)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hide_argument(request: HttpRequest, argument_id: str) -> HttpResponse:
    argument = argument_of(request, argument_id)
    rules.may_hide(request.user, argument).require()
    form = HideForm(posted(request))
    if request.method == "POST" and form.is_valid():
        argument = services.hide_argument(by=account_of(request), argument=argument, **form.cleaned_data)
        messages.success(request, _("Ces mots ne sont pas publiés. Votre raison, elle, est publique."))
        return _back_to_review(argument.debate)
    context = {**_around(argument.debate), "form": form, "reason": selectors.reason_of(argument, request.user)}
    return render(request, "debates/hide.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publish_synthesis(request: HttpRequest, debate_handle: str) -> HttpResponse:
    debate, by = debate_of(request, debate_handle), account_of(request)
    rules.may_sum_up(by, debate).require()
    before = selectors.latest_synthesis(debate)
    initial = {"text": before.text, "signed_by": before.signed_by} if before else {"signed_by": by.display_name}
    is_first = before is None or (debate.version == 1 and str(before.entry) == request.POST.get("entry"))  # sent twice
    form = SynthesisForm(posted(request), is_first=is_first, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.publish_synthesis(by=by, debate=debate, **form.cleaned_data)
        messages.success(request, _("La synthèse est publiée. Celles et ceux qui ont parlé disent si elle est fidèle."))
        return redirect(url_of(debate.node))
    context = {
        **_around(debate),
        "form": form,
        "contests": selectors.contests_of(before) if before else [],
        "columns": selectors.columns(debate, by),
    }
    return render(request, "debates/sum_up.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_position(request: HttpRequest, debate_handle: str) -> HttpResponse:
    debate, by = debate_of(request, debate_handle), account_of(request)
    rules.may_take_position(by, debate).require()
    voices = selectors.voices_of(by, debate)
    form = PositionForm(posted(request), voices=voices)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        try:
            services.take_position(
                by=by, debate=debate, voice=found["voice"].public_id, approves=found["approves"], reason=found["reason"]
            )
        except (Unavailable, Refused) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("C’est noté. Vous pouvez changer d’avis jusqu’à la fin du débat."))
            return redirect(f"{url_of(debate.node)}#synthese")
    context = {**_around(debate), "form": form, "voices": voices, "synthesis": selectors.latest_synthesis(debate)}
    return render(request, "debates/position.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def close_debate(request: HttpRequest, debate_handle: str) -> HttpResponse:
    debate, by = debate_of(request, debate_handle), account_of(request)
    synthesis = selectors.latest_synthesis(debate)
    summed_up_at = synthesis.published_at if synthesis is not None else None
    rules.may_close(by, debate, summed_up_at=summed_up_at, now=clock.now()).require()
    if request.method == "POST":
        services.close_debate(by=by, debate=debate)
        messages.success(request, _("Le débat est clos. Ce qui s’y est dit reste lisible."))
        return redirect(url_of(debate.node))
    return render(request, "debates/close.html", {**_around(debate), "synthesis": synthesis})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def record_disagreement(request: HttpRequest, debate_handle: str) -> HttpResponse:
    debate, by = debate_of(request, debate_handle), account_of(request)
    rules.may_facilitate(by, debate).require()
    form = DisagreementForm(posted(request), territory=territory_of(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.record_disagreement(by=by, debate=debate, sides=form.words, **form.cleaned_data)
        except (Unavailable, Refused) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Le désaccord est écrit. Il suivra ce qui sera décidé."))
            return redirect(f"{url_of(debate.node)}#desaccords")
    is_wrong = form.errors or any(side.errors for side in form.sides)
    return render(request, "debates/disagree.html", {**_around(debate), "form": form}, status=422 if is_wrong else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settle_disagreement(request: HttpRequest, disagreement_id: str) -> HttpResponse:
    disagreement, by = disagreement_of(request, disagreement_id), account_of(request)
    rules.may_settle(by, disagreement).require()
    debate, form = disagreement.debate, SettleForm(posted(request))
    if request.method == "POST" and form.is_valid():
        services.settle_disagreement(by=by, disagreement=disagreement, how=form.cleaned_data["how"])
        messages.success(request, _("C’est écrit : ce désaccord est réglé."))
        return redirect(f"{url_of(debate.node)}#desaccords")
    context = {**_around(debate), "form": form, "disagreement": disagreement}
    return render(request, "debates/settle.html", context, status=422 if form.errors else 200)


def _back_to_review(debate: Debate) -> HttpResponse:
    """To what is still to be read; to the debate once there is nothing left."""
    if debate.waiting_count:
        return redirect("debates:review_list", handle(debate.public_id, debate.question))
    return redirect(url_of(debate.node))


def _around(debate: Debate) -> dict[str, object]:
    return {"debate": debate, "handle": handle(debate.public_id, debate.question), "url": url_of(debate.node)}
