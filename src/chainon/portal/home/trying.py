"""« Essayer en dix minutes »: three things to do in the demonstration, each one click away."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from chainon.base.accounts.models import Grant, Role, User
from chainon.base.accounts.rules import may_enter_as
from chainon.base.scopes.models import Scope, Territory
from chainon.governance.bodies.models import Body
from chainon.governance.draws.models import Draw, DrawQuerySet, State
from chainon.governance.draws.rules import may_conduct

CEREMONY, OWN = "ceremonie", "preparer"


@dataclass(frozen=True)
class Trial:
    """Where one goes, and as whom (an invented person of the team)."""

    url: str
    person: User


def drawn_url(territory: Territory) -> str:
    """The page of the latest draw that took place; empty where none did."""
    draw = _draws(territory).filter(state=State.DRAWN).order_by("-drawn_at").first()
    return f"{draw.get_absolute_url()}#verifier" if draw else ""


def trial(territory: Territory, what: str) -> Trial | None:
    """The ceremony that waits, or the preparation of one's own draw; None where there is nothing of the kind."""
    if what == CEREMONY:
        return _ceremony(territory)
    return _own(territory) if what == OWN else None


def doors_are_open(territory: Territory) -> bool:
    """One enters at one click: not on a published address."""
    return any(may_enter_as(territory, person) for person in _team(territory)[:1])


def _ceremony(territory: Territory) -> Trial | None:
    draw = _draws(territory).filter(state=State.FROZEN).order_by("ceremony_at").select_related("body__scope").first()
    if draw is None:
        return None
    person = next((user for user in _team(territory) if may_conduct(user, draw)), None)
    return Trial(reverse("draws:ceremony", args=[draw.public_id]), person) if person else None


def _own(territory: Territory) -> Trial | None:
    person = next(iter(_team(territory)), None)
    if person is None:
        return None
    waiting = Body.objects.of(territory.scope).active().exclude(draws__frozen_at__isnull=False)
    body = waiting.select_related("scope").order_by("opened_on").first()
    return Trial(body.get_absolute_url() if body else reverse("bodies:body_open"), person)


def _draws(territory: Territory) -> DrawQuerySet:
    return Draw.objects.public().filter(body__scope__in=Scope.objects.within(territory.scope))


def _team(territory: Territory) -> list[User]:
    grants = Grant.objects.filter(
        role=Role.FACILITATOR, scope=territory.scope, user__is_demonstration=True, user__is_active=True
    )
    return [grant.user for grant in grants.select_related("user").order_by("pk")]
