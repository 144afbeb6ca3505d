"""What a table asks, on its page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chainon.governance.bodies.cards import NextStep
from chainon.governance.bodies.models import Body

from . import rules, selectors


def body_card(body: Body, request: HttpRequest) -> dict[str, Any] | None:
    rows = selectors.rows(body.scope.root, body=body, limit=5)
    return {"template": "interpellations/body_card.html", "rows": rows} if rows else None


def body_step(body: Body, request: HttpRequest) -> NextStep | None:
    if not rules.may_open_for(request.user, body):
        return None
    return NextStep(_("Interpeller"), f"{reverse('interpellations:open')}?instance={body.public_id}")
