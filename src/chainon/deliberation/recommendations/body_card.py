"""What became of its recommendations, on the page of a body; and the way to write them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chainon.governance.bodies.cards import NextStep
from chainon.governance.bodies.models import Body, BodyKind

from . import rules, selectors


def body_card(body: Body, request: HttpRequest) -> dict[str, Any] | None:
    rows = selectors.sheet_rows(body.scope.root, body=body)
    return {"template": "recommendations/body_card.html", "rows": rows} if rows else None


def body_step(body: Body, request: HttpRequest) -> NextStep | None:
    """For an assembly drawn by lot, whose recommendations are its fruit; other bodies have the same page."""
    if body.kind != BodyKind.ASSEMBLY or not rules.may_write(request.user, body):
        return None
    return NextStep(_("Saisir ses recommandations"), reverse("recommendations:write", args=[body.handle]))
