"""A vacant seat goes to the first of the frozen order with whom every quota can still be kept."""

from __future__ import annotations

import itertools
import random
import time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from chainon.methods.sortition.errors import SortitionError
from chainon.methods.sortition.model import Feature, Person, Pool, Quota
from chainon.methods.sortition.replacement import next_replacement
from chainon.methods.sortition.seating import Programme, places_of

from .instances import french_pool


def is_valid(pool: Pool, panel: tuple[int, ...], households: bool) -> bool:
    homes = [pool.people[i].household for i in panel if pool.people[i].household is not None]
    if households and len(set(homes)) < len(homes):
        return False
    return all(
        quota.minimum <= sum(pool.people[i].values[number] == value for i in panel) <= quota.maximum
        for number, feature in enumerate(pool.features)
        for value, quota in feature.quotas.items()
    )


def first_by_brute_force(
    pool: Pool, seats: int, seated: list[int], available: list[int], households: bool
) -> int | None:
    """The first of `available` in some valid panel made of the seated and of available people."""
    panels = [
        chosen
        for chosen in itertools.combinations(available, seats - len(seated))
        if is_valid(pool, (*seated, *chosen), households)
    ]
    return next((index for index in available if any(index in panel for panel in panels)), None)


@st.composite
def vacancies(draw: st.DrawFn) -> tuple[Pool, int, list[int], list[int], list[int], bool]:
    kinds = draw(st.lists(st.integers(2, 3), min_size=1, max_size=3))
    people = tuple(
        Person(
            str(number),
            tuple(f"v{draw(st.integers(0, kind - 1))}" for kind in kinds),
            draw(st.sampled_from([None, "a", "b", "c"])),
        )
        for number in range(draw(st.integers(3, 9)))
    )
    features = tuple(
        Feature(
            f"f{number}",
            {
                f"v{value}": Quota(minimum, minimum + draw(st.integers(0, 2)))
                for value in range(kind)
                for minimum in [draw(st.integers(0, 2))]
            },
        )
        for number, kind in enumerate(kinds)
    )
    everyone = draw(st.permutations(range(len(people))))
    seats = draw(st.integers(1, 5))
    seated = everyone[: draw(st.integers(0, min(seats - 1, len(people))))]
    rest = everyone[len(seated) :]
    unavailable = rest[: draw(st.integers(0, 2))]
    households = draw(st.booleans())
    homes = [people[i].household for i in seated if people[i].household is not None]
    assume(not households or len(set(homes)) == len(homes))
    return Pool(features, people), seats, seated, unavailable, draw(st.permutations(rest)), households


@settings(max_examples=200, deadline=None)
@given(vacancies())
def test_the_person_named_is_the_one_found_by_brute_force(
    vacancy: tuple[Pool, int, list[int], list[int], list[int], bool],
) -> None:
    pool, seats, seated, unavailable, order, households = vacancy
    available = [index for index in order if index not in unavailable]
    found = next_replacement(
        pool, seats, seated=set(seated), unavailable=set(unavailable), order=order, households=households
    )
    expected = first_by_brute_force(pool, seats, seated, available, households)
    assert found.person == expected
    assert found.vacant == seats - len(seated)
    if expected is None:
        assert not found.feasibility.is_feasible
        assert found.feasibility.reasons
        assert found.passed_over == tuple(available)
    else:
        assert found.passed_over == tuple(available[: available.index(expected)])


def a_group() -> Pool:
    """Two women (0, 1) and two men (2, 3) sit; a woman (4), a man (5) and a woman (6) wait."""
    people = tuple(Person(str(i), ("Homme" if i in (2, 3, 5) else "Femme",)) for i in range(7))
    return Pool((Feature("sexe", {"Femme": Quota(2, 2), "Homme": Quota(2, 2)}),), people)


def test_a_man_who_leaves_is_replaced_by_the_first_man_who_waits() -> None:
    found = next_replacement(a_group(), 4, seated={0, 1, 2}, unavailable={3}, order=[4, 5, 6])
    assert (found.person, found.passed_over) == (5, (4,))


def test_when_no_man_waits_the_ways_out_are_to_relax_to_recruit_or_to_leave_the_seat_empty() -> None:
    found = next_replacement(a_group(), 4, seated={0, 1, 2}, unavailable={3, 5}, order=[4, 5, 6])
    assert found.person is None
    assert [reason.as_dict() for reason in found.feasibility.reasons] == [
        {"code": "too-few-of-value", "feature": "sexe", "value": "Homme", "minimum": 2, "available": 1, "missing": 1}
    ]
    assert {way.code for way in found.feasibility.ways_out} == {"recruit", "relax-quotas"}
    relaxed = Pool((Feature("sexe", {"Femme": Quota(2, 3), "Homme": Quota(1, 2)}),), a_group().people)
    assert next_replacement(relaxed, 4, seated={0, 1, 2}, unavailable={3, 5}, order=[4, 5, 6]).person == 4


def test_nobody_who_lives_with_a_seated_person_is_named() -> None:
    people = (Person("0", ("F",), "h"), Person("1", ("F",), "h"), Person("2", ("F",)))
    pool = Pool((Feature("sexe", {"F": Quota(0, 2)}),), people)
    assert next_replacement(pool, 2, seated={0}, unavailable=set(), order=[1, 2], households=True).person == 2
    assert next_replacement(pool, 2, seated={0}, unavailable=set(), order=[1, 2]).person == 1


@pytest.mark.parametrize(
    ("seated", "unavailable", "order", "code"),
    [
        ({0, 1, 2, 3}, set(), [4], "no-vacancy"),
        ({0}, {0}, [4], "seated-unavailable"),
        ({0}, {1}, [7], "index-outside"),
    ],
)
def test_a_request_that_makes_no_sense_is_refused(
    seated: set[int], unavailable: set[int], order: list[int], code: str
) -> None:
    with pytest.raises(SortitionError) as error:
        next_replacement(a_group(), 4, seated=seated, unavailable=unavailable, order=order)
    assert error.value.code == code


def test_fifteen_replacements_in_a_large_assembly_take_seconds_and_keep_every_quota() -> None:
    pool, seats, rng = french_pool(1_700, 111), 111, random.Random(1)
    panel: list[int] = []
    solution = Programme(places_of(pool, seats)).solve()
    assert solution is not None
    wanted = {profile: round(count) for (_, profile), count in solution.taken.items()}
    for index, person in enumerate(pool.people):
        if wanted.get(person.values, 0) > 0:
            wanted[person.values] -= 1
            panel.append(index)
    assert is_valid(pool, tuple(panel), households=False)
    seated, left = set(panel), set(rng.sample(panel, 15))
    seated -= left
    order = [index for index in range(len(pool.people)) if index not in panel]
    rng.shuffle(order)
    start = time.process_time()
    while len(seated) < seats:
        found = next_replacement(pool, seats, seated=seated, unavailable=left, order=order)
        assert found.person is not None
        seated.add(found.person)
    assert time.process_time() - start < 15
    assert is_valid(pool, tuple(seated), households=False)
