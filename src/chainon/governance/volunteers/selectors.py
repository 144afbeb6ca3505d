"""Reading lists of volunteers, for pages and for draws."""

from __future__ import annotations

from collections.abc import Sequence
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


def pool_rows(volunteer_list: VolunteerList, criteria: Sequence[Criterion] | None = None) -> list[PoolRow]:
    """Everyone a draw may draw, in the order they came in. One query whatever their number, and two more where the
    caller has not read `criteria_of` the list.
    """
    criteria = criteria_of(volunteer_list) if criteria is None else criteria
    column = {criterion.pk: position for position, criterion in enumerate(criteria)}
    labels = {value.pk: value.label for criterion in criteria for value in criterion.values.all()}
    people = Volunteer.objects.filter(list=volunteer_list).eligible().order_by("pk")
    found = people.values_list("public_id", "household", "values__criterion", "values__value")
    homes: dict[str, str] = {}
    answers: dict[str, list[str]] = {}
    for public_id, household, criterion, value in found.iterator(5000):
        homes[public_id] = household
        answer = answers.setdefault(public_id, [""] * len(criteria))
        if criterion is not None:
            answer[column[criterion]] = labels[value]
    return [PoolRow(public_id, tuple(answer), homes[public_id] or None) for public_id, answer in answers.items()]


def available_by_value(volunteer_list: VolunteerList) -> dict[int, int]:
    """How many people a draw may draw, by primary key of the `CriterionValue`; values of nobody are absent."""
    eligible = Volunteer.objects.filter(list=volunteer_list).eligible()
    counted = VolunteerValue.objects.filter(volunteer__in=eligible).values("value_id").annotate(people=Count("pk"))
    return {row["value_id"]: row["people"] for row in counted}
