"""« Mon bureau »: what waits for the person who is looking."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chainon.base.chain.fetching import account_of, territory_of

from .selectors import tasks_of


@never_cache
@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/desk.html", {"tasks": tasks_of(account_of(request), territory_of(request))})
