"""Whether the places can be filled, exactly; and if not, quotas that conflict and ways out that lead out."""

from __future__ import annotations

import itertools
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chainon.methods.sortition.errors import SortitionError
from chainon.methods.sortition.feasibility import Feasibility, check_feasibility
from chainon.methods.sortition.model import Feature, Person, Pool, Quota

from .instances import french_pool


def is_valid(pool: Pool, panel: tuple[int, ...], households: bool) -> bool:
    homes = [pool.people[i].household for i in panel if pool.people[i].household is not None]
    if households and len(set(homes)) < len(homes):
        return False
    for number, feature in enumerate(pool.features):
        held = [pool.people[i].values[number] for i in panel]
        if any(not quota.minimum <= held.count(value) <= quota.maximum for value, quota in feature.quotas.items()):
            return False
    return True


def exists(pool: Pool, seats: int, households: bool) -> bool:
    """By brute force: independent of the solver."""
    return any(is_valid(pool, panel, households) for panel in itertools.combinations(range(len(pool.people)), seats))


def with_quotas(pool: Pool, quotas: Mapping[tuple[str, str], Quota]) -> Pool:
    features = tuple(
        Feature(
            feature.name, {value: quotas.get((feature.name, value), quota) for value, quota in feature.quotas.items()}
        )
        for feature in pool.features
    )
    return Pool(features, pool.people)


def bounds_kept(pool: Pool, kept: list[Mapping[str, Any]]) -> Pool:
    """The pool with these bounds only."""
    free = {(feature.name, value): Quota(0, 1000) for feature in pool.features for value in feature.quotas}
    for one in kept:
        key = (str(one["feature"]), str(one["value"]))
        side = {"minimum": "minimum", "maximum": "maximum"}[str(one["side"])]
        free[key] = replace(free[key], **{side: one["bound"]})
    return with_quotas(pool, free)


@st.composite
def requests(draw: st.DrawFn) -> tuple[Pool, int, bool]:
    kinds = draw(st.lists(st.integers(2, 3), min_size=1, max_size=3))
    people = tuple(
        Person(
            str(number),
            tuple(f"v{draw(st.integers(0, kind - 1))}" for kind in kinds),
            draw(st.sampled_from([None, "a", "b", "c"])),
        )
        for number in range(draw(st.integers(1, 8)))
    )
    features = []
    for number, kind in enumerate(kinds):
        quotas = {}
        for value in range(kind):
            minimum = draw(st.integers(0, 3))
            quotas[f"v{value}"] = Quota(minimum, minimum + draw(st.integers(0, 3)))
        features.append(Feature(f"f{number}", quotas))
    return Pool(tuple(features), people), draw(st.integers(1, 5)), draw(st.booleans())


def check_ways_out(pool: Pool, seats: int, households: bool, found: Feasibility) -> None:
    """Each way out suffices by itself, and the conflict loses its force with any one of its quotas."""
    for way in found.ways_out:
        params: Mapping[str, Any] = way.params
        if way.code == "relax-quotas":
            quotas = {(f.name, v): q for f in pool.features for v, q in f.quotas.items()}
            for change in params["changes"]:
                key = (change["feature"], change["value"])
                assert getattr(quotas[key], change["side"]) == change["before"]
                quotas[key] = replace(quotas[key], **{change["side"]: change["after"]})
            assert exists(with_quotas(pool, quotas), seats, households)
        elif way.code == "change-seats":
            assert params["before"] == seats
            assert exists(pool, params["seats"], households)
        else:
            assert way.code == "recruit"
            columns = [
                [one["value"] for one in params["example"] if one["feature"] == f.name for _ in range(one["people"])]
                for f in pool.features
            ]
            recruits = tuple(Person(f"new{i}", values) for i, values in enumerate(zip(*columns, strict=True)))
            assert len(recruits) == params["people"]
            assert exists(Pool(pool.features, pool.people + recruits), seats, households)
            for one in params["needed"]:
                assert 1 <= one["people"] <= params["people"]


@settings(max_examples=150, deadline=None)
@given(requests())
def test_the_answer_the_conflict_and_the_ways_out_agree_with_brute_force(request: tuple[Pool, int, bool]) -> None:
    pool, seats, households = request
    found = check_feasibility(pool, seats, households)
    assert found.is_feasible == exists(pool, seats, households)
    if found.is_feasible:
        assert found == Feasibility(True)
        return
    assert found.reasons
    assert found.is_irreducible
    conflict = list(found.conflict)
    assert not exists(bounds_kept(pool, conflict), seats, households)
    for one in conflict:
        assert exists(bounds_kept(pool, [other for other in conflict if other != one]), seats, households)
    check_ways_out(pool, seats, households, found)


def a_town(young: int = 4, others: int = 20) -> Pool:
    people = [Person(f"y{i}", ("Femme" if i % 2 else "Homme", "16–25")) for i in range(young)]
    people += [Person(f"o{i}", ("Femme" if i % 2 else "Homme", "26 et plus")) for i in range(others)]
    sexes = Feature("sexe", {"Femme": Quota(5, 7), "Homme": Quota(5, 7)})
    ages = Feature("âge", {"16–25": Quota(6, 6), "26 et plus": Quota(6, 6)})
    return Pool((sexes, ages), tuple(people))


def test_two_people_aged_16_to_25_are_missing_and_one_may_recruit_them() -> None:
    found = check_feasibility(a_town(), 12)
    assert [reason.as_dict() for reason in found.reasons] == [
        {"code": "too-few-of-value", "feature": "âge", "value": "16–25", "minimum": 6, "available": 4, "missing": 2}
    ]
    assert found.conflict == ({"feature": "âge", "value": "16–25", "side": "minimum", "bound": 6},)
    recruit = next(way for way in found.ways_out if way.code == "recruit")
    assert recruit.params["people"] == 2
    assert recruit.params["needed"] == [{"feature": "âge", "value": "16–25", "people": 2}]


def test_what_adding_up_says_is_said_for_each_feature() -> None:
    pool = a_town(young=8)
    assert [reason.code for reason in check_feasibility(pool, 14).reasons] == ["maxima-below-seats"]
    assert [reason.code for reason in check_feasibility(pool, 11).reasons] == ["minima-above-seats"]
    assert [reason.code for reason in check_feasibility(pool, 40).reasons] == [
        "too-few-people",
        "maxima-below-seats",
        "maxima-below-seats",
    ]


def test_one_person_a_household_may_be_what_makes_a_panel_impossible() -> None:
    quotas = Feature("sexe", {"Femme": Quota(0, 3), "Homme": Quota(0, 3)})
    people = tuple(Person(str(i), ("Femme" if i % 2 else "Homme",), "same" if i < 3 else None) for i in range(4))
    pool = Pool((quotas,), people)
    assert check_feasibility(pool, 3).is_feasible
    found = check_feasibility(pool, 3, households=True)
    assert [reason.as_dict() for reason in found.reasons] == [
        {"code": "too-few-households", "available": 2, "seats": 3, "missing": 1}
    ]


def test_quotas_are_relaxed_only_as_far_as_the_file_allows() -> None:
    pool = a_town()
    ages = Feature("âge", {"16–25": Quota(6, 6, min_flex=5), "26 et plus": Quota(6, 6, max_flex=8)})
    tied = Pool((pool.features[0], ages), pool.people)
    assert "relax-quotas" not in [way.code for way in check_feasibility(tied, 12).ways_out]
    ages = Feature("âge", {"16–25": Quota(6, 6, min_flex=4), "26 et plus": Quota(6, 6, max_flex=8)})
    free = Pool((pool.features[0], ages), pool.people)
    (way,) = [way for way in check_feasibility(free, 12).ways_out if way.code == "relax-quotas"]
    assert {change["after"] for change in way.params["changes"]} == {4, 8}


@pytest.mark.parametrize("seats", [0, -1])
def test_a_draw_of_no_seat_is_refused(seats: int) -> None:
    with pytest.raises(SortitionError) as error:
        check_feasibility(a_town(), seats)
    assert error.value.code == "seats-not-positive"


@pytest.mark.parametrize("households", [False, True])
def test_two_thousand_people_and_seven_features_are_answered_within_a_second_of_processor(households: bool) -> None:
    pool = french_pool(2_000, 111)
    check_feasibility(a_town(), 12)  # the solver is imported once
    start = time.process_time()
    assert check_feasibility(pool, 111, households).is_feasible
    assert time.process_time() - start < 1
    age = pool.features[1]
    demanding = Feature("âge", {**age.quotas, "16-24": Quota(60, 70), "75 et plus": Quota(50, 60)})
    pool = Pool((pool.features[0], demanding, *pool.features[2:]), pool.people)
    start = time.process_time()
    found = check_feasibility(pool, 111, households)
    assert time.process_time() - start < 1.5
    assert not found.is_feasible
    assert found.ways_out
