"""From shares of a population to places: how many seats each value should take, at least and at most."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from .errors import SortitionError
from .model import Quota


def quotas_from_shares(shares: Mapping[str, Fraction], seats: int, *, margin: int = 0) -> dict[str, Quota]:
    """The places of each value of one feature: its share of the seats rounded down and up, widened by `margin` seats.

    `shares`: non-negative, of any common unit (inhabitants, per cent); only proportions count. The minima never sum
    above `seats` nor the maxima below, so the places of one feature can always be filled (Hamilton's quota rule).

    Raises `SortitionError`: `seats-not-positive`, `margin-negative`, `shares-empty`, `share-negative`.
    """
    if seats < 1:
        raise SortitionError("seats-not-positive", seats=seats)
    if margin < 0:
        raise SortitionError("margin-negative", margin=margin)
    for value, share in shares.items():
        if share < 0:
            raise SortitionError("share-negative", value=value)
    total = sum(shares.values(), Fraction(0))
    if not shares or total <= 0:
        raise SortitionError("shares-empty")
    quotas = {}
    for value, share in shares.items():
        exact = seats * share / total
        low, high = exact.numerator // exact.denominator, -(-exact.numerator // exact.denominator)
        quotas[value] = Quota(max(0, low - margin), min(seats, high + margin))
    return quotas
