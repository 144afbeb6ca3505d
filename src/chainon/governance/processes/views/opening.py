"""Preparing a process: choose a frame, or bring one, or take last year's; then say where and from which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from chainon.base.chain.fetching import territory_of
from chainon.base.scopes.verdict import Refused
from chainon.base.ui.differences import SAME
from chainon.base.ui.posting import posted
from chainon.governance.processes import rules, selectors, services
from chainon.governance.processes.days import Standing, same_weekday_later
from chainon.governance.processes.forms.opening import FrameFileForm, LayOutForm, OpenForm, SayForm
from chainon.governance.processes.framed import Change, changes, frame_of
from chainon.governance.processes.framing import Frame, dumped, from_data, in_language, ready_made

from .fetching import process_of

BLANK = "sans-cadre"
WRITTEN_IN = settings.LANGUAGE_CODE
"""The language of the territory. Rules are public: they do not follow the language in which one person reads."""


@dataclass(frozen=True)
class FrameRow:
    """A frame to choose: its steps in a line."""

    key: str
    name: str
    purpose: str
    steps: list[str]
    weeks: int


def _written_in() -> str:
    """Said where the page is read in another language; "" otherwise."""
    return "" if get_language() == WRITTEN_IN else WRITTEN_IN


def row_of(key: str, frame: Frame) -> FrameRow:
    return FrameRow(key, frame.name, frame.purpose, [step.title for step in frame.steps], -(-frame.lasts // 7))


@login_required
@require_safe
def frame_choice(request: HttpRequest) -> HttpResponse:
    territory = territory_of(request)
    rules.may_open_somewhere(request.user, territory).require()
    found = selectors.rows(territory, request.user)
    context = {
        "frames": [row_of(key, in_language(frame, get_language())) for key, frame in ready_made().items()],
        "past": [row for row in found if row.standing is not Standing.DRAFT],
        "blank": BLANK,
    }
    return render(request, "processes/choose.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def process_open(request: HttpRequest, frame_key: str) -> HttpResponse:
    """With a ready-made frame, in the language of the territory: everyone reads what it says; or with none."""
    frame = ready_made().get(frame_key)
    if frame is None and frame_key != BLANK:
        raise Http404
    if frame is None:
        return _open(request, None, {})
    return _open(request, in_language(frame, WRITTEN_IN), {}, written_in=_written_in())


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def process_copy(request: HttpRequest, process_handle: str) -> HttpResponse:
    """Last year's, its days moved by 52 weeks: the days of the week stay."""
    process = process_of(request, process_handle)
    frame, today = frame_of(process), selectors.today_in(process.scope)
    if not frame.steps:
        raise Http404
    first = process.steps.all()[0].first_on
    place = process.scope.parent.public_id if process.scope.parent else ""
    bodies = list(process.bodies.filter(closed_on=None).values_list("public_id", flat=True))
    initial = {"title": process.title, "starts_on": same_weekday_later(first, today), "place": place, "bodies": bodies}
    return _open(request, frame, initial)


def _open(request: HttpRequest, frame: Frame | None, initial: dict[str, Any], *, written_in: str = "") -> HttpResponse:
    territory, by = territory_of(request), request.user
    rules.may_open_somewhere(by, territory).require()
    initial.setdefault("starts_on", selectors.today_in(territory) + timedelta(days=14))
    initial.setdefault("place", request.GET.get("lieu"))
    form = OpenForm(posted(request), by=by, territory=territory, frame=frame, initial=initial)
    if request.method == "POST" and form.is_valid() and (address := _opened(request, form)):
        return redirect(address)
    context = {"form": form, "frame": row_of("", frame) if frame is not None else None, "written_in": written_in}
    return render(request, "processes/open.html", context, status=422 if form.errors else 200)


def _opened(request: HttpRequest, form: OpenForm) -> str:
    said = form.cleaned_data
    try:
        process = services.open_process(
            by=request.user,
            parent=form.parent,
            title=said["title"],
            about=said["about"],
            entry=said["entry"],
            starts_on=said["starts_on"],
            bodies=form.carried_by,
            frame=said["frame"],
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return ""
    messages.success(request, _("Le brouillon est prêt. Relisez la règle de chaque étape, puis publiez."))
    return process.get_absolute_url()


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def frame_bring(request: HttpRequest) -> HttpResponse:
    """A file: what it holds and what it changes is shown before anything is made."""
    territory, by = territory_of(request), request.user
    rules.may_open_somewhere(by, territory).require()
    if request.method == "POST" and "frame" in request.POST:
        return _open(request, None, {})
    upload = FrameFileForm(posted(request), request.FILES or None)
    if request.method == "POST" and upload.is_valid():
        frame = in_language(upload.cleaned_data["file"], WRITTEN_IN)
        initial = {"title": frame.name, "starts_on": selectors.today_in(territory) + timedelta(days=14)}
        form = OpenForm(by=by, territory=territory, frame=frame, initial=initial)
        context = {"form": form, "frame": row_of("", frame), "differences": _since_source(frame)}
        context["written_in"] = _written_in()
        return render(request, "processes/open.html", context)
    return render(request, "processes/bring.html", {"form": upload}, status=422 if upload.errors else 200)


def _since_source(frame: Frame) -> list[Change]:
    """Since the frame it came from, in the language in which it was taken: the one where less differs."""
    source = ready_made().get(frame.adapted_from)
    if source is None:
        return []
    said = [in_language(source, language) for language in ("", *source.translations)]
    return min((changes(each, frame) for each in said), key=_size)


def _size(found: list[Change]) -> int:
    return sum(len(piece.text) for change in found for piece in change.pieces if piece.kind != SAME)


@login_required
@require_safe
def frame_differences(request: HttpRequest, process_handle: str) -> HttpResponse:
    """What was adapted since the frame it came from."""
    process = process_of(request, process_handle)
    rules.may_read_drafts(request.user, process).require()
    if process.frame is None:
        raise Http404
    before = from_data(process.frame)
    context = {"process": process, "before": before, "differences": changes(before, frame_of(process))}
    return render(request, "processes/differences.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def frame_take(request: HttpRequest, process_handle: str) -> HttpResponse:
    """Another frame for a draft: the file, then what it would change, then yes."""
    process = process_of(request, process_handle)
    rules.may_erase(request.user, process).require()
    if request.method == "POST" and "frame" in request.POST:
        chosen = LayOutForm(request.POST)
        if chosen.is_valid():
            services.take_frame(by=request.user, process=process, **chosen.cleaned_data)
            messages.success(request, _("Le brouillon suit maintenant ce cadre."))
            return redirect(process)
        return render(request, "processes/bring.html", {"form": chosen, "process": process}, status=422)
    upload = FrameFileForm(posted(request), request.FILES or None)
    if request.method == "POST" and upload.is_valid():
        return _preview(request, process_handle, in_language(upload.cleaned_data["file"], WRITTEN_IN))
    context = {"form": upload, "process": process}
    return render(request, "processes/bring.html", context, status=422 if upload.errors else 200)


def _preview(request: HttpRequest, process_handle: str, frame: Frame) -> HttpResponse:
    process = process_of(request, process_handle)
    first = process.steps.first()
    start = first.first_on if first is not None else selectors.today_in(process.scope) + timedelta(days=14)
    context = {
        "process": process,
        "before": None,
        "differences": changes(frame_of(process), frame),
        "form": LayOutForm(initial={"frame": dumped(frame), "starts_on": start}),
        "written_in": _written_in(),
    }
    return render(request, "processes/differences.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def process_change(request: HttpRequest, process_handle: str) -> HttpResponse:
    process = process_of(request, process_handle)
    rules.may_write(request.user, process).require()
    kept = list(process.bodies.select_related("scope"))
    initial = {"title": process.title, "about": process.about, "bodies": [body.public_id for body in kept]}
    form = SayForm(posted(request), initial=initial, by=request.user, territory=process.scope.root, kept=kept)
    if request.method == "POST" and form.is_valid():
        said = {"title": form.cleaned_data["title"], "about": form.cleaned_data["about"], "bodies": form.carried_by}
        process = services.change_process(by=request.user, process=process, **said)
        messages.success(request, _("C’est enregistré."))
        return redirect(process)
    context = {"form": form, "process": process}
    return render(request, "processes/change.html", context, status=422 if form.errors else 200)
