"""Where one is on the way from an empty installation to a first body: read from what exists, kept nowhere else."""

from __future__ import annotations

from chainon.base.accounts.models import Grant, Invitation, Role
from chainon.base.scopes.models import Scope, Territory
from chainon.governance.bodies.models import Body
from chainon.territory.places.models import Kind, Place


def has_or_awaits_guarantor(territory: Territory) -> bool:
    within = Scope.objects.within(territory.scope)
    if Grant.objects.filter(role=Role.GUARANTOR, scope__in=within).exists():
        return True
    waiting = Invitation.objects.filter(role=Role.GUARANTOR, scope__in=within, accepted_at=None, revoked_at=None)
    return waiting.exists()


def has_body(territory: Territory) -> bool:
    return Body.objects.of(territory.scope).exists()


def where_bodies_go(territory: Territory) -> Scope:
    """The territory's only commune, else the territory itself."""
    places = Place.objects.of(territory.scope).filter(kind=Kind.MUNICIPALITY)[:2]
    return places[0].scope if len(places) == 1 else territory.scope
