"""Noise that is the same for the same people, and means nothing on average."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainon.methods.disclosure import DisclosureError
from chainon.methods.disclosure.cellkey import KEYS, cell_noise, noise_weights, record_keys, whole_key
from chainon.methods.disclosure.tabulate import tabulate_with_noise

from .small import AGE, PLACE, SEX

SECRET = b"a secret of the tests only"


@pytest.mark.parametrize("bound", [1, 2, 5, 10])
@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 9, 40])
def test_noise_is_zero_on_average_bounded_and_never_makes_a_negative_count(count: int, bound: int) -> None:
    weights = noise_weights(count, bound)
    assert sum(step * weight for step, weight in weights) == 0
    assert all(-min(count, bound) <= step <= bound for step, _ in weights)
    variance = Fraction(sum(step**2 * weight for step, weight in weights), sum(weight for _, weight in weights))
    n = min(count, bound)
    assert variance == Fraction(n * bound, n + bound)


@given(st.integers(0, 60), st.integers(0, KEYS - 1))
def test_a_zero_stays_a_zero_and_a_count_moves_by_five_at_most(count: int, key: int) -> None:
    moved = cell_noise(count, key)
    assert abs(moved) <= 5
    assert count + moved >= 0
    assert count or moved == 0


def test_keys_spread_over_the_table_as_its_weights_say() -> None:
    steps = 4096
    drawn = [cell_noise(3, key * (KEYS // steps)) for key in range(steps)]
    weights = dict(noise_weights(3, 5))
    for step, weight in weights.items():
        assert abs(drawn.count(step) - steps * weight / sum(weights.values())) <= 1


def test_the_ends_of_the_range_of_keys_are_covered() -> None:
    assert (cell_noise(40, 0), cell_noise(40, KEYS - 1)) == (-5, 5)
    with pytest.raises(DisclosureError, match="bad-key"):
        cell_noise(40, KEYS)


def test_keys_follow_the_person_and_the_secret() -> None:
    first = dict(zip("ab", record_keys(SECRET, ["a", "b"]), strict=True))
    again = dict(zip("ba", record_keys(SECRET, ["b", "a"]), strict=True))
    assert first == again
    assert record_keys(SECRET + b"!", ["a"]) != [first["a"]]
    assert first["a"] == 10001853306674297989


@pytest.mark.parametrize(("secret", "ids", "code"), [(b"short", ["a"], "secret-too-short"), (SECRET, "aa", "id-twice")])
def test_a_short_secret_and_an_id_given_twice_are_refused(secret: bytes, ids: list[str], code: str) -> None:
    with pytest.raises(DisclosureError, match=code):
        record_keys(secret, ids)


def test_the_same_people_have_the_same_count_in_every_table() -> None:
    ages = AGE.atoms * 40
    people = [{"lieu": "nord" if n % 3 else "est", "sexe": "femme", "âge": age} for n, age in enumerate(ages)]
    keys = record_keys(SECRET, map(str, range(len(people))))
    crossings = {
        "lieux": {"lieu": PLACE.codes},
        "lieux et sexe": {"lieu": PLACE.codes, "sexe": SEX.codes},
    }
    first, second = tabulate_with_noise((PLACE, SEX, AGE), people, keys, crossings)
    for (place,), count in first.counts.items():
        assert second.counts[(place, "femme")] == second.counts[(place, "*")] == count
    assert first.counts[("centre",)] == first.counts[("nord",)]
    turned = tabulate_with_noise((PLACE, SEX, AGE), people[::-1], keys[::-1], crossings)
    assert turned[0].counts == first.counts


def test_one_person_more_draws_another_noise() -> None:
    keys = record_keys(SECRET, map(str, range(200)))
    noises = [cell_noise(count, whole_key(sum(keys[:count]))) for count in range(20, 200)]
    assert len(set(noises)) > 6
    changes = [after - before for before, after in pairwise(noises)]
    assert changes.count(0) < len(changes) / 3
