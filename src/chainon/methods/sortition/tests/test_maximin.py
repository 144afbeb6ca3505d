"""Maximin against every panel written down, and homes."""

import pytest

from chainon.methods.sortition.maximin import maximin

from .exhaustive import every_panel, exact_leximin, is_valid
from .instances import SHARED, shared_pool, tiny_pool


@pytest.mark.parametrize("seed", range(15))
@pytest.mark.parametrize("equal", [True, False], ids=["equal", "slack"])
@pytest.mark.parametrize("homes", [True, False], ids=["homes", "alone"])
def test_the_lowest_chance_is_the_highest_that_all_panels_allow(seed, equal, homes):
    pool, seats = tiny_pool(seed, equal=equal, homes=homes)
    found = maximin(pool, seats, households=homes)
    panels = every_panel(pool, seats, households=homes)
    assert found.proven_optimal
    assert found.min_probability == pytest.approx(exact_leximin(pool, panels).min(), abs=1e-6)
    assert set(found.panels) <= set(panels)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared instances are not beside this repository")
@pytest.mark.parametrize(("name", "lowest"), [("sf_fixture_22", 0.090909), ("syn_200_20", 0.047059)])
def test_the_shared_instances_have_the_published_lowest_chance(name, lowest):
    pool, seats = shared_pool(name)
    found = maximin(pool, seats)
    assert found.proven_optimal
    assert found.min_probability == pytest.approx(lowest, abs=1e-6)
    assert all(is_valid(pool, panel, households=False) for panel in found.panels)
