"""The page of open data, and its files."""

from __future__ import annotations

from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chainon.base.chain.fetching import territory_of
from chainon.base.chain.models import Relation
from chainon.base.chain.selectors import counts_by_stage
from chainon.base.scopes.conditional import unchanged_since

from . import published, selectors
from .dictionary import STAGES, TABLES
from .others import other_files

SCRIPT = Path(__file__).with_name("recompute_delays.py")
SCRIPT_NAME = "recalculer_delais.py"


@require_safe
@unchanged_since
def catalogue(request: HttpRequest) -> HttpResponse:
    territory = territory_of(request)
    rings = counts_by_stage(territory)
    context = {
        "tables": [(table, f"opendata:{table.name}_csv", f"opendata:{table.name}_json") for table in TABLES.values()],
        "others": other_files(),
        "medians": selectors.median_rows(territory),
        "waiting": sum(ring.waiting for ring in rings),
        "late": sum(ring.late for ring in rings),
        "kinds": selectors.kind_rows(),
        "stages": [(code, stage.label) for stage, code in STAGES.items()],
        "relations": Relation.choices,
        "licence": published.LICENCE_TITLE,
        "licence_address": published.LICENCE_ADDRESS,
        "script": SCRIPT_NAME,
        "address": request.build_absolute_uri(request.path),
    }
    return render(request, "opendata/catalogue.html", context)


@require_safe
@unchanged_since
def as_csv(request: HttpRequest, name: str) -> HttpResponseBase:
    table = TABLES[name]
    lines = published.csv_lines(territory_of(request), table)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{table.file}.csv"'
    return response


@require_safe
@unchanged_since
def as_json(request: HttpRequest, name: str) -> HttpResponseBase:
    lines = published.json_lines(territory_of(request), TABLES[name])
    return StreamingHttpResponse(lines, content_type="application/json; charset=utf-8")


@require_safe
@unchanged_since
def package(request: HttpRequest) -> HttpResponse:
    said = published.data_package(territory_of(request))
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False, "indent": 2})


@require_safe
def script(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(SCRIPT.read_bytes(), content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{SCRIPT_NAME}"'
    return response
