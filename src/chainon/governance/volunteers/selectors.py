"""Reading lists of volunteers, for pages and for draws."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Count

from .models import Criterion, Volunteer, VolunteerList, VolunteerValue


class PoolRow(NamedTuple):
    """Someone a draw may draw: the labels of their values, in the order of the list's criteria."""

    public_id: str
    values: tuple[str, ...]
    household: str | None


def criteria_of(volunteer_list: VolunteerList) -> list[Criterion]:
    """The criteria in order, with their values in order (`criterion.values.all()` costs no more). Two queries."""
    return list(volunteer_list.criteria.order_by("position").prefetch_related("values"))


def pool_rows(volunteer_list: VolunteerList) -> list[PoolRow]:
    """Everyone a draw may draw, in the order they came in. Four queries whatever their number."""
    criteria = criteria_of(volunteer_list)
    column = {criterion.pk: position for position, criterion in enumerate(criteria)}
    labels = {value.pk: value.label for criterion in criteria for value in criterion.values.all()}
    people = Volunteer.objects.filter(list=volunteer_list).eligible().order_by("pk")
    values: dict[int, list[str]] = {}
    rows = []
    for pk, public_id, household in people.values_list("pk", "public_id", "household"):
        values[pk] = [""] * len(criteria)
        rows.append((pk, public_id, household))
    given = VolunteerValue.objects.filter(volunteer__list=volunteer_list)
    for person, criterion, value in given.values_list("volunteer_id", "criterion_id", "value_id").iterator(5000):
        if person in values:
            values[person][column[criterion]] = labels[value]
    return [PoolRow(public_id, tuple(values[pk]), household or None) for pk, public_id, household in rows]


def available_by_value(volunteer_list: VolunteerList) -> dict[int, int]:
    """How many people a draw may draw, by primary key of the `CriterionValue`; values of nobody are absent."""
    eligible = Volunteer.objects.filter(list=volunteer_list).eligible()
    counted = VolunteerValue.objects.filter(volunteer__in=eligible).values("value_id").annotate(people=Count("pk"))
    return {row["value_id"]: row["people"] for row in counted}
