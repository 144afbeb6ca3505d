"""« Vision globale »: of what people speak, who speaks, where it is stuck."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chainon.base.chain.fetching import territory_of
from chainon.base.scopes.conditional import unchanged_since
from chainon.portal.overview import selectors
from chainon.portal.overview.forms import WhereForm
from chainon.portal.overview.picture import picture_of


@require_safe
@unchanged_since
def overview(request: HttpRequest) -> HttpResponse:
    territory = territory_of(request)
    bodies = selectors.bodies_shown(territory)
    form = WhereForm(request.GET, territory=territory, bodies=bodies)
    look = form.look()
    seen = selectors.overview(territory, look, bodies)
    context = {"form": form, "look": look, "seen": seen, "picture": picture_of(seen.themes)}
    return render(request, "overview/overview.html", context)
