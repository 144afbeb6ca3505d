"""What became of its recommendations, on the page of a body; and the way to write them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chainon.base.scopes.models import Scope
from chainon.governance.bodies.cards import NextStep
from chainon.governance.bodies.models import Body
from chainon.governance.bodies.selectors import bodies_to_speak_for

from . import rules, selectors


def body_card(body: Body, request: HttpRequest) -> dict[str, Any] | None:
    rows = selectors.sheet_rows(body.scope.root, body=body)
    return {"template": "recommendations/body_card.html", "rows": rows} if rows else None


def body_step(body: Body, request: HttpRequest) -> NextStep | None:
    if not rules.may_write(request.user, body):
        return None
    return NextStep(_("Saisir ses recommandations"), _where(body))


def steps_of_list(request: HttpRequest, territory: Scope) -> list[NextStep]:
    """On the page of them all: one for each body for which they may be written."""
    bodies = bodies_to_speak_for(request.user, territory)
    return [NextStep(_("Saisir celles de : {name}").format(name=each.name), _where(each)) for each in bodies]


def _where(body: Body) -> str:
    return reverse("recommendations:write", args=[body.handle])
