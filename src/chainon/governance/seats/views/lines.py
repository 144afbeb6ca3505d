"""A person's own line: who they are in the sealed file, and in how many of the groups."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from chainon.governance.seats.selectors import Holder, holder_of_code
from chainon.governance.seats.services.lines import own_line
from chainon.methods.evidence import canonical

from .fetching import opened_by_code, typed_code


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def line_code(request: HttpRequest) -> HttpResponse:
    """Type the code of the letter."""
    return typed_code(request, holder_of_code, template="seats/line_code.html", leads_to="seats:line")


@never_cache
@require_safe
@opened_by_code(holder_of_code)
def line(request: HttpRequest, holder: Holder, code: str) -> HttpResponse:
    return render(request, "seats/line.html", {"line": own_line(holder), "draw": holder.draw, "code": code})


@never_cache
@require_safe
@opened_by_code(holder_of_code)
def line_file(request: HttpRequest, holder: Holder, code: str) -> HttpResponse:
    response = HttpResponse(canonical(own_line(holder).document), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="ma-ligne.json"'
    return response
