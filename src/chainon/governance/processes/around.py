"""The processes on the page of the bodies that carry them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from chainon.governance.bodies.models import Body

from . import selectors


def body_card(body: Body, request: HttpRequest) -> dict[str, Any] | None:
    rows = selectors.rows_of_body(body)
    return {"template": "processes/body_card.html", "rows": rows} if rows else None
