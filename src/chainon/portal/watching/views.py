"""The guarantor's own page: made for a phone, one link a line."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chainon.base.chain.fetching import account_of, territory_of
from chainon.base.journal.selectors import head_of, verify
from chainon.governance.guarantors import rules

from .selectors import seen


@never_cache
@login_required
@require_safe
def watch(request: HttpRequest) -> HttpResponse:
    """`?journal=verifier` recomputes the whole journal: long where it is long, so only when asked."""
    territory, by = territory_of(request), account_of(request)
    rules.may_watch(by, territory).require()
    found = seen(by, territory)
    context = {
        "sections": found.sections,
        "is_signed": found.is_signed,
        "where": found.where,
        "speak": found.speak,
        "own_page": found.own_page,
        "head": head_of(territory),
        "check": verify(territory) if request.GET.get("journal") == "verifier" else None,
    }
    return render(request, "watching/watch.html", context)
