"""The public page of a place."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from chainon.base.chain.handing import address_of_unheard
from chainon.base.chain.models import Stage
from chainon.base.chain.words import time_left, whose_turn
from chainon.base.scopes.models import Territory
from chainon.portal.overview import selectors
from chainon.portal.overview.rings import rings_of
from chainon.portal.overview.selectors import Look
from chainon.territory.places.models import Place
from chainon.territory.places.views import about_place


def place_page(request: HttpRequest, place: Place) -> HttpResponse:
    """Given to `territory.places`, which fetched the place."""
    territory: Territory | None = getattr(request, "territory", None)
    if territory is None:
        raise Http404
    seen, look = selectors.place_page(territory, place), Look(place=place.scope)
    context = {
        **about_place(request, place, seen.inside),
        "seen": seen,
        "has_undrawn": any(not each.sketch and not each.centre for each in seen.inside),
        "rings": rings_of(seen.counts, place.scope),
        "turns": [(turn, whose_turn(turn), time_left(turn)) for turn in seen.turns],
        "all_awaited": look.address("awaited"),
        "all_unheard": address_of_unheard(place.public_id),
        "all_said": look.address("nodes", stages=selectors.SPOKEN),
        "all_promised": look.address("nodes", stages=(Stage.COMMITMENT,)),
        "overall": look.address("overview"),
    }
    return render(request, "overview/place.html", context)
