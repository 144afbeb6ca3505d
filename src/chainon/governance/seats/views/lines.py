"""A person's own line: who they are in the sealed file, and in how many of the groups."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from chainon.base.ui.posting import posted
from chainon.governance.bodies.views import territory_scope
from chainon.governance.seats import limits
from chainon.governance.seats.forms import CodeForm
from chainon.governance.seats.selectors import holder_of_code
from chainon.governance.seats.services.lines import own_line
from chainon.methods.evidence import canonical

from .fetching import too_many, unknown_code


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def line_code(request: HttpRequest) -> HttpResponse:
    """Type the code of the letter."""
    if limits.is_blocked(request):
        return too_many(request)
    form = CodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        if holder_of_code(form.cleaned_data["code"], territory_scope(request)) is None:
            return unknown_code(request)
        return redirect("seats:line", form.cleaned_data["code"])
    return render(request, "seats/line_code.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_safe
def line(request: HttpRequest, code: str) -> HttpResponse:
    if limits.is_blocked(request):
        return too_many(request)
    holder = holder_of_code(code, territory_scope(request))
    if holder is None:
        return unknown_code(request)
    return render(request, "seats/line.html", {"line": own_line(holder), "draw": holder.draw, "code": code})


@never_cache
@require_safe
def line_file(request: HttpRequest, code: str) -> HttpResponse:
    if limits.is_blocked(request):
        return too_many(request)
    holder = holder_of_code(code, territory_scope(request))
    if holder is None:
        return unknown_code(request)
    response = HttpResponse(canonical(own_line(holder).document), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="ma-ligne.json"'
    return response
