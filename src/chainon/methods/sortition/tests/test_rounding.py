"""The uniform lottery: valid panels, turns inside a profile, near the exact chances."""

from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chainon.methods.sortition.errors import SortitionError
from chainon.methods.sortition.leximin import leximin
from chainon.methods.sortition.model import Feature, Quota
from chainon.methods.sortition.rounding import max_deviation, uniform_lottery
from chainon.methods.sortition.turns import check_panels, colour_edges

from .exhaustive import is_valid
from .instances import SHARED, SHARED_NAMES, french_pool, shared_pool, tiny_pool


def assert_is_sound(pool, lottery, size, households):
    assert len(lottery.panels) == size
    assert all(len(panel) == lottery.seats and is_valid(pool, panel, households) for panel in lottery.panels)
    held = [0] * len(pool.people)
    for panel in lottery.panels:
        for index in panel:
            held[index] += 1
    assert tuple(held) == lottery.counts


def assert_turns_are_taken(pool, lottery, households):
    homes = defaultdict(list)
    for person in pool.people:
        homes[person.household].append(person.values)
    counts = defaultdict(set)
    for person, count in zip(pool.people, lottery.counts, strict=True):
        together = homes[person.household] if households and person.household is not None else []
        counts[person.values, tuple(sorted(together)) if len(together) > 1 else ()].add(count)
    assert all(max(held) - min(held) <= 1 for held in counts.values())


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared instances are not beside this repository")
@pytest.mark.parametrize("name", SHARED_NAMES)
def test_a_thousand_panels_are_within_two_of_the_exact_chances_on_the_shared_instances(name):
    pool, seats = shared_pool(name)
    exact = leximin(pool, seats)
    lottery = uniform_lottery(pool, exact)
    assert_is_sound(pool, lottery, 1000, households=False)
    assert_turns_are_taken(pool, lottery, households=False)
    assert max_deviation(pool, exact, lottery) <= 0.002
    assert uniform_lottery(pool, exact) == lottery


@pytest.mark.parametrize("households", [False, True])
def test_a_small_town_is_within_two_of_a_thousand_too(households):
    pool = french_pool(120, 15, "b", slack=2)
    exact = leximin(pool, 15, households=households)
    lottery = uniform_lottery(pool, exact, households=households)
    assert_is_sound(pool, lottery, 1000, households)
    assert_turns_are_taken(pool, lottery, households)
    assert max_deviation(pool, exact, lottery) <= 0.002


@given(st.integers(0, 40), st.booleans(), st.booleans(), st.integers(1, 60))
@settings(max_examples=25, deadline=None)
def test_any_number_of_panels_is_sound_with_and_without_homes(seed, equal, homes, size):
    pool, seats = tiny_pool(seed, equal=equal, homes=homes)
    exact = leximin(pool, seats, households=homes)
    lottery = uniform_lottery(pool, exact, size, households=homes)
    assert_is_sound(pool, lottery, size, homes)
    assert_turns_are_taken(pool, lottery, homes)


def test_a_lottery_of_no_panel_and_a_tampered_panel_are_refused():
    pool, seats = tiny_pool(2, equal=False)
    exact = leximin(pool, seats)
    with pytest.raises(SortitionError) as refused:
        uniform_lottery(pool, exact, 0)
    assert refused.value.code == "panels-not-positive"
    with pytest.raises(SortitionError) as refused:
        uniform_lottery(pool, replace(exact, panels=(exact.panels[0][:-1], *exact.panels[1:])))
    assert refused.value.code == "panel-not-valid"


def test_two_of_a_household_in_a_panel_are_refused_only_when_households_count():
    pool = french_pool(40, 2, slack=2)
    together = [(a, b) for a in range(40) for b in range(a) if pool.people[a].household == pool.people[b].household]
    features = tuple(Feature(f.name, dict.fromkeys(f.quotas, Quota(0, 2))) for f in pool.features)
    free = replace(pool, features=features)
    panel = tuple(sorted(together[0]))
    check_panels(free, 2, [panel], households=False)
    with pytest.raises(SortitionError):
        check_panels(free, 2, [panel], households=True)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_edges_of_a_bipartite_graph_get_as_many_colours_as_the_busiest_node(data):
    edges = data.draw(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=40))
    ends = [("left", left) for left, _ in edges] + [("right", right) for _, right in edges]
    busiest = max((ends.count(end) for end in ends), default=1)
    colours = colour_edges(edges, busiest)
    for side in (0, 1):
        seen = {(edge[side], colour) for edge, colour in zip(edges, colours, strict=True)}
        assert len(seen) == len(edges)
    assert all(0 <= colour < busiest for colour in colours)
