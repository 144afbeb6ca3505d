from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainon.methods.sortition.errors import SortitionError
from chainon.methods.sortition.model import Quota
from chainon.methods.sortition.quotas import quotas_from_shares

SHARES = st.dictionaries(st.text(min_size=1, max_size=3), st.fractions(0, 1000), min_size=1, max_size=9)


def test_a_share_that_falls_between_two_seats_takes_either() -> None:
    quotas = quotas_from_shares({"femmes": Fraction(52), "hommes": Fraction(48)}, 24)
    assert quotas == {"femmes": Quota(12, 13), "hommes": Quota(11, 12)}


def test_an_exact_share_is_exact_and_a_margin_widens_it() -> None:
    shares = {"a": Fraction(1), "b": Fraction(1)}
    assert quotas_from_shares(shares, 24) == {"a": Quota(12, 12), "b": Quota(12, 12)}
    assert quotas_from_shares(shares, 24, margin=2) == {"a": Quota(10, 14), "b": Quota(10, 14)}


@given(SHARES.filter(lambda shares: sum(shares.values()) > 0), st.integers(1, 200), st.integers(0, 3))
def test_the_places_of_one_feature_can_always_sum_to_the_seats(
    shares: dict[str, Fraction], seats: int, margin: int
) -> None:
    quotas = quotas_from_shares(shares, seats, margin=margin).values()
    assert sum(quota.minimum for quota in quotas) <= seats <= sum(quota.maximum for quota in quotas)


@pytest.mark.parametrize(
    ("shares", "seats", "margin", "code"),
    [
        ({}, 10, 0, "shares-empty"),
        ({"a": Fraction(0)}, 10, 0, "shares-empty"),
        ({"a": Fraction(1), "b": Fraction(-1, 2)}, 10, 0, "share-negative"),
        ({"a": Fraction(1)}, 0, 0, "seats-not-positive"),
        ({"a": Fraction(1)}, 3, -1, "margin-negative"),
    ],
)
def test_what_cannot_be_shared_is_refused(shares: dict[str, Fraction], seats: int, margin: int, code: str) -> None:
    with pytest.raises(SortitionError) as refused:
        quotas_from_shares(shares, seats, margin=margin)
    assert refused.value.code == code
