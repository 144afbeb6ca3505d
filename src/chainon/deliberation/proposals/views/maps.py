"""Where things are said: the map of the list, and the plan on which one touches a point."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from chainon.base.scopes.conditional import unchanged_since
from chainon.base.scopes.models import Scope
from chainon.deliberation.proposals import selectors, spots
from chainon.territory.places.views import territory_of


@require_safe
@unchanged_since
def proposal_map(request: HttpRequest) -> HttpResponse:
    """The points of the latest proposals that show one, and the same in a list."""
    territory = territory_of(request).scope
    found = selectors.with_a_point(territory)
    points = [spots.point_at(each.lon, each.lat, each.title, each.url, each.where) for each in found]
    shapes = [*spots.ground_of(territory), *points] if points else []
    return render(request, "proposals/map.html", {"shapes": shapes, "most": selectors.POINTS})


@require_safe
@cache_control(public=True, max_age=300)
def plan(request: HttpRequest) -> HttpResponse:
    """A picture: `?lieu=` the public id of a place, `?lon=&lat=` a point on it."""
    territory = territory_of(request).scope
    scope = Scope.objects.within(territory).filter(public_id=request.GET.get("lieu", "")).first() or territory
    drawn = spots.picture(scope, _degrees(request, "lon", 180), _degrees(request, "lat", 90))
    if drawn is None:
        raise Http404
    return HttpResponse(drawn, content_type="image/svg+xml")


def _degrees(request: HttpRequest, name: str, most: int) -> float | None:
    try:
        value = float(request.GET.get(name, ""))
    except ValueError:
        return None
    return value if -most <= value <= most else None
