"""What draws add to the page of a body: the list of its draws, and the button that prepares one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chainon.governance.bodies.cards import NextStep
from chainon.governance.bodies.models import Body
from chainon.governance.charters.selectors import objectives_published
from chainon.governance.volunteers.models import VolunteerList

from . import rules
from .models import Draw, State

UNDER_WAY = (State.PREPARING, State.COMPUTED, State.SUBMITTED, State.FROZEN)


def draws_card(body: Body, request: HttpRequest) -> dict[str, Any] | None:
    draws = list(Draw.objects.filter(body=body).public())
    return {"template": "draws/card.html", "draws": draws} if draws else None


def draw_step(body: Body, request: HttpRequest) -> NextStep | None:
    """Prepare a draw, or go on with the one under way."""
    if body.closed_on is not None or not rules.may_prepare(request.user, body):
        return None
    draw = Draw.objects.filter(body=body, state__in=UNDER_WAY).first()
    if draw is None:
        has_drawn = Draw.objects.filter(body=body, state=State.DRAWN).exists()
        label = _("Préparer un autre tirage") if has_drawn else _("Préparer un tirage")
        is_next = not has_drawn and objectives_published(body)
        text = _("Préparez un tirage au sort : la liste des volontaires, les places, une date.")
        return NextStep(label, reverse("draws:create", args=[body.public_id]), text if is_next else "", is_main=is_next)
    return NextStep(
        label=_("Continuer le tirage"),
        url=reverse("draws:prepare", args=[draw.public_id]),
        text=_("Un tirage est en cours : {state}.").format(state=draw.get_state_display()),
        is_main=True,
    )


def after_import(volunteers: VolunteerList) -> str | None:
    """A file has come in for a draw in preparation: on to its places."""
    draw = Draw.objects.filter(volunteers=volunteers, state__in=[State.PREPARING, State.COMPUTED]).first()
    return reverse("draws:places", args=[draw.public_id]) if draw else None


def guarantor_step(body: Body, request: HttpRequest) -> NextStep | None:
    """For the guarantor: a draw waits for their agreement."""
    draw = Draw.objects.filter(body=body, state=State.SUBMITTED).select_related("body__scope").first()
    if draw is None or not rules.may_approve(request.user, draw):
        return None
    return NextStep(
        label=_("Donner ou refuser votre accord"),
        url=reverse("draws:prepare", args=[draw.public_id]),
        text=_("Un tirage attend votre accord pour être figé."),
        is_main=True,
    )
