"""What a body proposes, on its page: its latest words, and what becomes of them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from chainon.governance.bodies.models import Body

from . import selectors
from .rows import listed


def body_card(body: Body, request: HttpRequest) -> dict[str, Any] | None:
    found = selectors.page(body.scope.root, body=body, size=selectors.LATEST)
    if not found.cards:
        return None
    return {"template": "proposals/body_card.html", "listed": listed(found.cards, level=3), "body": body}
