"""Past promises by table: sent, shown line by line, then all written or none."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chainon.base.chain.fetching import account_of, territory_of
from chainon.base.scopes.verdict import Unavailable
from chainon.base.ui.posting import posted
from chainon.commitments.commitments import rules, selectors, services
from chainon.commitments.commitments.forms import UploadForm
from chainon.commitments.commitments.reading import MODEL
from chainon.governance.volunteers.intake.sheets import Unreadable
from chainon.methods.tables import write_table

SHOWN = 200


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    territory = territory_of(request)
    rules.may_import(request.user, territory).require()
    form = UploadForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            staged = services.stage_promises(
                by=account_of(request), territory=territory, data=file.read(), file_name=file.name or ""
            )
        except Unreadable as error:
            form.add_error("file", str(error))
        else:
            return redirect("commitments:import_check", staged.public_id)
    return render(request, "commitments/import_start.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, promises_id: str) -> HttpResponse:
    """What each line says; the button writes all of them."""
    territory = territory_of(request)
    rules.may_import(request.user, territory).require()
    staged = selectors.promises_staged(territory, promises_id)
    if staged is None:
        messages.info(request, _("Ce tableau a déjà été importé, ou il a été oublié au bout d’un jour."))
        return redirect("commitments:import")
    status = 200
    if request.method == "POST":
        try:
            number = services.confirm_import(by=account_of(request), staged=staged)
        except Unavailable:
            status = 422
        else:
            said = ngettext("{number} engagement importé.", "{number} engagements importés.", number)
            messages.success(request, said.format(number=number))
            return redirect("commitments:register")
    reading = selectors.reading_of(staged)
    known = selectors.already_there(territory, reading.rows)
    fresh = [row for row in reading.rows if row.key not in known]
    context = {"staged": staged, "faults": reading.faults[:SHOWN], "more": len(reading.faults) - SHOWN}
    context |= {"fresh": fresh[:SHOWN], "count": len(fresh), "known": len(known), "unshown": len(fresh) - SHOWN}
    return render(request, "commitments/import_check.html", context, status=status)


@login_required
@require_POST
def drop(request: HttpRequest, promises_id: str) -> HttpResponse:
    staged = selectors.promises_staged(territory_of(request), promises_id)
    rules.may_import(request.user, territory_of(request)).require()
    if staged is not None:
        services.drop_import(by=account_of(request), staged=staged)
    messages.success(request, _("Le tableau est oublié. Le registre n’a pas changé."))
    return redirect("commitments:import")


@login_required
@require_safe
def model(request: HttpRequest) -> HttpResponse:
    """A table to fill in, with one line as an example."""
    rules.may_import(request.user, territory_of(request)).require()
    example = [
        _("La ville de Valmont"), _("Rouvrir la fontaine"), "30/06/2025", "12/01/2025", _("Réunion publique"), "", "",
        _("Tout le quartier"), "", _("Mme Roux, adjointe"), _("en cours"), "", "12 000", "",
    ]  # fmt: skip
    text = "\ufeff" + write_table([_(title) for title in MODEL], [example], delimiter=";")
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="promesses-modele.csv"'
    return response
