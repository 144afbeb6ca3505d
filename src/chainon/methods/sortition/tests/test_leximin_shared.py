"""Leximin on the shared instances: known chances, independent bounds, panels valid, the work stopped and told of."""

import time
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from scipy.optimize import linprog

from chainon.methods.sortition.errors import Cancelled, Infeasible, SortitionError
from chainon.methods.sortition.leximin import leximin
from chainon.methods.sortition.maximin import maximin
from chainon.methods.sortition.measures import gini
from chainon.methods.sortition.model import Feature, Quota

from .exhaustive import is_valid
from .instances import SHARED, french_pool, shared_pool

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared instances are not beside this repository")

KNOWN = [
    ("example_small_20", 0.1, 0.1, 0.0),
    ("example_large_200", 0.1, 0.1, 0.0),
    ("sf_fixture_22", 0.090909, 0.470903, 0.1404),
    ("syn_200_20", 0.047059, 0.892651, 0.3598),
    ("syn_500_60", 0.054662, 1.0, None),
]


@needs_shared
@pytest.mark.parametrize(("name", "lowest", "highest", "inequality"), KNOWN, ids=[row[0] for row in KNOWN])
def test_the_shared_instances_have_the_published_chances(name, lowest, highest, inequality):
    pool, seats = shared_pool(name)
    found = leximin(pool, seats)
    assert found.proven_optimal
    assert found.min_probability == pytest.approx(lowest, abs=1e-6)
    assert found.max_probability == pytest.approx(highest, abs=1e-6)
    if inequality is not None:
        assert gini(found.probabilities) == pytest.approx(inequality, abs=2e-4)
    assert sum(found.probabilities) == pytest.approx(seats, abs=1e-9)
    assert all(is_valid(pool, panel, households=False) and len(panel) == seats for panel in found.panels)


@needs_shared
def test_chances_are_what_the_weights_of_the_panels_give_to_each_profile():
    pool, seats = shared_pool("syn_200_20")
    found = leximin(pool, seats)
    held, size = {}, {}
    for index, person in enumerate(pool.people):
        size[person.values] = size.get(person.values, 0) + 1
        for panel, weight in zip(found.panels, found.weights, strict=True):
            held[person.values] = held.get(person.values, 0.0) + weight * (index in panel)
    for person, chance in zip(pool.people, found.probabilities, strict=True):
        assert chance == pytest.approx(held[person.values] / size[person.values], abs=1e-9)


@needs_shared
@pytest.mark.parametrize("name", ["sf_fixture_22", "syn_200_20"])
def test_no_lottery_can_raise_the_lowest_levels_says_a_linear_programme_over_people(name):
    """One variable a person, no class: the first four levels, by another road."""
    pool, seats = shared_pool(name)
    found = np.sort(leximin(pool, seats).probabilities)
    size = len(pool.people)
    rows, limits = [], []
    for position, feature in enumerate(pool.features):
        for value, quota in feature.quotas.items():
            holders = np.array([float(person.values[position] == value) for person in pool.people])
            rows += [holders, -holders]
            limits += [float(quota.maximum), -float(quota.minimum)]
    chances = np.full(size, -1.0)
    levels = []
    while len(levels) < 4:
        open_people = chances < 0
        solved = linprog(
            np.append(np.zeros(size), -1.0),
            A_ub=np.hstack(
                [np.vstack([*rows, -np.eye(size)]), np.append(np.zeros(len(rows)), open_people)[:, None].astype(float)]
            ),
            b_ub=np.concatenate([limits, np.where(open_people, 0.0, 1e-9 - chances)]),
            A_eq=np.append(np.ones(size), 0.0)[None, :],
            b_eq=[float(seats)],
            bounds=(0, 1),
        )
        stuck = open_people & (solved.ineqlin.marginals[len(rows) :] < -1e-6)
        chances[stuck] = solved.x[-1]
        if not levels or solved.x[-1] > levels[-1] + 1e-7:
            levels.append(solved.x[-1])
    lowest = np.sort(chances[chances >= 0])
    assert found[: len(lowest)] == pytest.approx(lowest, abs=1e-6)


def test_a_pool_with_homes_gets_its_fairest_lottery_whatever_the_order_of_the_file():
    pool = french_pool(150, 15, slack=2)
    found = leximin(pool, 15, households=True)
    assert found.proven_optimal
    assert all(is_valid(pool, panel, households=True) for panel in found.panels)
    order = list(range(150))
    Random(1).shuffle(order)
    again = leximin(replace(pool, people=tuple(pool.people[index] for index in order)), 15, households=True)
    assert [again.probabilities[order.index(index)] for index in range(150)] == list(found.probabilities)


def test_equal_quotas_on_seven_features_are_no_failure():
    found = leximin(french_pool(300, 50, "d", slack=0), 50)
    assert found.proven_optimal
    assert found.gap < 1e-9


def test_only_one_person_a_household_lowers_no_chance_to_nothing():
    pool = french_pool(120, 15, slack=2)
    without, with_homes = leximin(pool, 15), leximin(pool, 15, households=True)
    assert 0 < with_homes.min_probability <= without.min_probability + 1e-9


def test_maximin_has_the_lowest_chance_of_leximin():
    pool = french_pool(120, 15, slack=2)
    fairest, found = leximin(pool, 15), maximin(pool, 15)
    assert found.proven_optimal
    assert found.objective == "maximin"
    assert found.min_probability == pytest.approx(fairest.min_probability, abs=1e-6)


def test_quotas_that_nobody_can_fill_are_infeasible_and_no_seat_at_all_is_an_error():
    pool = french_pool(60, 12)
    with pytest.raises(Infeasible) as caught:
        leximin(pool, 61)
    assert caught.value.code == "more-seats-than-people"
    with pytest.raises(SortitionError) as refused:
        leximin(pool, 0)
    assert refused.value.code == "seats-not-positive"
    impossible = Feature(pool.features[0].name, {value: Quota(12, 12) for value in pool.features[0].quotas})
    with pytest.raises(Infeasible) as caught:
        leximin(replace(pool, features=(impossible, *pool.features[1:])), 12)
    assert caught.value.code == "no-panel"


def test_a_proof_given_up_is_not_claimed_and_the_lottery_is_sound_all_the_same():
    pool = french_pool(200, 30, "a", slack=0)
    found = leximin(pool, 30, effort=2000)
    assert not found.proven_optimal
    assert found.gap > 1e-3
    assert all(is_valid(pool, panel, households=False) for panel in found.panels)


def test_progress_goes_forward_to_the_end():
    told = []
    leximin(french_pool(120, 15, slack=2), 15, progress=lambda stage, share: told.append((stage, share)))
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert len(told) > 10


def test_the_work_stops_soon_after_it_is_asked_to():
    pool = french_pool(200, 30, "a", slack=0)
    begun = time.monotonic()
    asked = []

    def should_stop():
        late = time.monotonic() - begun > 1.5
        if late and not asked:
            asked.append(time.monotonic())
        return late

    with pytest.raises(Cancelled):
        leximin(pool, 30, should_stop=should_stop)
    assert time.monotonic() - asked[0] < 2


def test_gini_of_equal_chances_is_0_and_of_one_chance_in_four_people_is_three_quarters():
    assert gini([0.25] * 4) == pytest.approx(0)
    assert gini([0, 0, 0, 1]) == pytest.approx(0.75)
    assert gini([]) == gini([0, 0]) == 0
