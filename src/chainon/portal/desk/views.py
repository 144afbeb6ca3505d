"""« Mon bureau »: what waits for the person who is looking; « Ce que j’ai dit »: what they said and follow."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chainon.base.chain.fetching import account_of, territory_of
from chainon.base.chain.models import Follow
from chainon.base.chain.services import stop_following
from chainon.deliberation.merging.rules import may_bring_near

from .mine import mine_of
from .selectors import tasks_of


@never_cache
@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    territory, by = territory_of(request), account_of(request)
    context = {"tasks": tasks_of(by, territory), "may_bring_near": bool(may_bring_near(by, territory))}
    return render(request, "desk/desk.html", context)


@never_cache
@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    found = mine_of(account_of(request), territory_of(request))
    parts = [
        ("dit", _("Ce que j’ai dit"), _("Rien encore."), found.said),
        ("debattu", _("Les débats où j’ai parlé"), _("Aucun encore."), found.debated),
        ("soutenu", _("Ce que je soutiens"), _("Rien encore."), found.supported),
        ("suivi", _("Ce que je suis"), _("Aucun fil : « Suivre ce fil » est sur chaque page."), found.followed),
    ]
    return render(request, "desk/mine.html", {"mine": found, "parts": parts})


@login_required
@require_POST
def stop(request: HttpRequest, follow_id: str) -> HttpResponse:
    """One's own alone; already stopped, nothing changes."""
    by = account_of(request)
    found = Follow.objects.select_related("node").filter(public_id=follow_id, user=by).first()
    if found is not None:
        stop_following(by=by, node=found.node)
        messages.success(request, _("Vous ne suivez plus ce fil."))
    return redirect("desk:mine")
