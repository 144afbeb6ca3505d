from __future__ import annotations

import pytest

from chainon.governance.bodies.legal import Check, Places, checks
from chainon.governance.bodies.models import BodyKind

HALVES = {"Sexe": {"Femmes": (12, 12), "Hommes": (12, 12)}}


def one(kind: BodyKind, code: str, *, seats: int = 24, places: Places | None = None) -> Check:
    return next(check for check in checks(kind, seats=seats, places=places) if check.code == code)


@pytest.mark.parametrize("kind", [kind for kind in BodyKind])
def test_before_any_draw_the_law_is_only_recalled_with_its_source(kind: BodyKind) -> None:
    for check in checks(kind, seats=24):
        assert not check.is_warning and check.sentence.endswith(".") and check.source


def test_kinds_without_a_text_say_nothing() -> None:
    assert not checks(BodyKind.ASSEMBLY, seats=24, places=HALVES)
    assert not checks(BodyKind.NEIGHBOURHOOD_TABLE, seats=24)


def test_the_texts_cited_are_those_of_each_kind() -> None:
    assert "2014-173" in checks(BodyKind.CITIZENS_COUNCIL, seats=24)[0].source
    assert "L. 1112-23" in checks(BodyKind.YOUTH_COUNCIL, seats=24)[0].source
    assert "L. 2143-1" in checks(BodyKind.NEIGHBOURHOOD_COUNCIL, seats=24)[0].source


@pytest.mark.parametrize(
    ("places", "seats", "is_warning"),
    [
        (HALVES, 24, False),
        ({"Genre": {"femme": (10, 14), "homme": (10, 14)}}, 24, True),
        ({"Genre": {"Femme": (12, 13), "Homme": (12, 13)}}, 25, False),
        ({"Genre": {"Femme": (11, 13), "Homme": (12, 13)}}, 25, False),
        ({"Genre": {"Femme": (12, 14), "Homme": (11, 13)}}, 25, True),
        ({"Genre": {"Femme": (11, 12), "Homme": (11, 12), "Autre": (0, 2)}}, 24, True),
        ({"Genre": {"Femme": (11, 11), "Homme": (11, 11), "Autre": (2, 2)}}, 24, False),
        ({"Âge": {"16–25 ans": (12, 12), "26 ans et plus": (12, 12)}}, 24, True),
    ],
)
def test_a_citizens_council_wants_as_many_women_as_men(places: Places, seats: int, is_warning: bool) -> None:
    check = one(BodyKind.CITIZENS_COUNCIL, "citizens_council.parity", seats=seats, places=places)
    assert check.is_warning == is_warning


@pytest.mark.parametrize(
    ("places", "seats", "is_warning"),
    [
        ({"Sexe": {"Fille": (7, 8), "Garçon": (7, 8)}}, 15, False),
        ({"Sexe": {"Fille": (7, 9), "Garçon": (7, 8)}}, 15, False),
        ({"Sexe": {"Fille": (6, 9), "Garçon": (6, 9)}}, 15, True),
    ],
)
def test_a_youth_council_allows_a_difference_of_one(places: Places, seats: int, is_warning: bool) -> None:
    check = one(BodyKind.YOUTH_COUNCIL, "youth_council.gap", seats=seats, places=places)
    assert check.is_warning == is_warning


def test_the_warning_says_how_wide_the_difference_may_be() -> None:
    check = one(BodyKind.CITIZENS_COUNCIL, "citizens_council.parity", places={"S": {"F": (8, 16), "H": (8, 16)}})
    assert "écart de 8" in check.sentence


@pytest.mark.parametrize(
    ("bands", "is_warning"),
    [
        ({"16–19 ans": (5, 5), "20–29 ans": (5, 5)}, False),
        ({"moins de 18 ans": (5, 5), "18 à 29": (5, 5)}, False),
        ({"moins de 30 ans": (10, 10)}, False),
        ({"16–25": (5, 5), "26–40": (5, 5)}, True),
        ({"16–25": (5, 5), "26–30": (5, 5)}, True),
        ({"16–29": (10, 10), "30 ans et plus": (0, 0)}, False),
        ({"16–29": (8, 10), "30 ans et plus": (0, 2)}, True),
        ({"25+": (5, 5), "16-24": (5, 5)}, True),
    ],
)
def test_a_youth_council_is_for_people_under_thirty(bands: dict[str, tuple[int, int]], is_warning: bool) -> None:
    check = one(BodyKind.YOUTH_COUNCIL, "youth_council.age", places={"Tranche d’âge": bands})
    assert check.is_warning == is_warning


def test_places_without_ages_cannot_show_that_members_are_young() -> None:
    assert one(BodyKind.YOUTH_COUNCIL, "youth_council.age", places=HALVES).is_warning


def test_a_feature_that_only_sounds_like_age_is_not_taken_for_it() -> None:
    places = {"Étage": {"1 à 40": (1, 24)}, "Âge": {"16–29": (24, 24)}}
    assert not one(BodyKind.YOUTH_COUNCIL, "youth_council.age", places=places).is_warning
