"""Adding many places from one file: read it, look at it, say yes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from chainon.base.scopes.verdict import Unavailable
from chainon.base.ui.maps import MapShape

from . import importing, rules
from .forms import ConfirmForm, ImportForm
from .models import ImportDraft, Kind
from .outlines import LARGEST_FILE, OutlineError
from .shapes import sketch_of
from .views import inside, posted, territory_of


@require_http_methods(["GET", "HEAD", "POST"])
def import_read(request: HttpRequest) -> HttpResponse:
    scope = territory_of(request).scope
    rules.may_manage_places(request.user, scope).require()
    form = ImportForm(*posted(request), territory=scope, initial=inside(request, scope))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            draft = importing.read_import(
                by=request.user,
                parent=said["parent"],
                kind=Kind(said["kind"]),
                content=said["file"].read(LARGEST_FILE + 1),
            )
        except OutlineError as error:
            form.add_error("file", str(error))
        except Unavailable as error:
            form.add_error("parent", str(error))
        else:
            return redirect("places:import_preview", draft.public_id)
    return render(request, "places/import.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def import_preview(request: HttpRequest, draft_id: str) -> HttpResponse:
    draft = _draft(request, draft_id)
    properties = importing.name_properties(draft)
    asked = request.GET.get("nom", "")
    chosen = asked if asked in properties else next(iter(properties), "")
    form = ConfirmForm(posted(request)[0], properties=properties, initial={"name_property": chosen})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["name_property"]
        try:
            places = importing.confirm_import(
                by=request.user,
                draft=draft,
                name_property=chosen,
                leaves_faulty_out=form.cleaned_data["leaves_faulty_out"],
            )
        except Unavailable as error:
            form.add_error(None, str(error))
        else:
            said = ngettext("%(count)d lieu ajouté.", "%(count)d lieux ajoutés.", len(places))
            messages.success(request, said % {"count": len(places)})
            return redirect("places:place_list")
    candidates = importing.candidates_of(draft, chosen)
    sound = [one for one in candidates if not one.fault]
    context = {
        "draft": draft,
        "form": form,
        "properties": properties,
        "chosen": chosen,
        "sound": sound,
        "faulty": [one for one in candidates if one.fault],
        "shapes": [MapShape(sketch_of(one.geometry), one.name) for one in sound if one.geometry],
    }
    return render(request, "places/preview.html", context, status=422 if form.errors else 200)


@require_POST
def import_drop(request: HttpRequest, draft_id: str) -> HttpResponse:
    importing.drop_import(by=request.user, draft=_draft(request, draft_id))
    return redirect("places:place_list")


def _draft(request: HttpRequest, draft_id: str) -> ImportDraft:
    territory = territory_of(request).scope
    rules.may_manage_places(request.user, territory).require()
    return get_object_or_404(ImportDraft.objects.select_related("parent"), territory=territory, public_id=draft_id)
