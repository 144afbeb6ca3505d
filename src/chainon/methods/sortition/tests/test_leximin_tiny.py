"""Leximin against every panel written down: the cases where fractions of people would do better than people."""

import random
from dataclasses import replace

import numpy as np
import pytest

from chainon.methods.sortition.errors import Infeasible
from chainon.methods.sortition.leximin import leximin
from chainon.methods.sortition.model import Feature, Person, Pool, Quota

from .exhaustive import every_panel, exact_leximin, is_valid
from .instances import tiny_pool


def assert_is_the_fairest(pool, seats, households=False):
    found = leximin(pool, seats, households=households)
    panels = every_panel(pool, seats, households=households)
    exact = exact_leximin(pool, panels)
    assert found.proven_optimal
    assert found.gap <= 1e-6
    assert np.sort(found.probabilities) == pytest.approx(np.sort(exact), abs=1e-6)
    assert np.array(found.probabilities) == pytest.approx(exact, abs=1e-6)
    assert sum(found.weights) == pytest.approx(1, abs=1e-12)
    assert set(found.panels) <= set(panels)
    return found


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("equal", [True, False], ids=["equal", "slack"])
def test_a_tiny_pool_gets_the_leximin_of_all_its_panels(seed, equal):
    pool, seats = tiny_pool(seed, equal=equal)
    assert_is_the_fairest(pool, seats)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("equal", [True, False], ids=["equal", "slack"])
def test_a_tiny_pool_of_homes_gets_the_leximin_of_its_panels_of_one_a_home(seed, equal):
    pool, seats = tiny_pool(seed, equal=equal, homes=True)
    assert_is_the_fairest(pool, seats, households=True)


def test_the_tiny_pools_hold_both_kinds_those_fractions_solve_and_those_they_do_not():
    methods = {
        leximin(*tiny_pool(seed, equal=True, homes=homes), households=homes).notes["method"]
        for seed in range(12)
        for homes in (False, True)
    }
    assert {"relaxed", "columns"} <= methods


def test_three_people_of_whom_any_two_sit_have_two_chances_in_three():
    pool = Pool((Feature("f", {"a": Quota(2, 2)}),), tuple(Person(str(i), ("a",)) for i in range(3)))
    assert assert_is_the_fairest(pool, 2).probabilities == pytest.approx([2 / 3] * 3, abs=1e-12)


def test_someone_whom_no_panel_can_hold_has_no_chance_and_the_others_still_have_the_fairest():
    quotas = (Feature("f", {"a": Quota(2, 2), "b": Quota(0, 0)}), Feature("g", {"x": Quota(1, 1), "y": Quota(1, 1)}))
    people = [Person("1", ("a", "x")), Person("2", ("a", "x")), Person("3", ("a", "y")), Person("4", ("b", "y"))]
    assert assert_is_the_fairest(Pool(quotas, tuple(people)), 2).probabilities == pytest.approx((0.5, 0.5, 1, 0))


def test_fractions_that_satisfy_everything_are_not_mistaken_for_a_panel():
    """Three values of a triangle: half of each person would do, no whole panel does."""
    features = tuple(Feature(name, {"yes": Quota(1, 1), "no": Quota(0, 3)}) for name in ("ab", "bc", "ca"))
    people = (
        Person("a", ("yes", "no", "yes")),
        Person("b", ("yes", "yes", "no")),
        Person("c", ("no", "yes", "yes")),
        Person("n1", ("no", "no", "no")),
        Person("n2", ("no", "no", "no")),
    )
    pool = Pool(features, people)
    assert not every_panel(pool, 3)
    with pytest.raises(Infeasible) as caught:
        leximin(pool, 3)
    assert caught.value.code == "no-panel"


@pytest.mark.parametrize("seed", range(12))
def test_the_order_of_the_people_changes_no_chance(seed):
    pool, seats = tiny_pool(seed, equal=False, homes=seed % 2 == 1)
    shuffled = list(pool.people)
    random.Random(seed).shuffle(shuffled)
    first = leximin(pool, seats, households=True)
    second = leximin(replace(pool, people=tuple(shuffled)), seats, households=True)
    chances = {person.id: chance for person, chance in zip(shuffled, second.probabilities, strict=True)}
    assert [chances[person.id] for person in pool.people] == list(first.probabilities)
    assert [{pool.people[i].id for i in panel} for panel in first.panels] == [
        {shuffled[i].id for i in panel} for panel in second.panels
    ]


def test_every_panel_of_the_oracle_is_valid_and_an_invalid_one_is_refused():
    pool, seats = tiny_pool(3, equal=True)
    panels = every_panel(pool, seats)
    assert panels
    assert not is_valid(pool, panels[0][:-1], households=False)
