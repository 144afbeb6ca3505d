"""Ages, names, phones, addresses, columns, codes: plain values in, plain values out."""

from __future__ import annotations

from datetime import date

import pytest

from chainon.base.codes import code_hash
from chainon.governance.volunteers.intake import ages, columns, identity, keeping
from chainon.governance.volunteers.intake.columns import ColumnKind

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("34", 34), ("34 ans", 34), ("34.0", 34), ("22/11/1992", 34), ("23/11/1992", 33), ("1992-11-22", 34),
        ("1992-11-22T00:00:00", 34), ("12.05.80", 46), ("1/2/05", 21), ("1980", 45), ("29/02/2000", 26),
    ],
)  # fmt: skip
def test_an_age_is_read_in_every_usual_writing(text: str, age: int) -> None:
    assert ages.read_age(text, TODAY) == age


@pytest.mark.parametrize("text", ["", "abc", "-5", "131", "31/02/1990", "12/2026", "01/01/2030", "1801-01-01", "16-25"])
def test_what_is_no_age_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        ages.read_age(text, TODAY)


def test_bands_follow_each_other_and_say_themselves() -> None:
    bands = ages.bands([16, 26, 41, 61])
    assert [band.label for band in bands] == ["16–25 ans", "26–40 ans", "41–60 ans", "61 ans et plus"]
    assert [ages.band_of(age, bands) for age in (15, 16, 25, 26, 60, 61, 119)] == [
        None, bands[0], bands[0], bands[1], bands[2], bands[3], bands[3],
    ]  # fmt: skip
    for wrong in ([], [26, 16], [16, 16], [-1], [16, 200]):
        with pytest.raises(ValueError, match=r"\w"):
            ages.bands(wrong)


def test_the_bands_proposed_start_at_the_least_age() -> None:
    assert ages.default_starts(16, is_youth=False) == ([16, 26, 41, 61], None)
    assert ages.default_starts(18, is_youth=False) == ([18, 26, 41, 61], None)
    starts, last = ages.default_starts(11, is_youth=True)
    assert starts[0] == 11
    assert last == 29
    for least in range(0, 99):
        for is_youth in (False, True):
            starts, last = ages.default_starts(least, is_youth=is_youth)
            if last is None or starts[-1] <= last:
                assert ages.bands(starts, last)[0].first == least


@pytest.mark.parametrize(
    ("label", "ends"),
    [("16-25", (16, 25)), ("26 à 40 ans", (26, 40)), ("61 ans et +", (61, None)), ("moins de 18 ans", (0, 17)),
     ("de 16 à 25 ans", (16, 25)), ("Plus de 60 ans", (60, None))],
)  # fmt: skip
def test_a_label_that_is_a_band_is_read_as_one(label: str, ends: tuple[int, int | None]) -> None:
    band = ages.read_band(label)
    assert band is not None
    assert (band.first, band.last) == ends


@pytest.mark.parametrize("label", ["Centre", "T3", "40-26", "3 enfants", "rue du 8 mai", ""])
def test_a_label_that_is_no_band_is_not(label: str) -> None:
    assert ages.read_band(label) is None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Hélène Martin", "HELENE MARTIN"), ("Martin Hélène", "Hélène Martin"),
        ("Mme Jeanne-Marie Le Goff", "le goff jeanne marie"),
        ("D’Angelo Zoé", "d'angelo zoe"), ("Lœuf Noël", "LOEUF  NOEL"), ("M. Karim Ali", "Karim Ali"),
    ],
)  # fmt: skip
def test_one_name_written_twice_has_one_key(first: str, second: str) -> None:
    assert identity.name_key(first) == identity.name_key(second)


def test_two_names_have_two_keys() -> None:
    assert identity.name_key("Jean Martin") != identity.name_key("Jeanne Martin")
    assert identity.name_key("…") == ""


@pytest.mark.parametrize(
    "text", ["06 12 34 56 78", "0612345678", "+33 6 12 34 56 78", "+33 (0)6 12 34 56 78", "0033612345678",
     "612345678", "06.12.34.56.78"]
)  # fmt: skip
def test_one_phone_has_one_writing(text: str) -> None:
    assert identity.phone(text) == "06 12 34 56 78"


def test_a_phone_that_fills_a_box_is_none() -> None:
    assert identity.phone("00 00 00 00 00") == identity.phone("0999999999") == identity.phone("") == ""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("12 bis, bd. de la République", "12bis Boulevard de la Republique"),
        ("3 av. Jean-Jaurès, 69000 Lyon", "3, AVENUE JEAN JAURES 69000 LYON"),
        ("n° 7 pl. de l’Église apt 4", "7 place de l'eglise appartement 4"),
    ],
)
def test_one_address_has_one_key(first: str, second: str) -> None:
    assert identity.address_key(first) == identity.address_key(second) != ""


def test_an_address_without_a_number_makes_no_household() -> None:
    assert identity.address_key("Le Bourg, Valmont") == ""
    assert identity.address_key("12 rue A appt 3") != identity.address_key("12 rue A appt 4")


def rows(*lines: list[str]) -> list[tuple[int, list[str]]]:
    return list(enumerate(lines, start=1))


def test_columns_are_guessed_from_their_titles() -> None:
    titles = [
        "N°",
        "NOM",
        "Prénom",
        "E-mail",
        "Tél. portable",
        "Adresse",
        "Code postal",
        "Né(e) le",
        "Sexe",
        "Quartier",
    ]
    sheet = rows(titles, *[["1", "Martin", "Léa", "l@e.fr", "0612345678", "1 rue A", "01000", "1/1/90", "F", "A"]] * 4)
    assert columns.find_header(sheet) == 0
    assert [column.kind.value for column in columns.guess_columns(sheet, 0, TODAY)] == [
        "ignore", "last_name", "first_name", "email", "phone", "address", "address", "age", "criterion", "criterion",
    ]  # fmt: skip


def test_columns_without_titles_are_guessed_from_what_they_hold() -> None:
    people = [
        [f"Personne {'abcdefgh'[n]}", f"p{n}@e.fr", "06 12 34 56 78", f"{n + 1}/05/1980", "FH"[n % 2]] for n in range(8)
    ]
    sheet = rows(*people)
    assert columns.find_header(sheet) is None
    assert [column.kind.value for column in columns.guess_columns(sheet, None, TODAY)] == [
        "full_name", "email", "phone", "age", "criterion",
    ]  # fmt: skip


def test_an_age_column_that_holds_bands_is_a_criterion() -> None:
    sheet = rows(["Nom", "Âge"], ["A", "16-25"], ["B", "26-40"], ["C", "16-25"], ["D", "61 et plus"])
    assert columns.guess_columns(sheet, 0, TODAY)[1].kind == ColumnKind.CRITERION


def test_two_columns_of_one_title_get_two_names() -> None:
    assert columns.titles(rows(["Nom", "Âge", "Âge", ""]), 0) == ["Nom", "Âge", "Âge (2)", "Colonne 4"]


@pytest.mark.parametrize("cell", ["=1+1", "@SUM(A1)", "+SUM(1)", "-2+3+cmd|' /C calc'!A0", "＝1", '=HYPERLINK("x")'])
def test_a_cell_that_a_spreadsheet_executes_is_a_formula(cell: str) -> None:
    assert columns.is_formula(cell)


@pytest.mark.parametrize("cell", ["+33 6 12 34 56 78", "-", "06", "a@b.fr", "Martin", "-12", "+33(0)612-34"])
def test_a_phone_or_a_dash_is_no_formula(cell: str) -> None:
    assert not columns.is_formula(cell)


def test_answers_that_differ_by_case_and_accents_are_one() -> None:
    sheet = rows(["Nom", "Quartier"], ["A", "Forêt"], ["B", "FORET"], ["C", "forêt "], ["D", "Centre"], ["E", "Forêt"])
    assert columns.distinct_values(sheet, 0, 1) == [("centre", "Centre", 1), ("foret", "Forêt", 4)]


def test_a_code_is_the_same_each_time_the_same_form_is_sent() -> None:
    code = keeping.withdraw_code("abc", "11111111-1111-1111-1111-111111111111")
    assert code == keeping.withdraw_code("abc", "11111111-1111-1111-1111-111111111111")
    assert code_hash(code) != ""
    assert code != keeping.withdraw_code("abd", "11111111-1111-1111-1111-111111111111")
