"""What a draw is to the guarantor of the participation: something to speak of."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from chainon.base.accounts.models import Role
from chainon.base.accounts.rules import has_role
from chainon.base.scopes.models import Scope
from chainon.governance.guarantors.selectors import acts_of
from chainon.governance.guarantors.subjects import Subject

from .models import Draw

NAME = "tirage"


def find(territory: Scope, public_id: str) -> Subject | None:
    draws = Draw.objects.public().filter(public_id=public_id, body__scope__territory=territory)
    draw = draws.select_related("body__scope__territory").first()
    return Subject(draw.title, _page(draw), draw.body.scope, key=f"{NAME}-{public_id}") if draw else None


def card(draw: Draw, request: HttpRequest) -> dict[str, Any] | None:
    """What was said of it in public; the button of a guarantor."""
    acts = acts_of(draw.body.scope.root, subject=f"{NAME}-{draw.public_id}", limit=5)
    may_speak = has_role(request.user, Role.GUARANTOR, scope=draw.body.scope)  # the form asks for the signed letter
    if not acts and not may_speak:
        return None
    speak = reverse("guarantors:speak_of", args=[NAME, draw.public_id]) if may_speak else ""
    return {"template": "draws/guarantor_card.html", "acts": acts, "speak": speak}


def _page(draw: Draw) -> str:
    return reverse("draws:detail", args=[draw.public_id])
