"""Places by profile proposed to start from: those that follow the population, else the volunteers themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from chainon.governance.volunteers.models import Criterion
from chainon.methods.sortition.quotas import quotas_from_shares

from .selectors import shares_of


def proposed_bounds(
    criteria: Sequence[Criterion], available: Mapping[int, int], seats: int, *, margin: int
) -> dict[int, tuple[int, int]]:
    """For each value by primary key: seats at least and at most. `available`: how many volunteers have each value."""
    bounds: dict[int, tuple[int, int]] = {}
    for criterion in criteria:
        values = {value.label: value.pk for value in criterion.values.all()}
        shares = shares_of(criterion) or {label: Fraction(available.get(pk, 0)) for label, pk in values.items()}
        if not sum(shares.values()):
            continue
        for label, quota in quotas_from_shares(shares, seats, margin=margin).items():
            bounds[values[label]] = (quota.minimum, quota.maximum)
    return bounds
