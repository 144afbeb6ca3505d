"""The processes on the pages of their place and of the bodies that carry them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from chainon.governance.bodies.models import Body
from chainon.territory.places.models import Place

from . import selectors


def place_card(place: Place, request: HttpRequest) -> str:
    found = selectors.rows(place.scope, request.user, place=place.scope)
    rows = [row for row in found if not row.standing.is_over]
    return render_to_string("processes/place_card.html", {"rows": rows}, request) if rows else ""


def body_card(body: Body, request: HttpRequest) -> dict[str, Any] | None:
    rows = selectors.rows_of_body(body)
    return {"template": "processes/body_card.html", "rows": rows} if rows else None
