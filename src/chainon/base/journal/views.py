"""The public pages of the journal: anyone reads, downloads and recomputes it."""

from __future__ import annotations

from pathlib import Path

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chainon.base.scopes.conditional import unchanged_since
from chainon.base.scopes.models import Scope

from . import selectors
from .forms import LookForm
from .models import Anchor

SCRIPT = Path(__file__).with_name("verify_journal.py")


@require_safe
@unchanged_since
def lines(request: HttpRequest) -> HttpResponse:
    """Newest first; `?avant=` says before which line a page begins."""
    territory = _territory(request)
    form = LookForm(request.GET, territory=territory)
    form.is_valid()
    before = request.GET.get("avant", "")
    found = selectors.page(
        territory,
        scope=form.scope,
        verb=form.verb,
        before=int(before) if before.isdecimal() and len(before) < 16 else None,
    )
    kept = request.GET.copy()
    kept["avant"] = str(found.older)
    context = {
        "form": form,
        "found": found,
        "head": selectors.head_of(territory),
        "older": f"?{kept.urlencode()}" if found.older else "",
        "is_narrowed": bool(form.scope or form.verb),
        "is_first": not before,
    }
    return render(request, "journal/lines.html", context)


@require_safe
@unchanged_since
def anchors(request: HttpRequest) -> HttpResponse:
    """The hash of each day's end, and how anyone recomputes everything."""
    territory = _territory(request)
    page_obj = Paginator(Anchor.objects.filter(territory=territory), 50).get_page(request.GET.get("page"))
    context = {"page_obj": page_obj, "head": selectors.head_of(territory)}
    return render(request, "journal/anchors.html", context)


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    response = StreamingHttpResponse(selectors.export(_territory(request)), content_type="application/jsonl")
    response["Content-Disposition"] = 'attachment; filename="journal.jsonl"'
    return response


@require_safe
def script(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(SCRIPT.read_bytes(), content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{SCRIPT.name}"'
    return response


def _territory(request: HttpRequest) -> Scope:
    territory = getattr(request, "territory", None)
    if territory is None:
        raise Http404
    scope: Scope = territory.scope
    return scope
