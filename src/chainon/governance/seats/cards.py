"""What seats add below: a card on the draw's page and on the body's, a next step for the team, a line of the menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chainon.base.accounts.models import User
from chainon.governance.bodies.cards import NextStep
from chainon.governance.bodies.models import Body
from chainon.governance.draws.models import Draw, State

from . import rules
from .selectors import invitations_of_account, public_seats, seat_rows
from .services.guards import today_of


def draw_card(draw: Draw, request: HttpRequest) -> dict[str, Any] | None:
    if draw.state != State.DRAWN:
        return None
    seats = public_seats(draw)
    may_see = bool(rules.may_see(request.user, draw))
    return {"template": "seats/draw_card.html", "seats": seats, "draw": draw, "may_see": may_see}


def body_card(body: Body, request: HttpRequest) -> dict[str, Any] | None:
    """Who sits now: the seats of the last draw that took place."""
    draw = _last(body)
    if draw is None:
        return None
    return {"template": "seats/body_card.html", "seats": public_seats(draw), "draw": draw}


def seats_step(body: Body, request: HttpRequest) -> NextStep | None:
    """For the team, the thing to do first: letters to send, places to offer, or nothing but follow."""
    draw = _last(body)
    if draw is None or not rules.may_run(request.user, draw):
        return None
    todo = [row.todo for row in seat_rows(draw, today_of(draw))]
    if to_invite := todo.count("invite"):
        text = ngettext(
            "%(count)d personne tirée attend son courrier.",
            "%(count)d personnes tirées attendent leur courrier.",
            to_invite,
        )
        address = reverse("seats:letters", args=[draw.public_id])
        return NextStep(_("Envoyer les courriers"), address, text % {"count": to_invite}, is_main=True)
    address = reverse("seats:board", args=[draw.public_id])
    if vacant := todo.count("replace"):
        text = ngettext(
            "%(count)d place est à proposer à la personne suivante.",
            "%(count)d places sont à proposer aux personnes suivantes.",
            vacant,
        )
        return NextStep(_("Suivre les places"), address, text % {"count": vacant}, is_main=True)
    return NextStep(_("Suivre les places"), address)


def has_invitations(request: HttpRequest) -> bool:
    """Whether the account menu shows the invitations."""
    return isinstance(request.user, User) and invitations_of_account(request.user).exists()


def _last(body: Body) -> Draw | None:
    drawn = Draw.objects.filter(body=body, state=State.DRAWN).select_related("body__scope__territory")
    return drawn.order_by("-drawn_at").first()
