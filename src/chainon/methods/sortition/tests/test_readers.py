"""The two files of a draw are read strictly, and every faulty line is told with its reason."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chainon.methods.sortition.model import Feature, Quota
from chainon.methods.sortition.readers import (
    FaultyFile,
    inspect_categories,
    inspect_respondents,
    read_categories,
    read_respondents,
)

from .instances import SHARED, SHARED_NAMES, shared_pool

CATEGORIES = "category,feature,min,max\nsexe,Femme,1,2\nâge,16–25,0,1\nsexe,Homme,1,2\nâge,26 et plus,1,3\n"
FEATURES = read_categories(CATEGORIES)


def found(problems: tuple) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.code) for problem in problems]


def test_both_formats_give_the_same_features_in_the_order_of_the_file() -> None:
    other = "Feature;Value;Min;Max\nsexe;Femme;1;2\nsexe;Homme;1;2\nâge;16–25;0;1\nâge;26 et plus;1;3\n"
    assert read_categories(other) == FEATURES
    assert FEATURES[0] == Feature("sexe", {"Femme": Quota(1, 2), "Homme": Quota(1, 2)})


def test_how_far_a_quota_may_be_relaxed_is_read_and_may_be_left_empty() -> None:
    text = "feature,value,min,max,min_flex,max_flex\nsexe,F,4,6,3,8\nsexe,H,4,6,,\n"
    assert read_categories(text)[0].quotas == {"F": Quota(4, 6, 3, 8), "H": Quota(4, 6)}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("sexe,F,3,2", "quota-min-above-max"),
        ("sexe,F,-1,2", "quota-negative"),
        ("sexe,F,un,2", "not-a-number"),
        ("sexe,F,,2", "not-a-number"),
        ("sexe,F,1.5,2", "not-a-number"),
        ("sexe,F,¹,2", "not-a-number"),
        ("sexe,F,1,99999999999999999999", "number-too-large"),
        ("sexe,,1,2", "missing-value"),
        (",F,1,2", "missing-feature"),
        ("sexe,F,1", "ragged-line"),
        ("sexe,F,1,2,3", "ragged-line"),
        ("sexe,Femme,1,2", "value-twice"),
    ],
)
def test_a_faulty_line_of_the_places_is_told_with_its_line(line: str, code: str) -> None:
    report = inspect_categories(f"{CATEGORIES}{line}\n")
    assert found(report.problems) == [(6, code)]
    assert report.result == FEATURES
    with pytest.raises(FaultyFile) as error:
        read_categories(f"{CATEGORIES}{line}\n")
    assert (error.value.code, error.value.line) == (code, 6)


def test_a_relaxation_narrower_than_the_quota_is_refused() -> None:
    report = inspect_categories("feature,value,min,max,min_flex,max_flex\nsexe,F,4,6,5,6\nsexe,H,4,6,4,5\n")
    assert found(report.problems) == [(2, "flex-inside-quota"), (3, "flex-inside-quota")]


def test_places_without_a_needed_column_or_without_a_line_are_refused() -> None:
    assert found(inspect_categories("category,feature,min\na,b,1\n").problems) == [(1, "missing-column")]
    assert found(inspect_categories("category,feature,min,max\n").problems) == [(None, "no-rows")]
    assert found(inspect_categories("").problems) == [(None, "empty-file")]


def test_volunteers_without_an_id_are_numbered_from_zero() -> None:
    pool = read_respondents("âge,sexe,note\n16–25,Femme,x\n\n26 et plus,Homme,y\n", FEATURES)
    assert [(person.id, person.values) for person in pool.people] == [
        ("0", ("Femme", "16–25")),
        ("1", ("Homme", "26 et plus")),
    ]


def test_an_empty_household_is_shared_with_nobody() -> None:
    text = "id,foyer,sexe,âge\na,rue A,Femme,16–25\nb,,Homme,16–25\n"
    assert [person.household for person in read_respondents(text, FEATURES, "id", "foyer").people] == ["rue A", None]


def test_every_faulty_line_is_listed_and_the_sound_ones_are_kept() -> None:
    text = (
        "id;sexe;âge\n"
        "a;Femme;16–25\n"
        "b;femme;16-25\n"
        "a;Homme;26 et plus\n"
        ";Homme;26 et plus\n"
        "c;Homme;\n"
        "d;Homme\n"
        "e;=HYPERLINK(1);16–25\n"
        "f; Homme ;26 et plus;;\n"
    )
    report = inspect_respondents(text, FEATURES, "id")
    assert found(report.problems) == [
        (3, "unknown-value"),
        (3, "unknown-value"),
        (4, "duplicate-id"),
        (5, "missing-id"),
        (6, "missing-value"),
        (7, "ragged-line"),
        (8, "unknown-value"),
    ]
    assert [problem.params.get("near") for problem in report.problems[:2]] == ["Femme", "16–25"]
    assert report.problems[2].params["first"] == 2
    assert report.result is not None
    assert [person.id for person in report.result.people] == ["a", "f"]
    assert report.lines == (2, 9)
    assert not report.is_sound


def test_a_missing_column_is_told_with_the_nearest_title() -> None:
    report = inspect_respondents("Sexe,age,ident\nF,G,1\n", FEATURES, "id")
    assert found(report.problems) == [(1, "missing-column")] * 3
    assert [problem.params["near"] for problem in report.problems] == ["Sexe", "age", None]
    assert report.result is None


def test_a_needed_column_twice_is_refused() -> None:
    assert found(inspect_respondents("sexe,âge,sexe\n", FEATURES).problems) == [(1, "column-twice")]


def test_a_file_of_volunteers_with_a_header_only_is_refused() -> None:
    assert found(inspect_respondents("sexe,âge\n", FEATURES).problems) == [(None, "no-rows")]


def test_the_strict_reading_tells_the_first_problem_and_keeps_them_all() -> None:
    with pytest.raises(FaultyFile) as error:
        read_respondents("sexe,âge\nX,16–25\nFemme,Y\n", FEATURES)
    assert (error.value.code, error.value.line, len(error.value.problems)) == ("unknown-value", 2, 2)


@pytest.mark.parametrize("value", ["Femme", "inconnu"])
def test_two_hundred_thousand_lines_are_read_in_seconds_of_processor_even_when_all_are_faulty(
    tmp_path: Path, value: str
) -> None:
    path = tmp_path / "big.csv"
    path.write_text(
        "id,sexe,âge\n" + "".join(f"p{i},{value}{'' if value == 'Femme' else i},16–25\n" for i in range(200_000))
    )
    start = time.process_time()
    report = inspect_respondents(path, FEATURES, "id")
    assert time.process_time() - start < (3 if value == "Femme" else 6)
    assert (len(report.lines), len(report.problems)) == ((200_000, 0) if value == "Femme" else (0, 200_000))


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.text('";,\tab0-=é\r\n\0', max_size=200).map(str.encode))
def test_no_bytes_whatever_break_the_readers(data: bytes) -> None:
    for start in (b"", b"category,feature,min,max\n", b"id;sexe;\xc3\xa2ge\n"):
        for report in (inspect_categories(start + data), inspect_respondents(start + data, FEATURES, "id")):
            assert report.result is not None or report.problems


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared pools are not beside the repository")
@pytest.mark.parametrize("name", SHARED_NAMES)
def test_the_public_pools_are_read_as_by_an_independent_reader(name: str) -> None:
    expected, _ = shared_pool(name)
    folder = SHARED / name
    with_id = (folder / "respondents.csv").read_text().startswith("id,")
    features = read_categories(folder / "categories.csv")
    pool = read_respondents(folder / "respondents.csv", features, *(("id", "household") if with_id else ()))
    assert pool == expected
