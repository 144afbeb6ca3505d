"""Reading draws: rows ready to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from chainon.base import clock
from chainon.base.accounts.models import Grant, Invitation, Role, User
from chainon.base.tasks.models import Job
from chainon.governance.bodies.models import Body
from chainon.governance.volunteers.models import Criterion
from chainon.governance.volunteers.selectors import criteria_of

from .disclosure import publishable
from .jobs import JOB_KINDS
from .models import Draw, Member, Places


def has_guarantor(body: Body) -> bool:
    return Grant.objects.filter(role=Role.GUARANTOR, scope__path__in=body.scope.lineage()).exists()


def guarantors(body: Body) -> list[User]:
    grants = Grant.objects.filter(role=Role.GUARANTOR, scope__path__in=body.scope.lineage()).select_related("user")
    return [grant.user for grant in grants]


def awaits_guarantor(body: Body) -> bool:
    """Whether someone was invited to watch over this body and has not answered yet."""
    invited = Invitation.objects.filter(role=Role.GUARANTOR, scope__path__in=body.scope.lineage())
    return invited.filter(accepted_at=None, revoked_at=None, expires_at__gt=clock.now()).exists()


def last_job(draw: Draw) -> Job | None:
    return Job.objects.filter(subject=draw.public_id, kind__in=JOB_KINDS).order_by("-queued_at", "-pk").first()


def shares_of(criterion: Criterion) -> dict[str, Fraction]:
    """The share of each value in the population, or nothing when one is not known."""
    values = list(criterion.values.all())
    if not values or any(value.population is None for value in values):
        return {}
    total = sum(Fraction(value.population) for value in values if value.population is not None)
    if not total:
        return {}
    return {value.label: Fraction(value.population) / total for value in values if value.population is not None}


@dataclass(frozen=True)
class ValueRow:
    """One value of one criterion, as the public page shows it. `seated` is None below the threshold."""

    label: str
    minimum: int
    maximum: int
    seated: int | None
    population: Fraction | None


@dataclass(frozen=True)
class FeatureTable:
    name: str
    source: str
    rows: Sequence[ValueRow]


def places_of(draw: Draw) -> dict[int, Places]:
    """The places by profile, by the primary key of their value."""
    return {row.value_id: row for row in Places.objects.filter(draw=draw)}


def composition(draw: Draw, places: Mapping[int, Places]) -> list[FeatureTable]:
    """Places against population and, once drawn, who sits: never a count below the threshold."""
    seated = _seated(draw)
    tables = []
    for criterion in criteria_of(draw.volunteers):
        values = [value for value in criterion.values.all() if value.pk in places]
        if not values:
            continue
        shown = publishable({value.label: seated.get(value.pk, 0) for value in values}) if seated else {}
        shares = shares_of(criterion)
        rows = [
            ValueRow(
                label=value.label,
                minimum=places[value.pk].minimum,
                maximum=places[value.pk].maximum,
                seated=shown.get(value.label),
                population=shares.get(value.label),
            )
            for value in values
        ]
        tables.append(FeatureTable(criterion.name, criterion.population_source, rows))
    return tables


def places_kept(draw: Draw, places: Mapping[int, Places]) -> tuple[int, int]:
    """How many of the places by profile the drawn panel respects, and of how many."""
    seated = _seated(draw)
    kept = sum(row.minimum <= seated.get(value, 0) <= row.maximum for value, row in places.items())
    return kept, len(places)


def members_of(draw: Draw) -> list[dict[str, Any]]:
    """The members in the order of the ceremony: a number, a short token, a first name for those who wished it."""
    rows = Member.objects.filter(draw=draw).select_related("volunteer")
    return [{"number": row.number, "token": row.token, "first_name": _first_name(row)} for row in rows]


def public_draws(bodies: Iterable[Body]) -> list[Draw]:
    return list(Draw.objects.public().filter(body__in=bodies).select_related("body__scope"))


def _first_name(member: Member) -> str:
    volunteer = member.volunteer
    if volunteer is None or not volunteer.first_name_public:
        return ""
    return volunteer.first_name


def _seated(draw: Draw) -> Counter[int]:
    """How many of the drawn panel have each value, as counted on the day of the draw."""
    return Counter({int(value): count for value, count in draw.computation.get("seated", {}).items()})
