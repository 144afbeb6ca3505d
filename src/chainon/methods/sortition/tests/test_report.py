"""The report says what went in, by which rule, and what came out; the same files give the same page, to the byte."""

from __future__ import annotations

import itertools
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from chainon.methods.evidence import canonical, sha256_hex
from chainon.methods.randomness import Text
from chainon.methods.sortition.model import Feature, Lottery, Person, Pool, Quota
from chainon.methods.sortition.opening import open_draw
from chainon.methods.sortition.report import Report, build_report, gini_of, percent
from chainon.methods.sortition.seal import seal


def a_report(first_id: str = "a", value: str = "Femme") -> Report:
    """Three seats of two values among four people, each in half of the four panels."""
    ids = [first_id, "b", "c", "d"]
    people = tuple(Person(name, (value if i < 2 else "Homme",)) for i, name in enumerate(ids))
    pool = Pool((Feature("sexe", {value: Quota(1, 1), "Homme": Quota(1, 1), "Autre": Quota(0, 1)}),), people)
    panels = ((0, 2), (0, 3), (1, 2), (1, 3))
    salts = itertools.count()
    sealed = seal(
        pool,
        Lottery(2, panels, (2, 2, 2, 2)),
        draw_id="essai",
        title="Assemblée <de> quartier",
        objective="leximin",
        households=False,
        sources=[Text("texte")],
        replacement="frozen-order",
        probabilities=[0.5] * 4,
        optimum={"min": "0.500000000000", "gap": "0.000000000000", "proven_optimal": True},
        new_salt=lambda _: f"{next(salts):032x}",
    )
    return build_report(sealed.document, open_draw(sealed.document, ["graine"]), {"leximin": 0.12})


def test_the_composition_compares_places_volunteers_seats_and_chances() -> None:
    (table,) = a_report().composition
    women, men, others = table.rows
    assert (women.minimum, women.maximum, women.volunteers, women.drawn) == (1, 1, 2, 1)
    assert (men.chance_min, men.chance_mean, men.chance_max) == ("0.500000",) * 3
    assert (others.volunteers, others.drawn, others.chance_mean) == (0, 0, None)


def test_timings_are_outside_the_hashed_part() -> None:
    report = a_report().as_dict()
    assert report["facts_sha256"] == sha256_hex(canonical(report["facts"]))
    assert report["timings"] == {"leximin": 0.12}
    assert "timings" not in report["facts"]


def test_the_same_files_give_the_same_page() -> None:
    assert a_report().html() == a_report().html()


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    page = _Page(a_report().html())
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object", "form"}
    assert not [attrs for _, attrs in page.tags if {"src", "href", "onload"} & attrs.keys()]
    assert "url(" not in a_report().html()
    assert "@import" not in a_report().html()


def test_the_page_is_in_french_with_titles_that_a_screen_reader_announces() -> None:
    page = _Page(a_report().html())
    assert ("html", {"lang": "fr"}) in page.tags
    assert [tag for tag, _ in page.tags if tag == "h1"] == ["h1"]
    heads = [attrs for tag, attrs in page.tags if tag == "th"]
    assert {attrs.get("scope") for attrs in heads} == {"col", "row"}
    assert [tag for tag, _ in page.tags if tag == "caption"]
    assert all(attrs.get("aria-hidden") == "true" for tag, attrs in page.tags if attrs.get("class") == "bar")


def test_hostile_text_is_shown_and_nobody_is_named() -> None:
    html = a_report(first_id="Zénobie", value="<script>alert(1)</script>").html()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "&lt;de&gt;" in html
    assert "Zénobie" not in html


def test_the_page_says_the_number_the_proof_and_the_chances() -> None:
    report = a_report()
    text = _Page(report.html()).text.replace("\N{NO-BREAK SPACE}", " ")
    assert f"groupe n° {report.number}" in text
    assert "Il est prouvé" in text
    assert "de 50,0 % à 50,0 %" in text
    assert report.commitment in text


@pytest.mark.parametrize(
    ("chance", "shown"), [("0.0909", "9,1 %"), ("0.0043", "0,43 %"), ("0", "0,0 %"), ("1", "100,0 %")]
)
def test_chances_are_shown_as_per_cent(chance: str, shown: str) -> None:
    assert percent(chance).replace("\N{NO-BREAK SPACE}", " ") == shown


def test_gini_is_zero_for_equal_chances_and_known_otherwise() -> None:
    assert gini_of([Decimal("0.5")] * 4) == 0
    assert gini_of([Decimal(0), Decimal(0), Decimal(0), Decimal(1)]) == Decimal("0.75")
    assert gini_of([Decimal(0)]) == 0
