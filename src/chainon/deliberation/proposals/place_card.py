"""« Ce qui se dit ici », on the page of a place."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from chainon.territory.places.models import Place
from chainon.territory.places.views import territory_of

from . import selectors
from .rows import listed


def place_card(place: Place, request: HttpRequest) -> str:
    found = selectors.page(territory_of(request).scope, place=place.scope, size=selectors.LATEST)
    if not found.cards:
        return ""
    shown = listed(found.cards, level=3, with_place=False)
    context = {"listed": shown, "has_more": bool(found.older), "place": place}
    return render_to_string("proposals/place_card.html", context, request)
