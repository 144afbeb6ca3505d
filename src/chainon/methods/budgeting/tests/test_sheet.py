"""The sheet of a rule is plain data: written, read back, and refused when a word of it is unknown."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from chainon.methods.budgeting import BudgetingError, Rule
from chainon.methods.ties import Ties

FULL = Rule(
    "equal-shares",
    minimum=3,
    ties=Ties.parse("seed:boules 4, 17"),
    utility="points",
    start="whole",
    shares=(("nord", Fraction(1, 3)), ("sud", Fraction(2, 3))),
    step=50,
    stop="overspend",
    fill="votes",
    comparison="exclusion",
    title="Budget des habitants 2027",
)


@pytest.mark.parametrize(
    "rule", [FULL, Rule("greedy", ties=Ties("order", order=("b", "a"))), Rule("phragmen"), Rule("maximin-support")]
)
def test_a_sheet_is_written_as_json_and_read_back(rule: Rule):
    assert Rule.from_json(json.loads(json.dumps(rule.as_json()))) == rule


def test_the_name_tells_the_method_and_its_variants():
    assert FULL.name == "equal-shares/points/add1/compared-by-exclusion/filled-by-votes"
    assert Rule("greedy", too_dear="stop").name == "greedy/votes/stop"
    assert Rule("equal-shares", stop="exhaustive").name == "equal-shares/cost/add1-exhaustive"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("method", "hasard"),
        ("utility", "beauty"),
        ("stop", None),
        ("minimum", -1),
        ("minimum", "3"),
        ("step", 0),
        ("step", 1.5),
        ("shares", {"nord": "-1/2"}),
        ("shares", {"nord": "1/0"}),
        ("ties", {"way": "best"}),
        ("version", "another"),
        ("name", "greedy/votes/skip"),
        ("colour", "green"),
        ("title", 3),
    ],
)
def test_a_sheet_with_an_unknown_word_is_refused(field: str, value: object):
    with pytest.raises(BudgetingError, match="bad-sheet"):
        Rule.from_json({**FULL.as_json(), field: value})
