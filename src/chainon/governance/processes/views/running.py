"""Publishing, pausing, stopping, saying the means; and « je n’ai pas compris »."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from chainon.base import codes
from chainon.base.scopes.verdict import Unavailable
from chainon.base.ui.posting import posted
from chainon.governance.processes import rules, selectors, services
from chainon.governance.processes.forms.rules import UnclearForm
from chainon.governance.processes.forms.running import MeansForm, PauseForm, StopForm
from chainon.governance.processes.models import Means, ProcessPause, RuleCard, Step
from chainon.governance.processes.page import said
from chainon.governance.processes.questions import Question

from .fetching import process_of, step_of

COOKIE = "pas-compris"
MOST_SAID = 60
"""An hour, from one address: a whole meeting may say so through the wifi of its centre social."""
MOST_KEPT = 40


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def process_publish(request: HttpRequest, process_handle: str) -> HttpResponse:
    """What is ready and what is not; its POST publishes it all."""
    process = process_of(request, process_handle)
    rules.may_run(request.user, process).require()
    if process.is_public:
        return redirect(process)
    refusal = ""
    if request.method == "POST":
        try:
            services.publish_process(by=request.user, process=process)
        except Unavailable as error:
            refusal = str(error)
        else:
            messages.success(request, _("La démarche est publiée. Imprimez ses fiches et affichez-les."))
            return redirect(process)
    steps = list(process.steps.all())
    cards = selectors.cards_in_force(steps)
    rows = [publish_row(step, cards[step.pk]) for step in steps]
    is_ready = not any(row["missing"] for row in rows)
    context = {"process": process, "rows": rows, "refusal": refusal, "is_ready": is_ready}
    return render(request, "processes/publish.html", context, status=422 if refusal else 200)


def publish_row(step: Step, card: RuleCard) -> dict[str, object]:
    """What a step says, what it lacks, and the question to go to."""
    missing, question = selectors.what_is_missing(card), selectors.first_unanswered(card) or Question.WHO
    return {"step": step, "missing": missing, "question": question.value, "said": said(card)}


@login_required
@require_POST
def process_erase(request: HttpRequest, process_handle: str) -> HttpResponse:
    process = process_of(request, process_handle)
    services.erase_draft(by=request.user, process=process)
    messages.success(request, _("Le brouillon est effacé."))
    return redirect("processes:process_list")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def process_pause(request: HttpRequest, process_handle: str) -> HttpResponse:
    process = process_of(request, process_handle)
    rules.may_run(request.user, process).require()
    form = PauseForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            pause = services.announce_pause(by=request.user, process=process, **form.cleaned_data)
        except Unavailable as error:
            form.add_error("first", str(error))
        else:
            messages.success(request, _("La pause est annoncée. Les personnes qui suivent la démarche sont prévenues."))
            if form.cleaned_data["moves"] and not pause.moved:
                messages.warning(request, _("Aucune étape n’est devant : il n’y a rien à décaler."))
            return redirect(process)
    context = {"form": form, "process": process}
    return render(request, "processes/pause.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def pause_withdraw(request: HttpRequest, process_handle: str, process_pause_id: str) -> HttpResponse:
    process = process_of(request, process_handle)
    pause = get_object_or_404(ProcessPause, process=process, public_id=process_pause_id)
    try:
        services.withdraw_pause(by=request.user, pause=pause, moves=bool(request.POST.get("moves")))
    except Unavailable as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("La pause est retirée."))
    return redirect(process)


@login_required
@require_POST
def pause_move(request: HttpRequest, process_handle: str, process_pause_id: str) -> HttpResponse:
    """What was not moved when the pause was announced: at the return, for one."""
    process = process_of(request, process_handle)
    pause = get_object_or_404(ProcessPause, process=process, public_id=process_pause_id)
    try:
        services.move_steps(by=request.user, pause=pause)
    except Unavailable as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Les étapes sont décalées. Les anciennes dates restent lisibles."))
    return redirect(process)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def process_stop(request: HttpRequest, process_handle: str) -> HttpResponse:
    process = process_of(request, process_handle)
    rules.may_run(request.user, process).require()
    if not process.is_public:
        raise Http404
    form = StopForm(posted(request))
    if request.method == "POST" and form.is_valid():
        services.stop_process(by=request.user, process=process, reason=form.cleaned_data["reason"])
        messages.success(request, _("La démarche est arrêtée. Sa page et ce qui a été dit restent."))
        return redirect(process)
    context = {"form": form, "process": process}
    return render(request, "processes/stop.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def process_means(request: HttpRequest, process_handle: str) -> HttpResponse:
    process = process_of(request, process_handle)
    rules.may_run(request.user, process).require()
    initial = MeansForm.initial_of(Means.objects.filter(process=process).first())
    form = MeansForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        services.say_means(by=request.user, process=process, given=form.given)
        messages.success(request, _("Les moyens sont enregistrés."))
        return redirect(process)
    context = {"form": form, "process": process}
    return render(request, "processes/means.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rule_unclear(request: HttpRequest, process_handle: str, step_id: str) -> HttpResponse:
    """« Je n’ai pas compris »: once per browser session. The cookie holds the cards one spoke of, and nothing of the
    person; it goes when the browser closes.
    """
    step = step_of(request, process_handle, step_id)
    card = step.cards.published().first()
    if card is None:
        raise Http404
    told = request.COOKIES.get(COOKIE, "").split(".")
    form = UnclearForm(posted(request))
    if request.method == "POST" and codes.count(request, "processes.unclear") > MOST_SAID:
        form.add_error(None, _("Beaucoup de personnes l’ont dit d’ici. Réessayez dans une heure."))
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "step": step, "process": step.process, "is_told": card.public_id in told}
        return render(request, "processes/unclear.html", context, status=422 if form.errors else 200)
    if card.public_id not in told:
        services.say_unclear(card=card, question=form.cleaned_data["question"])
    messages.success(request, _("C’est noté, sans votre nom. L’équipe et le garant de la participation le voient."))
    answer = redirect(Step.get_absolute_url(step))
    kept = [each for each in told if each and each != card.public_id][-MOST_KEPT:]
    value = ".".join([*kept, card.public_id])
    answer.set_cookie(COOKIE, value, httponly=True, samesite="Lax", secure=request.is_secure())
    return answer
