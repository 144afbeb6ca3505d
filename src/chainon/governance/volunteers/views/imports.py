"""A file comes in, in four screens: each has its address, works without JavaScript, and can be gone back to."""

from __future__ import annotations

from functools import wraps
from typing import Any, Protocol

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chainon.base.scopes.verdict import Unavailable
from chainon.base.ui.posting import posted
from chainon.governance.volunteers import previews, rules, services
from chainon.governance.volunteers.after_import import next_address
from chainon.governance.volunteers.forms import AnswersForm, ColumnsForm, ConfirmForm, HeaderForm, UploadForm
from chainon.governance.volunteers.intake.sheets import Unreadable
from chainon.governance.volunteers.models import StagedImport
from chainon.methods.tables import write_table

from .fetching import list_of, staged_of

SHOWN = 100


class StepView(Protocol):
    def __call__(self, request: HttpRequest, staged: StagedImport) -> HttpResponse: ...


def step(view: StepView) -> Any:
    """A screen about a file being read; back to the first one when there is none any more."""

    @wraps(view)
    def wrapped(request: HttpRequest, list_id: str, staged_id: str) -> HttpResponse:
        volunteer_list = list_of(request, list_id)
        rules.may_change(request.user, volunteer_list).require()
        staged = staged_of(volunteer_list, staged_id)
        if staged is None:
            messages.info(request, _("Ce fichier a déjà été importé, ou il a été oublié au bout d’un jour."))
            return redirect("volunteers:list", volunteer_list.public_id)
        return view(request, staged=staged)

    return wrapped


def path_of(staged: StagedImport) -> list[tuple[str, str]]:
    """The four screens and their addresses, for the strip of steps."""
    where = [staged.list.public_id, staged.public_id]
    return [
        (_("Fichier"), reverse("volunteers:import_start", args=where[:1])),
        (_("Colonnes"), reverse("volunteers:import_columns", args=where)),
        (_("Réponses"), reverse("volunteers:import_answers", args=where)),
        (_("Vérifier"), reverse("volunteers:import_check", args=where)),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def import_start(request: HttpRequest, list_id: str) -> HttpResponse:
    volunteer_list = list_of(request, list_id)
    rules.may_change(request.user, volunteer_list).require()
    form = UploadForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            staged = services.stage_file(
                by=request.user, volunteer_list=volunteer_list, data=file.read(), name=file.name or ""
            )
        except Unreadable as error:
            form.add_error("file", str(error))
        else:
            return redirect("volunteers:import_columns", volunteer_list.public_id, staged.public_id)
    waiting = volunteer_list.staged_imports.order_by("-pk").only("public_id", "file_name", "staged_at").first()
    names = [_("Fichier"), _("Colonnes"), _("Réponses"), _("Vérifier")]
    context = {"form": form, "list": volunteer_list, "waiting": waiting, "names": names}
    return render(request, "volunteers/import_start.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@step
def import_columns(request: HttpRequest, staged: StagedImport) -> HttpResponse:
    data = request.POST if request.method == "POST" and "header_at" not in request.POST else None
    form = ColumnsForm(data, staged=staged)
    if data is not None and form.is_valid():
        try:
            services.set_columns(by=request.user, staged=staged, columns=form.chosen())
        except Unavailable as error:
            form.add_error(None, str(error))
        else:
            return redirect("volunteers:import_answers", staged.list.public_id, staged.public_id)
    header = HeaderForm(request.POST if "header_at" in request.POST else None, staged=staged)
    if header.is_bound and header.is_valid():
        services.set_header(by=request.user, staged=staged, header_at=header.cleaned_data["header_at"])
        return redirect("volunteers:import_columns", staged.list.public_id, staged.public_id)
    context = {
        "form": form,
        "header": header,
        "staged": staged,
        "list": staged.list,
        "people": len(previews.people_rows(staged)),
        "path": path_of(staged),
    }
    status = 422 if form.errors or header.errors else 200
    return render(request, "volunteers/import_columns.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@step
def import_answers(request: HttpRequest, staged: StagedImport) -> HttpResponse:
    form = AnswersForm(posted(request), staged=staged)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        try:
            services.set_answers(
                by=request.user,
                staged=staged,
                labels=form.labels(),
                starts=cleaned.get("starts") or staged.plan["starts"],
                last=cleaned.get("last") if form.asks_ages else staged.plan["last"],
                household_by_address=cleaned.get("household_by_address", False),
            )
        except Unavailable as error:
            form.add_error(None, str(error))
        else:
            return redirect("volunteers:import_check", staged.list.public_id, staged.public_id)
    context = {"form": form, "staged": staged, "list": staged.list, "path": path_of(staged)}
    return render(request, "volunteers/import_answers.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@step
def import_check(request: HttpRequest, staged: StagedImport) -> HttpResponse:
    if not staged.plan["answered"]:
        return redirect("volunteers:import_answers", staged.list.public_id, staged.public_id)
    form = ConfirmForm(posted(request), volunteer_list=staged.list)
    if request.method == "POST":
        keep_what_is_on_screen(request, staged)
    if form.is_bound and form.is_valid():
        cleaned = form.cleaned_data
        try:
            done = services.confirm_import(
                by=request.user, staged=staged, consented_on=cleaned["consented_on"], seen=cleaned["seen"]
            )
        except Unavailable as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, done_in_words(done))
            return redirect(next_address(staged.list))
    return show_check(request, staged, form)


def show_check(request: HttpRequest, staged: StagedImport, form: ConfirmForm) -> HttpResponse:
    preview = previews.preview_of(staged)
    pairs, faults = preview.resolution.pairs, preview.reading.faults
    context = {
        "form": form,
        "seen": preview.seen,
        "staged": staged,
        "list": staged.list,
        "path": path_of(staged),
        "preview": preview,
        "faults": faults[:SHOWN],
        "more_faults": max(0, len(faults) - SHOWN),
        "too_young": preview.reading.too_young[:SHOWN],
        "pairs": pairs[:SHOWN],
        "more_pairs": max(0, len(pairs) - SHOWN),
        "preview_width": len(staged.plan["columns"]),
    }
    return render(request, "volunteers/import_check.html", context, status=422 if form.errors else 200)


@require_POST
@step
def import_correct(request: HttpRequest, staged: StagedImport) -> HttpResponse:
    """Corrected cells and choices are kept, and what they change is shown."""
    keep_what_is_on_screen(request, staged)
    return redirect("volunteers:import_check", staged.list.public_id, staged.public_id)


def keep_what_is_on_screen(request: HttpRequest, staged: StagedImport) -> None:
    """Cells corrected (`cell-<line>-<column>`), and who is one person and who are two (`pair-<id>`)."""
    width = len(staged.plan["columns"])
    cells, choices = {}, {}
    for name, value in request.POST.items():
        line, _dash, column = name.removeprefix("cell-").partition("-")
        if name.startswith("cell-") and line.isdecimal() and column.isdecimal() and int(column) < width:
            cells[f"{int(line)}:{int(column)}"] = str(value)
        elif name.startswith("pair-") and value in {"same", "two"}:
            choices[name.removeprefix("pair-")] = str(value)
    services.correct_cells(by=request.user, staged=staged, cells=cells)
    services.choose_pairs(by=request.user, staged=staged, choices=choices)


@require_safe
@step
def import_faults(request: HttpRequest, staged: StagedImport) -> HttpResponse:
    """The lines to correct, as a file for whoever keeps the original."""
    reading = previews.preview_of(staged).reading
    header = [_("Ligne"), _("Colonne"), _("Case"), _("Raison"), _("Que faire")]
    rows: list[list[object]] = [
        [fault.line, fault.column, fault.cell, fault.reason, fault.remedy] for fault in reading.faults
    ]
    rows += [
        [young.line, "", "", young.reason, _("Rien : la personne n’est pas gardée.")] for young in reading.too_young
    ]
    text = "\ufeff" + write_table(header, sorted(rows, key=lambda row: int(str(row[0]))), delimiter=";")
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="lignes-a-corriger.csv"'
    return response


@require_POST
@step
def import_drop(request: HttpRequest, staged: StagedImport) -> HttpResponse:
    services.drop_import(by=request.user, staged=staged)
    messages.success(request, _("Le fichier est oublié. La liste n’a pas changé."))
    return redirect("volunteers:import_start", staged.list.public_id)


def done_in_words(done: services.Imported) -> str:
    added = ngettext("{count} personne ajoutée", "{count} personnes ajoutées", done.added).format(count=done.added)
    parts = [added]
    if done.updated:
        words = ngettext("{count} mise à jour", "{count} mises à jour", done.updated)
        parts.append(words.format(count=done.updated))
    if done.unchanged:
        words = ngettext("{count} inchangée", "{count} inchangées", done.unchanged)
        parts.append(words.format(count=done.unchanged))
    said = _("Le fichier est importé : {parts}.").format(parts=", ".join(parts))
    if done.faulty:
        left = ngettext(
            "{count} ligne reste à corriger : importez-la quand vous saurez.",
            "{count} lignes restent à corriger : importez-les quand vous saurez.",
            done.faulty,
        )
        said = f"{said} {left.format(count=done.faulty)}"
    return said
