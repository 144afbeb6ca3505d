"""The map: a picture with words, a table that says the same, and nobody alone in a dot."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from chainon.methods.opinions import Reactions
from chainon.methods.opinions.analysis import Analysis, analyse
from chainon.methods.opinions.drawing import MOST_DOTS, dots, svg
from chainon.methods.opinions.report import map_table

from .conversations import PUBLIC, planted, public

SVG = "{http://www.w3.org/2000/svg}"


def two_groups(people: int = 200) -> Analysis:
    return analyse(planted(people, 40, 25, groups=2, seed=2)[0])


def test_every_dot_stands_for_five_people_or_more_and_all_are_there() -> None:
    for analysis in (two_groups(), analyse(planted(90, 20, 15, groups=1)[0]), two_groups(3000)):
        assert analysis.plane is not None
        found = dots(analysis)
        drawn = analysis.grouped.membership >= 0 if analysis.grouped.names else analysis.plane.placed
        assert min(dot.people for dot in found) >= 5
        assert sum(dot.people for dot in found) == drawn.sum()
        assert len(found) <= MOST_DOTS


@pytest.mark.parametrize("name", PUBLIC)
def test_no_dot_of_a_public_conversation_is_one_person(name: str) -> None:
    assert min(dot.people for dot in dots(analyse(public(name)[0]))) >= 5


def test_the_picture_says_what_it_shows_and_has_a_shape_a_dot() -> None:
    analysis = two_groups()
    root = ElementTree.fromstring(svg(analysis) or "")
    assert root.get("aria-labelledby") == "map-title map-desc"
    assert "200" in (root.findtext(f"{SVG}title") or "")
    described = root.findtext(f"{SVG}desc") or ""
    assert "Groupe 1" in described
    assert "5 personnes ou plus" in described
    shapes = [*root.iter(f"{SVG}circle"), *root.iter(f"{SVG}polygon")]
    assert len(shapes) == len(map_table(analysis)) + 2  # the legend
    assert {row["group"] for row in map_table(analysis)} == {"1", "2"}


def test_the_names_of_groups_are_text_and_nothing_else() -> None:
    reactions, _ = planted(60, 10, 9, groups=2, seed=3)
    groups = {person: ["<b>Jeunes</b>", "A & B"][place % 2] for place, person in enumerate(reactions.participants)}
    drawn = svg(analyse(reactions, groups=groups)) or ""
    assert "&lt;b&gt;Jeunes&lt;/b&gt;" in drawn
    assert "<b>" not in drawn
    ElementTree.fromstring(drawn)


def test_there_is_no_map_of_few_people_or_few_statements() -> None:
    few = Reactions.of([(f"p{person}", str(name), 1) for person in range(19) for name in range(9)])
    short = Reactions.of([(f"p{person}", str(name), 1) for person in range(30) for name in range(6)])
    for reactions, reason in ((few, "few-voters"), (short, "few-statements")):
        analysis = analyse(reactions)
        assert svg(analysis) is None
        assert dots(analysis) == ()
        assert analysis.grouped.reason == reason
        assert len(analysis.findings.gathers) == len(reactions.statements)


def test_every_dot_is_inside_the_frame() -> None:
    root = ElementTree.fromstring(svg(two_groups()) or "")
    for circle in root.iter(f"{SVG}circle"):
        assert 0 < float(circle.get("cx", "-1")) < 640
        assert 0 < float(circle.get("cy", "-1")) < 580
    for shape in root.iter(f"{SVG}polygon"):
        corners = [tuple(map(float, pair.split(","))) for pair in (shape.get("points") or "").split()]
        assert all(0 < x < 640 and 0 < y < 580 for x, y in corners)
