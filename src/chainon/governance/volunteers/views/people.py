"""One person of the list, for the team."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chainon.base.scopes.verdict import Unavailable
from chainon.base.ui.posting import posted
from chainon.governance.volunteers import rules, services
from chainon.governance.volunteers.forms import DeskForm
from chainon.governance.volunteers.models import SetAside

from .fetching import list_of, person_of


@require_http_methods(["GET", "HEAD", "POST"])
def person_add(request: HttpRequest, list_id: str) -> HttpResponse:
    volunteer_list = list_of(request, list_id)
    rules.may_change(request.user, volunteer_list).require()
    form = DeskForm(posted(request), volunteer_list=volunteer_list)
    if request.method == "POST" and form.is_valid():
        try:
            person = services.add_person(
                by=request.user,
                volunteer_list=volunteer_list,
                details=form.details(),
                entry=form.cleaned_data["entry"],
            )
        except Unavailable as error:
            form.add_error("last_name", str(error))
        else:
            messages.success(request, _("{name} est sur la liste. À la personne suivante.").format(name=person.name))
            return redirect("volunteers:person_add", volunteer_list.public_id)
    context = {"form": form, "list": volunteer_list}
    return render(request, "volunteers/person_add.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def person_edit(request: HttpRequest, list_id: str, person_id: str) -> HttpResponse:
    volunteer_list = list_of(request, list_id)
    rules.may_change(request.user, volunteer_list).require()
    person = person_of(volunteer_list, person_id)
    form = DeskForm(posted(request), volunteer_list=volunteer_list, volunteer=person)
    if request.method == "POST" and form.is_valid():
        services.correct_person(by=request.user, volunteer=person, details=form.details())
        messages.success(request, _("La fiche est corrigée."))
        return redirect("volunteers:list", volunteer_list.public_id)
    context = {"form": form, "list": volunteer_list, "person": person}
    return render(request, "volunteers/person_edit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def person_withdraw(request: HttpRequest, list_id: str, person_id: str) -> HttpResponse:
    volunteer_list = list_of(request, list_id)
    rules.may_withdraw(request.user, volunteer_list).require()
    person = person_of(volunteer_list, person_id)
    if request.method == "POST":
        services.withdraw_person(by=request.user, volunteer=person)
        messages.success(request, _("La personne est retirée : son nom, ses coordonnées et ses réponses sont effacés."))
        return redirect("volunteers:list", volunteer_list.public_id)
    return render(request, "volunteers/person_withdraw.html", {"list": volunteer_list, "person": person})


@require_POST
def person_set_aside(request: HttpRequest, list_id: str, person_id: str) -> HttpResponse:
    volunteer_list = list_of(request, list_id)
    person = person_of(volunteer_list, person_id)
    reason = SetAside.DOUBLE if request.POST.get("reason") == SetAside.DOUBLE else None
    services.set_aside(by=request.user, volunteer=person, reason=reason)
    words = _("{name} est mise de côté.") if reason else _("{name} peut de nouveau être tirée au sort.")
    messages.success(request, words.format(name=person.name))
    return redirect("volunteers:list", volunteer_list.public_id)
