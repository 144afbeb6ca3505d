from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import translation

from chainon.base.ui import typography


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [(1703, 0, "1\u202f703"), (0, 0, "0"), (-0.2, 0, "0"), (1234567.891, 2, "1\u202f234\u202f567,89"), (3, 1, "3,0")],
)
def test_thousands_take_a_thin_space_and_decimals_a_comma(value: float, digits: int, expected: str) -> None:
    assert typography.number(value, digits) == expected


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (0.028, "2,8\u00a0%"),
        (0.0003, "0,03\u00a0%"),
        (0.00031, "0,031\u00a0%"),
        (0, "0\u00a0%"),
        (1, "100\u00a0%"),
        (Fraction(1, 3), "33,3\u00a0%"),
        (0.12, "12\u00a0%"),
    ],
)
def test_a_small_chance_is_never_shown_as_none(share: float, expected: str) -> None:
    assert typography.percent(share) == expected


def test_a_share_kept_as_a_fraction_in_text_is_read() -> None:
    assert Template("{{ share|percent:2 }}").render(Context({"share": "1/16"})) == "6,25\u00a0%"


def test_the_first_of_the_month_is_said_1er() -> None:
    assert typography.day(date(2026, 12, 1)) == "1er\u00a0décembre 2026"
    assert typography.day(date(2026, 12, 2)) == "2\u00a0décembre 2026"
    assert typography.day(date(2026, 12, 11)) == "11\u00a0décembre 2026"
    assert typography.day(date(2026, 12, 1), "weekday") == "mardi 1er décembre 2026"


def test_a_moment_is_told_in_the_time_of_the_place() -> None:
    moment = datetime(2026, 12, 2, 17, 30, tzinfo=UTC)
    assert (
        Template("{{ moment|moment }}").render(Context({"moment": moment}))
        == "2\u00a0décembre 2026 à 18\u00a0h\u00a030"
    )


def test_a_full_hour_has_no_minutes() -> None:
    assert typography.hour(datetime(2026, 12, 2, 19, 0, tzinfo=ZoneInfo("Europe/Paris"))) == "19\u00a0h"


def test_ordinals() -> None:
    assert [typography.ordinal(number) for number in (1, 2, 21)] == ["1er", "2e", "21e"]


def test_english_pages_follow_english_use() -> None:
    with translation.override("en"):
        assert typography.number(1703) == "1,703"
        assert typography.percent(0.028) == "2.8%"
        assert typography.day(date(2026, 12, 1)) == "1 December 2026"
        assert [typography.ordinal(number) for number in (1, 2, 11, 23)] == ["1st", "2nd", "11th", "23rd"]


def test_signs_between_words_are_those_of_the_language() -> None:
    assert typography.colon() == "\u00a0: " and typography.quoted("Oui") == "«\u00a0Oui\u00a0»"
    with translation.override("en"):
        assert typography.colon() == ": " and typography.quoted("Yes") == "“Yes”"


def test_words_are_not_numbers() -> None:
    with pytest.raises(ValueError):
        typography.real("beaucoup")
    with pytest.raises(ValueError):
        typography.real(True)


def test_a_hash_is_cut_in_fours_and_nothing_is_lost() -> None:
    assert typography.groups("9f2c41d07b") == ["9f2c", "41d0", "7b"]


@pytest.mark.parametrize("filter_name", ["number", "percent", "day", "hour", "moment"])
def test_what_is_not_known_yet_is_shown_as_nothing(filter_name: str) -> None:
    assert Template(f"{{{{ value|{filter_name} }}}}").render(Context({"value": None})) == ""


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Le service propreté", "du service propreté"),
        ("les élus de la commission", "des élus de la commission"),
        ("La ville de Valmont", "de la ville de Valmont"),
        ("L’école Pasteur", "de l’école Pasteur"),
        ("Habitat Valmont", "d’Habitat Valmont"),
        ("Élise Martin", "d’Élise Martin"),
        ("Haut Conseil", "de Haut Conseil"),
        ("Bruno", "de Bruno"),
        ("Table de quartier des Tilleuls", "de la table de quartier des Tilleuls"),
        ("Conseil citoyen", "du conseil citoyen"),
        ("Assemblée des habitants", "de l’assemblée des habitants"),
        ("", "de "),
    ],
)
def test_a_name_after_of(name: str, said: str) -> None:
    assert typography.of(name) == said


def test_a_name_after_of_in_english() -> None:
    with translation.override("en"):
        assert typography.of("Habitat Valmont") == "of Habitat Valmont"


def test_a_period_is_as_precise_as_it_was_said() -> None:
    assert [typography.period(text) for text in ("2021", "2023-03", "2023-03-01")] == [
        "2021",
        "mars 2023",
        f"1er{typography.NO_BREAK}mars 2023",
    ]
