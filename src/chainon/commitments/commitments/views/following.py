"""What became of a promise: news, what is agreed anew, the steps."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chainon.base.chain.fetching import account_of
from chainon.base.chain.kinds import url_of
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.base.ui.posting import posted
from chainon.commitments.commitments import rules, selectors, services
from chainon.commitments.commitments.forms import FinishStepForm, NewsForm, ReviseForm, StepForm
from chainon.commitments.commitments.models import Step, UpdateKind

from .holding import Held, commitment_with, held_by_either


@require_http_methods(["GET", "HEAD", "POST"])
@held_by_either
def news(request: HttpRequest, held: Held) -> HttpResponse:
    """By the owner's signed link (which stays readable once it is over), by the team, by those who took it on."""
    commitment, by = held.commitment, held.by
    may = rules.may_update(by, commitment)
    if not held.is_by_link:
        may.require()
    initial = {"kind": UpdateKind.NEWS, "signed_by": held.signature}
    form = NewsForm(posted(request), request.FILES or None, commitment=commitment, by=by, initial=initial)
    if request.method == "POST" and may and form.is_valid():
        try:
            services.give_news(commitment=commitment, by=by, **form.said())
        except (Unavailable, Refused) as error:
            form.add_error("kind" if isinstance(error, Refused) else "new_due_on", str(error))
        else:
            messages.success(request, _("C’est publié. Merci."))
            return redirect(request.path if held.is_by_link else held.page)
    context = {**held.context(), "form": form, "may": may, "notice": commitment.notices.first()}
    return render(request, "commitments/news.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revise(request: HttpRequest, promise_handle: str) -> HttpResponse:
    """Agreed anew with the residents."""
    commitment = commitment_with(request, promise_handle)
    rules.may_revise(request.user, commitment).require()
    initial = {"signed_by": str(request.user), "new_due_on": commitment.due_on}
    form = ReviseForm(posted(request), request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.revise(by=account_of(request), commitment=commitment, **form.said())
        except Unavailable as error:
            form.add_error("new_due_on", str(error))
        else:
            messages.success(request, _("C’est publié : les anciens mots et l’ancien jour restent affichés."))
            return redirect(url_of(commitment.node))
    context = {"form": form, "commitment": commitment, "row": selectors.row_of(commitment)}
    context["node_url"] = url_of(commitment.node)
    return render(request, "commitments/revise.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@held_by_either
def steps(request: HttpRequest, held: Held) -> HttpResponse:
    """The steps, and one more."""
    commitment = held.commitment
    rules.may_update(held.by, commitment).require()
    form = StepForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.plan_step(commitment=commitment, by=held.by, **form.cleaned_data)
        except Unavailable as error:
            form.add_error("due_on", str(error))
        else:
            messages.success(request, _("L’étape est écrite, avec son jour."))
            return redirect(request.path)
    parts = [(step, held.address("finish_step", step.public_id)) for step in commitment.steps.all()]
    context = {**held.context(), "form": form, "parts": parts}
    return render(request, "commitments/steps.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@held_by_either
def finish_step(request: HttpRequest, held: Held, part_id: str) -> HttpResponse:
    """A step is done, and what shows it."""
    step = _step(held, part_id)
    rules.may_update(held.by, held.commitment).require()
    form = FinishStepForm(posted(request), request.FILES or None, commitment=held.commitment)
    if request.method == "POST" and form.is_valid():
        try:
            services.finish_step(step=step, by=held.by, **form.said())
        except (Unavailable, Refused) as error:
            form.add_error("done_on", str(error))
        else:
            messages.success(request, _("C’est noté : l’étape est faite."))
            return redirect(held.address("steps"))
    context = {**held.context(), "form": form, "step": step}
    return render(request, "commitments/finish_step.html", context, status=422 if form.errors else 200)


def _step(held: Held, public_id: str) -> Step:
    step = held.commitment.steps.select_related("commitment").filter(public_id=public_id).first()
    if step is None:
        raise Http404
    return step
