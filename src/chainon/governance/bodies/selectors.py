"""Reading bodies for pages: plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from chainon.base.accounts.models import Grant, Role, User
from chainon.base.accounts.rules import By
from chainon.base.scopes.models import Scope
from chainon.base.scopes.remembering import remembered

from .models import Asking, Body, BodyKind, BodyQuerySet
from .rules import SPEAKERS
from .words import WHAT_IS


@dataclass(frozen=True)
class BodyRow:
    """A body in a list. `lead` says in one sentence what it is for."""

    name: str
    url: str
    kind: str
    where: str
    seats: int | None
    term: str
    lead: str
    closed_on: date | None
    is_collective: bool = False


def body_with_id(territory: Scope, public_id: str) -> Body | None:
    """The body of the territory with this public id, its scope and its place read with it."""
    bodies = Body.objects.of(territory).select_related("scope__parent", "scope__territory")
    return bodies.filter(public_id=public_id).first()


def list_rows(territory: Scope) -> list[BodyRow]:
    """Every body of the territory: open ones first, the latest first."""
    bodies = Body.objects.of(territory).shown().select_related("scope__parent")
    return [row_of(body) for body in sorted(bodies, key=lambda body: body.closed_on is not None)]


def new_collectives(territory: Scope, since: date) -> list[BodyRow]:
    """What residents opened by themselves since that day, hidden ones too: for the guarantor, who looks afterwards."""
    opened = Body.objects.of(territory).gathered().filter(opened_on__gte=since).select_related("scope__parent")
    return [row_of(body) for body in opened]


@dataclass(frozen=True)
class Inside:
    """What a member sees of their collective; `several`: all that the public is told of how many they are."""

    members: list[str]
    askings: list[Asking]


def inside(body: Body) -> Inside:
    members = Grant.objects.filter(scope=body.scope, role=Role.MEMBER).select_related("user").order_by("given_at")
    askings = body.askings.filter(answered_at=None).select_related("user")
    return Inside([str(grant.user) for grant in members], list(askings))


def is_several(body: Body) -> bool:
    return Grant.objects.filter(scope=body.scope, role=Role.MEMBER, user__is_active=True)[:2].count() > 1


def asking_with_id(body: Body, public_id: str) -> Asking | None:
    found = body.askings.filter(public_id=public_id).select_related("user", "body__scope__parent")
    return found.first()


def bodies_of(territory: Scope) -> BodyQuerySet:
    """Every body of the territory, by name: what one may look for."""
    return Body.objects.of(territory).select_related("scope").order_by("scope__label")


@remembered
def bodies_to_look_for(territory: Scope) -> list[Body]:
    """The same, for the lists of a page that anyone narrows."""
    return list(bodies_of(territory))


def bodies_to_speak_for(by: By, territory: Scope) -> BodyQuerySet:
    """The open bodies for which `rules.may_speak_for` lets `by` speak."""
    bodies = bodies_of(territory).active()
    if not isinstance(by, User) or not by.is_active:
        return bodies.none()
    where = Q(pk__in=[])
    for grant in Grant.objects.filter(user=by, role__in=SPEAKERS).select_related("scope"):
        where |= Q(scope__in=Scope.objects.within(grant.scope))
    return bodies.filter(where)


def row_of(body: Body) -> BodyRow:
    return BodyRow(
        name=body.name,
        url=body.get_absolute_url(),
        kind=str(BodyKind(body.kind).label),
        where=body.scope.parent.label if body.scope.parent else "",
        seats=body.seats,
        term=body.term,
        lead=first_line(body.purpose) or str(WHAT_IS[body.kind]),
        closed_on=body.closed_on,
        is_collective=body.is_a_collective,
    )


def first_line(text: str, limit: int = 180) -> str:
    line = text.strip().partition("\n")[0].strip()
    return line if len(line) <= limit else line[:limit].rsplit(" ", 1)[0] + "…"
