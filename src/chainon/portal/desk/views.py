"""« Mon bureau »: what waits for the person who is looking."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chainon.base.chain.fetching import account_of, territory_of
from chainon.deliberation.merging.rules import may_bring_near

from .selectors import tasks_of


@never_cache
@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    territory, by = territory_of(request), account_of(request)
    context = {"tasks": tasks_of(by, territory), "may_bring_near": bool(may_bring_near(by, territory))}
    return render(request, "desk/desk.html", context)
