"""What every page of a draw begins with."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from chainon.base.scopes.verdict import Unavailable
from chainon.governance.bodies.models import Body
from chainon.governance.draws.models import Draw, State
from chainon.governance.draws.models import Path as DrawPath

View = Callable[..., HttpResponse]


def draw_of(request: HttpRequest, public_id: str) -> Draw:
    """The draw of the territory asked for, or 404."""
    draw = Draw.objects.select_related("body__scope__territory", "volunteers").filter(public_id=public_id).first()
    territory = getattr(request, "territory", None)
    if draw is None or territory is None or draw.body.scope.root != territory.scope:
        raise Http404
    return draw


def body_of(request: HttpRequest, public_id: str) -> Body:
    body = Body.objects.select_related("scope__territory").filter(public_id=public_id).first()
    territory = getattr(request, "territory", None)
    if body is None or territory is None or body.scope.root != territory.scope:
        raise Http404
    return body


def unavailable_goes_back(view: View) -> View:
    """An act that is impossible just now is said on the page of the draw, where what to do can be done."""

    @wraps(view)
    def wrapped(request: HttpRequest, public_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, public_id, *args, **kwargs)
        except Unavailable as reason:
            messages.warning(request, str(reason))
            return redirect("draws:prepare", public_id)

    return wrapped


def path_context(draw: Draw, current: int) -> dict[str, Any]:
    """The four screens of the path, with the addresses of those one may go back to."""
    from django.urls import reverse
    from django.utils.translation import gettext as _

    may_go_back = draw.state in {State.PREPARING, State.COMPUTED}
    names = [
        (_("Liste des volontaires"), reverse("volunteers:list", args=[draw.volunteers.public_id])),
        (_("Places par profil"), reverse("draws:places", args=[draw.public_id])),
        (
            _("Date") if draw.path == DrawPath.SIMPLE else _("Règles et date"),
            reverse("draws:schedule", args=[draw.public_id]),
        ),
        (_("Tirage"), ""),
    ]
    steps = [(name, url if may_go_back and place < current else "") for place, (name, url) in enumerate(names, 1)]
    return {"draw": draw, "steps": steps, "current": current}
