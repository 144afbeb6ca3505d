"""The card of the bodies on the page of their place."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from chainon.territory.places.models import Place

from . import selectors


def place_card(place: Place, request: HttpRequest) -> str:
    rows = selectors.rows_of_place(place.scope)
    return render_to_string("bodies/place_card.html", {"rows": rows}, request) if rows else ""
