"""Writing the steps and their rule cards, one short form at a time."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from chainon.base.scopes.verdict import Unavailable
from chainon.base.ui.differences import differences
from chainon.base.ui.posting import posted
from chainon.governance.processes import rules, selectors, services
from chainon.governance.processes.forms.rules import ChangeForm, form_for
from chainon.governance.processes.forms.running import StepForm
from chainon.governance.processes.models import RuleCard, Step
from chainon.governance.processes.page import said
from chainon.governance.processes.questions import ASKED, Question
from chainon.governance.processes.sentences import MOST_WORDS, count_words

from .fetching import process_of, step_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def step_add(request: HttpRequest, process_handle: str) -> HttpResponse:
    process = process_of(request, process_handle)
    rules.may_write(request.user, process).require()
    form = StepForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            step = services.add_step(by=request.user, process=process, **form.cleaned_data)
        except Unavailable as error:
            form.add_error("last_on", str(error))
        else:
            messages.success(request, _("L’étape est ajoutée. Écrivez maintenant sa règle, en cinq questions."))
            return redirect("processes:rule_write", process.handle, step.public_id, Question.WHO.value)
    context = {"form": form, "process": process, "step": None}
    return render(request, "processes/step.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def step_change(request: HttpRequest, process_handle: str, step_id: str) -> HttpResponse:
    step = step_of(request, process_handle, step_id)
    rules.may_write(request.user, step.process).require()
    form = StepForm(posted(request), step=step, initial=StepForm.initial_of(step))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_step(by=request.user, step=step, **form.said)
        except Unavailable as error:
            form.add_error("reason" if "reason" in form.fields else "last_on", str(error))
        else:
            messages.success(request, _("C’est enregistré."))
            return redirect(step.process)
    context = {"form": form, "process": step.process, "step": step}
    return render(request, "processes/step.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def step_remove(request: HttpRequest, process_handle: str, step_id: str) -> HttpResponse:
    step = step_of(request, process_handle, step_id)
    try:
        services.remove_step(by=request.user, step=step)
    except Unavailable as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("L’étape est retirée du brouillon."))
    return redirect(step.process)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rule_write(request: HttpRequest, process_handle: str, step_id: str, question: int) -> HttpResponse:
    """One of the five questions; the next one follows, then the card to read again."""
    step = step_of(request, process_handle, step_id)
    rules.may_write(request.user, step.process).require()
    if question not in ASKED:
        raise Http404
    asked, card = Question(question), _draft_or_card(step)
    offered = selectors.nodes_near(step.process) if asked is Question.ALREADY else []
    form = form_for(asked, posted(request), card, offered=offered, today=selectors.today_in(step.process.scope))
    if request.method == "POST" and form.is_valid():
        nodes = getattr(form, "nodes", None)
        services.write_answer(by=request.user, step=step, question=asked, answers=form.answers, nodes=nodes)
        if form.cleaned_data.get("everywhere"):
            services.answer_everywhere(by=request.user, step=step, answers=form.answers, nodes=nodes or [])
        if asked is Question.ALREADY or "read" in request.POST:
            return redirect("processes:rule_draft", step.process.handle, step.public_id)
        return redirect("processes:rule_write", step.process.handle, step.public_id, asked + 1)
    names = [_("Question {number}").format(number=each.value) for each in Question]
    shown = {"question": asked, "title": ASKED[asked], "names": names}
    context = {"form": form, "step": step, "process": step.process, **shown}
    return render(request, "processes/question.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rule_draft(request: HttpRequest, process_handle: str, step_id: str) -> HttpResponse:
    """The card as it would be published, its words counted, beside the one in force; its POST publishes it."""
    step = step_of(request, process_handle, step_id)
    process, by = step.process, request.user
    rules.may_read_drafts(by, process).require()
    draft, before = step.cards.drafts().first(), step.cards.published().first()
    if draft is None:
        return redirect(step)
    form = ChangeForm(posted(request)) if before is not None else None
    refusal = ""
    if request.method == "POST" and (form is None or form.is_valid()):
        reason = form.cleaned_data["reason"] if form is not None else ""
        try:
            services.publish_card(by=by, step=step, reason=reason)
        except Unavailable as error:
            refusal = str(error)
        else:
            messages.success(request, _("La règle est publiée. Les personnes qui suivent la démarche sont prévenues."))
            return redirect(step)
    text = selectors.text(draft)
    context = {
        "step": step, "process": process, "draft": draft, "before": before, "form": form, "refusal": refusal,
        "said": said(draft), "words": count_words(text), "most": MOST_WORDS, "questions": list(ASKED.items()),
        "missing": selectors.what_is_missing(draft),
        "pieces": differences(before.text, text) if before is not None else [],
        "may_write": rules.may_write(by, process), "may_publish": process.is_public and rules.may_run(by, process),
    }  # fmt: skip
    wrong = bool(refusal or (form is not None and form.errors))
    return render(request, "processes/draft.html", context, status=422 if wrong else 200)


@login_required
@require_POST
def rule_discard(request: HttpRequest, process_handle: str, step_id: str) -> HttpResponse:
    step = step_of(request, process_handle, step_id)
    services.discard_card(by=request.user, step=step)
    messages.success(request, _("Le brouillon de la règle est abandonné : celle qui est publiée reste."))
    return redirect(step)


def _draft_or_card(step: Step) -> RuleCard:
    """What a question starts from; the draft of a next version opens when it is first saved."""
    found = step.cards.drafts().first() or step.cards.published().first()
    return found if found is not None else RuleCard(step=step)
