"""What the two sheets say, and what they do not."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chainon.base import clock
from chainon.base.chain.delays import taken
from chainon.base.chain.models import Relation
from chainon.conftest import one_of_us, valmont
from chainon.portal.report.periods import period_with_code
from chainon.portal.report.selectors import report_of
from chainon.portal.report.services import publish_finished_quarters

from .making import MAY, Town, winter

QUERIES = 24


@pytest.fixture(scope="module")
def winter_once(once: None) -> Iterator[Town]:
    made = winter(valmont().scope, bruno=one_of_us("bruno"), amina=one_of_us("amina"))
    with clock.at(MAY):
        publish_finished_quarters()
        yield made


@pytest.fixture
def town(winter_once: Town, db: None) -> Town:
    return deepcopy(winter_once)


def figures(query: str) -> dict[str, str]:
    text = Client().get(f"/bilan/bilan.csv?{query}").content.decode("utf-8-sig")
    return {
        row["figure"]: "hidden" if row["hidden"] == "true" else row["value"]
        for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=";")
    }


def test_a_quarter_that_is_over(town: Town) -> None:
    found = figures("periode=2026-T1")
    expected = {
        "Paroles publiées": "29",
        "Écrite en ligne": "hidden",
        "Lieux touchés": "2",
        "Rencontres tenues": "2",
        "Présences": "30",
        "Venues pour la première fois": "12",
        "Personnes prévenues de vive voix": "hidden",
        "Réponses données": "2",
        "C’est oui": "2",
        "C’est non": "0",
        "Délai médian": "5",
        "Encore attendues": "1",
        "Dont en retard": "1",
        "Promesses faites": "2",
        "Tenues": "1",
        "En cours, dans les temps": "0",
        "En retard": "1",
        "Réglées tout de suite": "1",
    }
    assert {label: found[label] for label in expected} == expected


def test_a_place_counts_what_is_inside_it(town: Town) -> None:
    port = figures(f"periode=2026-T1&lieu={town.port.public_id}")
    assert (port["Paroles publiées"], port["Rencontres tenues"], port["Réponses données"]) == ("14", "0", "2")
    assert "Lieux touchés" not in port
    bourg = figures(f"periode=2026-T1&lieu={town.bourg.public_id}")
    assert (bourg["Présences"], bourg["Réponses données"], bourg["Promesses faites"]) == ("30", "0", "0")


def test_people_of_a_period_under_way_are_not_counted_yet(town: Town) -> None:
    found = figures("periode=2026-T2")
    assert found["Paroles publiées"] == "hidden" and found["En retard"] == "0", "it was postponed in April"
    page = Client().get("/bilan?periode=2026-T2").content.decode()
    assert "la période n’est pas finie" in page and "paraissent quand la période est finie" in page


def test_no_number_of_people_below_the_threshold_is_on_any_page(town: Town) -> None:
    people = {"Paroles publiées", "Premières paroles", "Présences", "Venues pour la première fois"}
    people |= {"Personnes prévenues de vive voix", "Écrite en ligne", "Écrite sur papier", "Dite lors d’une rencontre"}
    for where in ("", f"&lieu={town.port.public_id}", f"&lieu={town.bourg.public_id}"):
        for code in ("2026", "2026-S1", "2026-T1", "2026-T2"):
            found = figures(f"periode={code}{where}")
            assert not [
                found[label] for label in people if found[label] not in {"hidden", "0"} and int(found[label]) < 11
            ]


def test_the_median_is_that_of_the_open_data(town: Town) -> None:
    period = period_with_code("2026-T1")
    assert period is not None
    answers = [
        each for each in taken(town.territory, first=period.first, last=period.last) if each.expects == Relation.ANSWER
    ]
    assert figures("periode=2026-T1")["Délai médian"] == f"{float(answers[0].median):g}"


def test_the_page_and_the_file_say_the_same_and_how_each_is_counted(town: Town) -> None:
    period = period_with_code("2026-T1")
    assert period is not None
    page = Client().get("/bilan?periode=2026-T1").content.decode()
    for _section, line in report_of(town.territory, town.territory, period).lines:
        assert line.label in page and line.value in page and line.how in page
    assert "L’ampoule est changée" not in page, "a title, not what was said"
    assert re.search(r"<textarea id=\"mots\"(?![^>]*name=)", page), "words that are sent nowhere"


@pytest.mark.parametrize("query", ["periode=1812", "periode=2026-T4", "lieu=nulle-part", "periode=&lieu="])
def test_what_cannot_be_is_the_last_quarter_of_the_territory(town: Town, query: str) -> None:
    page = Client().get(f"/bilan?{query}").content.decode()
    assert "Valmont, 1er\u00a0trimestre 2026" in page or "Valmont, 1er trimestre 2026" in page


def test_the_page_reads_in_few_queries(town: Town) -> None:
    client = Client()
    client.get("/bilan?periode=2026-T1")
    with CaptureQueriesContext(connection) as asked:
        client.get("/bilan?periode=2026-T1")
    assert len(asked) <= QUERIES, "\n".join(each["sql"][:140] for each in asked)
