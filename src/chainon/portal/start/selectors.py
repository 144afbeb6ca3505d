"""Where one is on the way from an empty installation to a first body: read from what exists, kept nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists

from chainon.base.accounts.models import Grant, Invitation, Role
from chainon.base.scopes.models import Scope, Territory
from chainon.governance.bodies.models import Body
from chainon.governance.guarantors.models import Appointment
from chainon.territory.places.models import Kind, Place


@dataclass(frozen=True)
class Standing:
    """Whether somebody watches, or was asked to; by the decision of a body written here; whether there is a body."""

    has_or_awaits_guarantor: bool
    is_appointed: bool
    has_body: bool


def standing(territory: Territory) -> Standing:
    """One query."""
    within = Scope.objects.within(territory.scope)
    guarantor = {"role": Role.GUARANTOR, "scope__in": within}
    found = Scope.objects.filter(pk=territory.pk).values_list(
        Exists(Grant.objects.filter(**guarantor)),
        Exists(Invitation.objects.filter(**guarantor, accepted_at=None, revoked_at=None)),
        Exists(Appointment.objects.of(territory.scope).filter(ended_at=None)),
        Exists(Body.objects.of(territory.scope)),
    )
    watched, awaited, appointed, has_body = found.get()
    return Standing(watched or awaited or appointed, appointed, has_body)


def has_or_awaits_guarantor(territory: Territory) -> bool:
    return standing(territory).has_or_awaits_guarantor


def has_body(territory: Territory) -> bool:
    return standing(territory).has_body


def where_bodies_go(territory: Territory) -> Scope:
    """The territory's only commune, else the territory itself."""
    places = Place.objects.of(territory.scope).filter(kind=Kind.MUNICIPALITY)[:2]
    return places[0].scope if len(places) == 1 else territory.scope
