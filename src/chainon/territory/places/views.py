"""The pages of the places. Those of the import are in import_views.py."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chainon.base.scopes.conditional import unchanged_since
from chainon.base.scopes.models import Scope, Territory
from chainon.base.scopes.verdict import Unavailable

from . import communes, rules, selectors, services
from .converters import public_id_of
from .forms import ChangeForm, OutlineForm, PlaceForm, SearchForm
from .models import Kind, Place
from .outlines import OutlineError
from .page import page_of


@require_safe
def place_list(request: HttpRequest) -> HttpResponse:
    scope = territory_of(request).scope
    context = {
        "rows": selectors.tree(scope),
        "shapes": selectors.territory_shapes(scope),
        "may_manage": rules.may_manage_places(request.user, scope),
    }
    return render(request, "places/list.html", context)


@require_safe
@unchanged_since
def place_page(request: HttpRequest, place_handle: str) -> HttpResponse:
    place = _place(request, place_handle)
    if place_handle != place.handle:
        return redirect(place, permanent=True)
    return page_of(_plain_page)(request, place)


def _plain_page(request: HttpRequest, place: Place) -> HttpResponse:
    return render(request, "places/place.html", about_place(request, place, selectors.children(place)))


def about_place(request: HttpRequest, place: Place, inside: list[Place]) -> dict[str, Any]:
    """What `places/place.html` shows; `inside`: the places right inside it, in order."""
    return {
        "place": place,
        "holders": selectors.breadcrumb(place),
        "children": [selectors.row_of(child) for child in inside],
        "shapes": selectors.shapes(place, inside),
        "may_manage": rules.may_manage_places(request.user, place.scope),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def commune_search(request: HttpRequest) -> HttpResponse:
    """Anyone may search; the form that adds the commune found is for those who may."""
    territory, fault = territory_of(request), ""
    if request.method == "POST":
        try:
            place = services.add_municipality(by=request.user, territory=territory, code=request.POST.get("code", ""))
        except Unavailable as error:
            fault = str(error)
        else:
            messages.success(request, _("« %(name)s » fait maintenant partie des lieux.") % {"name": place.name})
            return redirect(place)
    query = (request.POST if request.method == "POST" else request.GET).get("q", "")[:80]
    context = {
        "form": SearchForm(initial={"q": query}),
        "query": query,
        "found": communes.search(query),
        "fault": fault,
        "may_manage": rules.may_manage_places(request.user, territory.scope),
    }
    page = "places/communes.html#results" if request.htmx else "places/communes.html"  # type: ignore[attr-defined]  # django_htmx
    return render(request, page, context, status=422 if fault else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def place_add(request: HttpRequest) -> HttpResponse:
    scope = territory_of(request).scope
    rules.may_manage_places(request.user, scope).require()
    form = PlaceForm(*posted(request), territory=scope, initial=inside(request, scope))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            place = services.add_place(
                by=request.user,
                parent=said["parent"],
                kind=Kind(said["kind"]),
                name=said["name"],
                outline=said["outline"],
                population=form.counted,
                qpv_code=said["qpv_code"],
            )
        except OutlineError as error:
            form.add_error("outline", str(error))
        except Unavailable as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("« %(name)s » fait maintenant partie des lieux.") % {"name": place.name})
            return redirect(place)
    return render(request, "places/add.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def place_change(request: HttpRequest, place_handle: str) -> HttpResponse:
    place = _place(request, place_handle)
    rules.may_manage_places(request.user, place.scope).require()
    form = ChangeForm.of(place, posted(request)[0])
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            place = services.change_place(
                by=request.user, place=place, name=said["name"], population=form.counted, qpv_code=said["qpv_code"]
            )
        except Unavailable as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("La fiche du lieu est à jour."))
            return redirect(place)
    return render(request, "places/change.html", {"form": form, "place": place}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def place_redraw(request: HttpRequest, place_handle: str) -> HttpResponse:
    place = _place(request, place_handle)
    rules.may_manage_places(request.user, place.scope).require()
    form = OutlineForm(*posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.redraw_place(by=request.user, place=place, outline=form.cleaned_data["outline"])
        except OutlineError as error:
            form.add_error("outline", str(error))
        else:
            messages.success(request, _("Le contour du lieu est à jour."))
            return redirect(place)
    context = {"form": form, "place": place, "shapes": selectors.shapes(place, [])}
    return render(request, "places/redraw.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def place_remove(request: HttpRequest, place_handle: str) -> HttpResponse:
    place = _place(request, place_handle)
    rules.may_manage_places(request.user, place.scope).require()
    fault = ""
    if request.method == "POST":
        name = place.name
        try:
            services.remove_place(by=request.user, place=place)
        except Unavailable as error:
            fault = str(error)
        else:
            messages.success(request, _("« %(name)s » ne fait plus partie des lieux.") % {"name": name})
            return redirect("places:place_list")
    context = {"place": place, "fault": fault, "is_used": services.is_used(place)}
    return render(request, "places/remove.html", context, status=422 if fault else 200)


def posted(request: HttpRequest) -> tuple[Any, Any]:
    """Data and files for a form; None twice on a GET. An empty POST is a form filled with nothing, not a new form."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def inside(request: HttpRequest, territory: Scope) -> dict[str, str]:
    """Where a new place most likely goes: what the address says ("?dans="), else the only commune."""
    return {"parent": request.GET.get("dans") or selectors.likely_parent(territory)}


def territory_of(request: HttpRequest) -> Territory:
    territory: Territory | None = request.territory  # type: ignore[attr-defined]  # put there by TerritoryMiddleware
    if territory is None:
        raise Http404
    return territory


def _place(request: HttpRequest, place_handle: str) -> Place:
    place = selectors.place_with_id(territory_of(request).scope, public_id_of(place_handle))
    if place is None:
        raise Http404
    return place
