"""The list of volunteers, for the team and the guarantor."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chainon.base.ui.posting import posted
from chainon.governance.bodies.views import body_of
from chainon.governance.volunteers import listing, rules, services
from chainon.governance.volunteers.forms import ListForm
from chainon.governance.volunteers.models import VolunteerList
from chainon.methods.tables import write_table

from .fetching import list_of

PER_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
def list_open(request: HttpRequest, handle: str) -> HttpResponse:
    """The lists of a body, and the form that opens one."""
    body = body_of(request, handle)
    rules.may_open(request.user, body).require()
    initial = {"title": _("Volontaires pour {body}").format(body=body.name)[:160], "min_age": 16}
    form = ListForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        opened = services.open_list(by=request.user, body=body, **form.cleaned_data)
        return redirect("volunteers:list", opened.public_id)
    lists = VolunteerList.objects.filter(body=body)
    context = {"form": form, "body": body, "lists": lists}
    return render(request, "volunteers/open.html", context, status=422 if form.errors else 200)


@require_safe
def list_page(request: HttpRequest, list_id: str) -> HttpResponse:
    volunteer_list = list_of(request, list_id)
    rules.may_see(request.user, volunteer_list).require()
    with_contacts = bool(rules.may_see_contacts(request.user, volunteer_list))
    query, state = request.GET.get("q", "")[:80], request.GET.get("etat", "")
    people = listing.searched(volunteer_list, query, state, with_contacts=with_contacts)
    page_obj = Paginator(people, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "list": volunteer_list,
        "counts": listing.counts_of(volunteer_list),
        "criteria": listing.value_counts(volunteer_list),
        "rows": listing.person_rows(volunteer_list, page_obj, with_contacts=with_contacts),
        "page_obj": page_obj,
        "query": query,
        "state": state,
        "with_contacts": with_contacts,
        "may_change": rules.may_change(request.user, volunteer_list),
        "may_withdraw": bool(rules.may_withdraw(request.user, volunteer_list)),
        "form_address": request.build_absolute_uri(reverse("volunteers:enrol", args=[volunteer_list.public_id])),
    }
    return render(request, "volunteers/list.html", context)


@require_safe
def list_export(request: HttpRequest, list_id: str) -> HttpResponse:
    volunteer_list = list_of(request, list_id)
    rules.may_see(request.user, volunteer_list).require()
    with_contacts = bool(rules.may_see_contacts(request.user, volunteer_list))
    header, *rows = listing.export_rows(volunteer_list, with_contacts=with_contacts)
    text = "\ufeff" + write_table(header, rows, delimiter=";")
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="volontaires-{volunteer_list.public_id}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def list_settings(request: HttpRequest, list_id: str) -> HttpResponse:
    volunteer_list = list_of(request, list_id)
    rules.may_change(request.user, volunteer_list).require()
    initial = {field: getattr(volunteer_list, field) for field in ("title", "min_age", "form_until")}
    form = ListForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        services.change_list(by=request.user, volunteer_list=volunteer_list, **form.cleaned_data)
        messages.success(request, _("Les réglages sont enregistrés."))
        return redirect("volunteers:list", volunteer_list.public_id)
    context = {"form": form, "list": volunteer_list}
    return render(request, "volunteers/settings.html", context, status=422 if form.errors else 200)


@require_POST
def households(request: HttpRequest, list_id: str) -> HttpResponse:
    volunteer_list = list_of(request, list_id)
    if "forget" in request.POST:
        services.forget_households(by=request.user, volunteer_list=volunteer_list)
        messages.success(request, _("Les foyers sont oubliés : chaque personne compte seule."))
    else:
        found, buildings = services.group_households(by=request.user, volunteer_list=volunteer_list)
        words = _("{found} foyers de plusieurs personnes ont été reconnus à leur adresse.").format(found=found)
        if buildings:
            words += " " + _(
                "{buildings} adresses de plus de huit personnes sont sans doute des immeubles : elles n’ont pas été "
                "réunies."
            ).format(buildings=buildings)
        messages.success(request, words)
    return redirect("volunteers:list", volunteer_list.public_id)
