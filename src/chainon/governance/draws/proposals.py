"""Places by profile proposed to start from: those that follow the population, else the volunteers themselves."""

from __future__ import annotations

from fractions import Fraction

from chainon.governance.volunteers.selectors import available_by_value, criteria_of
from chainon.methods.sortition.quotas import quotas_from_shares

from .models import Draw
from .selectors import shares_of


def proposed_bounds(draw: Draw, seats: int, *, margin: int) -> dict[int, tuple[int, int]]:
    """For each value by primary key: seats at least and at most."""
    available = available_by_value(draw.volunteers)
    bounds: dict[int, tuple[int, int]] = {}
    for criterion in criteria_of(draw.volunteers):
        values = {value.label: value.pk for value in criterion.values.all()}
        shares = shares_of(criterion) or {label: Fraction(available.get(pk, 0)) for label, pk in values.items()}
        if not sum(shares.values()):
            continue
        for label, quota in quotas_from_shares(shares, seats, margin=margin).items():
            bounds[values[label]] = (quota.minimum, quota.maximum)
    return bounds
