"""The ordinary draw: valid panels, chances that add up, the same for the same seed."""

import random
from collections import Counter
from dataclasses import replace

import pytest

from chainon.methods.sortition.errors import Infeasible
from chainon.methods.sortition.model import Feature, Person, Pool, Quota
from chainon.methods.sortition.sampling import ordinary_chances, ordinary_draw, random_panel

from .exhaustive import every_panel, is_valid
from .instances import french_pool, tiny_pool


class Numbers:
    """A source of whole numbers for tests."""

    def __init__(self, seed):
        self._rng = random.Random(seed)

    def below(self, bound):
        return self._rng.randrange(bound)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("tries", [0, 20], ids=["weights", "urn"])
@pytest.mark.parametrize("homes", [True, False], ids=["homes", "alone"])
def test_a_random_panel_is_valid(seed, tries, homes):
    pool, seats = tiny_pool(seed, equal=seed % 2 == 0, homes=homes)
    panel = random_panel(pool, seats, Numbers(seed), households=homes, tries=tries)
    assert panel in every_panel(pool, seats, households=homes)
    assert panel == random_panel(pool, seats, Numbers(seed), households=homes, tries=tries)


def test_a_pool_on_which_the_urn_always_fails_still_has_its_panel():
    pool = french_pool(300, 40, "a", slack=0)
    panel = random_panel(pool, 40, Numbers(1))
    assert len(panel) == 40
    assert is_valid(pool, panel, households=False)


def test_without_quotas_everyone_has_the_same_chance():
    people = tuple(Person(str(number), ("x",)) for number in range(6))
    pool = Pool((Feature("f", {"x": Quota(0, 2)}),), people)
    drawn = Counter(random_panel(pool, 2, Numbers(seed)) for seed in range(1500))
    assert len(drawn) == 15
    assert all(60 <= count <= 145 for count in drawn.values())
    assert ordinary_chances(pool, 2, 50) == pytest.approx((1 / 3,) * 6)


def test_estimated_chances_add_up_to_the_seats_and_agree_with_panels_drawn_one_by_one():
    pool, seats = tiny_pool(4, equal=False)
    estimated = ordinary_draw(pool, seats, 4000, "a")
    assert sum(estimated.chances) == pytest.approx(seats)
    assert estimated.tries >= 4000 - estimated.dead_ends
    held = Counter(index for seed in range(1500) for index in random_panel(pool, seats, Numbers(seed)))
    profile = {}
    for index, person in enumerate(pool.people):
        profile.setdefault(person.values, []).append(index)
    for members in profile.values():
        mean = sum(held[index] for index in members) / len(members) / 1500
        assert estimated.chances[members[0]] == pytest.approx(mean, abs=0.04)


def test_the_estimate_depends_on_the_seed_and_not_on_the_order_of_the_people():
    pool = french_pool(120, 12)
    order = list(range(120))
    random.Random(2).shuffle(order)
    shuffled = replace(pool, people=tuple(pool.people[index] for index in order))
    first = ordinary_chances(pool, 12, 40, "a", households=True)
    second = ordinary_chances(shuffled, 12, 40, "a", households=True)
    assert [second[order.index(index)] for index in range(120)] == pytest.approx(first, abs=1e-12)
    assert first != ordinary_chances(pool, 12, 40, "b", households=True)


def test_the_ordinary_draw_leaves_out_people_whom_the_fairest_lottery_does_not():
    pool = french_pool(300, 30)
    assert min(ordinary_chances(pool, 30, 100)) < 0.02


def test_a_panel_of_quotas_that_nobody_can_fill_is_infeasible():
    pool = Pool((Feature("f", {"a": Quota(2, 2), "b": Quota(0, 2)}),), tuple(Person(str(i), ("b",)) for i in range(4)))
    for ask in (lambda: random_panel(pool, 2, Numbers(1)), lambda: ordinary_chances(pool, 2, 5)):
        with pytest.raises(Infeasible) as caught:
            ask()
        assert caught.value.code == "no-panel"
