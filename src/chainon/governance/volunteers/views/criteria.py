"""What the draw may look at."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chainon.base.scopes.verdict import Unavailable
from chainon.base.ui.posting import posted
from chainon.governance.volunteers import rules, selectors, services
from chainon.governance.volunteers.forms import AnswerFormSet, CriterionForm, NewCriterionForm
from chainon.governance.volunteers.forms.criteria import answers_of, initial_answers
from chainon.governance.volunteers.intake.ages import bands

from .fetching import criterion_of, list_of


@require_http_methods(["GET", "HEAD", "POST"])
def criteria(request: HttpRequest, list_id: str) -> HttpResponse:
    """The criteria of the list; the team adds one."""
    volunteer_list = list_of(request, list_id)
    rules.may_see(request.user, volunteer_list).require()
    may_change = rules.may_change(request.user, volunteer_list)
    if request.method == "POST":
        may_change.require()
    form = NewCriterionForm(posted(request))
    if form.is_valid():
        try:
            services.add_criterion(
                by=request.user,
                volunteer_list=volunteer_list,
                name=form.cleaned_data["name"],
                labels=form.answers(),
                bands=bands(form.cleaned_data["starts"]) if form.cleaned_data["starts"] else (),
            )
        except Unavailable as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("Le critère est ajouté. Relisez pourquoi il est demandé."))
            return redirect("volunteers:criteria", volunteer_list.public_id)
    rows = selectors.criteria_of(volunteer_list)
    context = {"form": form, "list": volunteer_list, "rows": rows, "may_change": may_change}
    return render(request, "volunteers/criteria.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def criterion_edit(request: HttpRequest, list_id: str, criterion_id: str) -> HttpResponse:
    volunteer_list = list_of(request, list_id)
    rules.may_change(request.user, volunteer_list).require()
    criterion = criterion_of(volunteer_list, criterion_id)
    form = CriterionForm(posted(request), instance=criterion_of(volunteer_list, criterion_id))
    answers = AnswerFormSet(posted(request), initial=initial_answers(criterion), prefix="answer")
    if request.method == "POST" and form.is_valid() and answers.is_valid():
        try:
            services.change_criterion(
                by=request.user, criterion=criterion, answers=answers_of(answers, criterion), **form.cleaned_data
            )
        except Unavailable as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Le critère est enregistré."))
            return redirect("volunteers:criteria", volunteer_list.public_id)
    is_wrong = bool(form.errors) or (answers.is_bound and not answers.is_valid())
    context = {"form": form, "answers": answers, "list": volunteer_list, "criterion": criterion}
    return render(request, "volunteers/criterion.html", context, status=422 if is_wrong else 200)


@require_POST
def criterion_move(request: HttpRequest, list_id: str, criterion_id: str) -> HttpResponse:
    volunteer_list = list_of(request, list_id)
    services.move_criterion(by=request.user, criterion=criterion_of(volunteer_list, criterion_id))
    return redirect("volunteers:criteria", volunteer_list.public_id)


@require_POST
def criterion_remove(request: HttpRequest, list_id: str, criterion_id: str) -> HttpResponse:
    volunteer_list = list_of(request, list_id)
    try:
        services.remove_criterion(by=request.user, criterion=criterion_of(volunteer_list, criterion_id))
    except Unavailable as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Le critère est retiré, avec toutes les réponses."))
    return redirect("volunteers:criteria", volunteer_list.public_id)
