"""From the rows of the platform to the plain values of the methods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chainon.governance.volunteers.models import Criterion
from chainon.governance.volunteers.selectors import criteria_of, pool_rows
from chainon.methods.evidence import canonical, sha256_hex
from chainon.methods.sortition.model import Feature, Person, Pool, Quota

from .models import Draw, Places

Bounds = Mapping[int, tuple[int, int]]
"""For each `CriterionValue` by primary key: seats at least, at most."""


def stored_bounds(draw: Draw) -> dict[int, tuple[int, int]]:
    rows = Places.objects.filter(draw=draw).values_list("value_id", "minimum", "maximum")
    return {value: (minimum, maximum) for value, minimum, maximum in rows}


def build_pool(draw: Draw, bounds: Bounds | None = None, criteria: Sequence[Criterion] | None = None) -> Pool:
    """The pool of a draw with the places stored, or with those given. A criterion without any place is left out.

    `criteria`: those of its list, where the caller has read them.

    Raises `SortitionError` (`empty-pool`) when nobody volunteers, `quota-min-above-max` for impossible bounds.
    """
    bounds = stored_bounds(draw) if bounds is None else bounds
    criteria = criteria_of(draw.volunteers) if criteria is None else criteria
    features, kept = [], []
    for position, criterion in enumerate(criteria):
        values = list(criterion.values.all())
        if not any(value.pk in bounds for value in values):
            continue
        quotas = {value.label: Quota(*bounds.get(value.pk, (0, draw.seats))) for value in values}
        features.append(Feature(criterion.name, quotas))
        kept.append(position)
    people = tuple(
        Person(row.public_id, tuple(row.values[position] for position in kept), row.household or None)
        for row in pool_rows(draw.volunteers, criteria)
    )
    return Pool(tuple(features), people)


def inputs_hash(draw: Draw, pool: Pool) -> str:
    """What the lottery was computed from: anything that changes it must change the lottery."""
    return sha256_hex(
        canonical(
            {
                "seats": draw.seats,
                "households": draw.one_per_household,
                "objective": draw.objective,
                "panels": draw.panels,
                "features": [
                    [feature.name, [[value, quota.minimum, quota.maximum] for value, quota in feature.quotas.items()]]
                    for feature in pool.features
                ],
                "people": [[person.id, list(person.values), person.household] for person in pool.people],
            }
        )
    )
