from __future__ import annotations

import csv
import gzip
import time
import tracemalloc
from pathlib import Path

import pytest

from chainon.territory.places import communes
from chainon.territory.places.communes import index

EDITION = Path(__file__).parents[6] / "shared/data/territoire/communes_2026.csv.gz"

# Written by hand, before the search: what people type, and the commune they mean.
MEANT = [
    ("L'Haÿ-les-Roses", "94038"),
    ("l’hay les roses", "94038"),
    ("lhay les roses", "94038"),
    ("lisle adam", "95313"),
    ("zhay", None),
    ("st etienne", "42218"),
    ("Saint-Étienne", "42218"),
    ("ste foy les lyon", "69202"),
    ("vaulx en v", "69256"),
    ("marseille", "13055"),
    ("Marseille 3e", "13203"),
    ("marseille 3ème", "13203"),
    ("Marseille 3e arrondissement", "13203"),
    ("Marseille 1er", "13201"),
    ("Paris 13", "75113"),
    ("lyon 8", "69388"),
    ("roubaix", "59512"),
    ("59100", "59512"),
    ("93066", "93066"),
    ("2A004", "2A004"),
    ("2a004", "2A004"),
    ("Œting", "57521"),
    ("oeting", "57521"),
    ("fort de france", "97209"),
    ("fort-france", "97209"),
    ("Saint-Denis 93", "93066"),
    ("saint denis 974", "97411"),
    ("Y", "80829"),
    ("aubenas", "07019"),
    ("  AUBENAS  ", "07019"),
]


@pytest.mark.parametrize(("typed", "code"), MEANT)
def test_the_first_answer_is_the_commune_meant(typed: str, code: str | None) -> None:
    found = communes.search(typed)
    assert (found[0].code if found else None) == code


def test_the_two_large_saint_denis_come_before_the_others() -> None:
    assert [one.code for one in communes.search("st denis", 3)[:2]] == ["97411", "93066"]


def test_a_number_that_is_a_postcode_and_an_insee_code_finds_both() -> None:
    assert {one.code for one in communes.search("97411")} == {"97411", "97415"}
    assert {one.code for one in communes.search("13001")} == {"13055", "13001", "13201"}


def test_an_exact_name_comes_before_a_more_populated_beginning() -> None:
    assert [one.name for one in communes.search("Vaulx")][:2] == ["Vaulx", "Vaulx"]
    assert "Vaulx-en-Velin" in [one.name for one in communes.search("Vaulx")]


def test_nothing_is_found_of_nothing_nor_of_signs() -> None:
    for typed in ("", "   ", "%", "\\", "(((", "[|,]", "zzzz", "\n", "|", "\x00"):
        assert communes.search(typed) == []


def test_a_hostile_query_is_read_as_words() -> None:
    assert communes.search(".*") == []
    assert communes.search("a" * 100_000) == []


def test_the_limit_is_kept_and_no_commune_comes_twice() -> None:
    found = communes.search("saint", 50)
    assert len(found) == len({one.code for one in found}) == 50
    assert communes.search("saint", 0) == []


def test_a_code_gives_its_commune_with_department_and_region() -> None:
    commune = communes.by_code("93066")
    assert commune is not None
    assert (commune.name, commune.department_name, commune.region_name) == (
        "Saint-Denis",
        "Seine-Saint-Denis",
        "Île-de-France",
    )
    assert "93200" in commune.postcodes
    assert commune.lon == pytest.approx(2.356, abs=0.02)
    assert communes.by_code("00000") is None
    assert communes.by_code("93200") is None
    assert communes.by_code("|,") is None


def test_every_folded_name_is_the_one_that_the_search_folds() -> None:
    for line in index._text().decode().strip("\n").split("\n"):
        head, name, *_others = line.split("\t")
        assert head.partition("|")[0] == index.fold(name)


def test_the_file_is_small_and_every_department_is_named() -> None:
    packed = Path(index.__file__).with_name("communes.txt.gz")
    assert packed.stat().st_size <= 1_000_000
    lines = gzip.decompress(packed.read_bytes()).decode().strip("\n").split("\n")
    assert len(lines) > 34_900
    assert all(index._commune(line.encode()).department_name for line in lines)


@pytest.mark.skipif(not EDITION.exists(), reason="the shared copy of the communes is not beside this repository")
def test_codes_populations_and_postcodes_are_those_of_the_shared_edition() -> None:
    with gzip.open(EDITION, "rt", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["codes_postaux"] and row["population"]]
    assert len(rows) == len(index._text().splitlines()) - 1
    for row in rows[::250]:
        commune = communes.by_code(row["code_insee"])
        assert commune is not None
        assert commune.population == int(row["population"])
        if row["coord_nature"] == "mairie":
            assert (commune.lon, commune.lat) == pytest.approx((float(row["lon"]), float(row["lat"])), abs=0.001)
        assert set(commune.postcodes) == set(row["codes_postaux"].replace(";", " ").replace("|", " ").split())


def test_a_search_costs_less_than_twenty_milliseconds_and_memory_stays_small() -> None:
    index._text.cache_clear()
    tracemalloc.start()
    communes.search("saint")
    kept, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 15_000_000
    for typed in (
        "zzzz",
        "e e e e e",
        "l hay",
        "97411",
        "saint denis 93",
        "a a a a a a a a a a a a a",
        "l d l s l d l s l d l s l d",
        "e" * 80,
    ):
        spent = []
        for _ in range(3):
            started = time.process_time()
            communes.search(typed)
            spent.append(time.process_time() - started)
        assert min(spent) < 0.020, typed
