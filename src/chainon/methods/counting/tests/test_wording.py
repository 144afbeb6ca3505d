"""Every code of counting has its French sentence, and no sentence needs more than its parameters."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from chainon.methods.counting.errors import CountingError
from chainon.methods.counting.wording import FRENCH, decimal, error_words, percent, words
from chainon.methods.ties import TieError

FAMILY = Path(__file__).resolve().parents[1]
MODULES = sorted(path for path in FAMILY.glob("*.py") if path.name not in {"errors.py", "__init__.py"})
NAMED_BY_CODE = ("Error", "Finding", "Invalid", "words", "invalid_slot")


def codes_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name.endswith(NAMED_BY_CODE):
                found = [part for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant)]
                yield from (part.value for part in found if isinstance(part.value, str))


def test_every_code_that_is_used_is_worded() -> None:
    found = {code for path in [*MODULES, FAMILY.parent / "ties.py"] for code in codes_in(path)}
    assert {"unknown-mark", "quorum-missed", "tied", "elected-stv", "marked-invalid", "several-choices"} <= found
    composed = {"elected-", "tie-", "remark-"}
    not_codes = {"candidate-twice"} | composed
    assert (
        sorted(code for code in found - not_codes if code not in FRENCH and " " not in code and "zip" not in code) == []
    )


@pytest.mark.parametrize("where", ["last-seat", "elimination", "surplus", "second-round"])
def test_every_place_of_an_equality_is_worded(where: str) -> None:
    assert f"tie-{where}" in FRENCH
    text = error_words(TieError("tied", ids=("a", "b"), where=where))
    assert "«\N{NO-BREAK SPACE}a\N{NO-BREAK SPACE}»" in text


@pytest.mark.parametrize("rule", ["plurality", "approval", "points", "borda", "stv", "irv"])
def test_every_rule_says_who_wins(rule: str) -> None:
    assert f"elected-{rule}" in FRENCH


@pytest.mark.parametrize("code", sorted(FRENCH))
def test_a_sentence_is_made_even_without_its_parameters(code: str) -> None:
    text = words(code.partition("/")[0], {})
    assert text and "{" not in text and not text[0].isupper()
    assert all(part[1] is None or part[1].isidentifier() for part in string.Formatter().parse(FRENCH[code]))


def test_numbers_are_written_in_french() -> None:
    assert percent(Fraction(2, 3)) == "66,67\N{NO-BREAK SPACE}%"
    assert percent("1/2") == "50\N{NO-BREAK SPACE}%"
    assert decimal(Fraction(20)) == 20 and str(decimal(Fraction(1, 3))) == "0.33"
    assert str(decimal(Fraction(200_001, 10))) == "20000.1"
    exact = {"name": "Banc", "votes": 1, "valid": 1200, "share": Fraction(1, 1200)}
    assert "1 voix sur 1\N{NO-BREAK SPACE}200 (0,08\N{NO-BREAK SPACE}%)" in words("elected-plurality", exact)


def test_one_and_several_ballots_are_in_accord() -> None:
    assert "si 1 bulletin était rempli autrement" in words("margin-exact", {"lower": 1})
    assert "si 12 bulletins étaient remplis autrement" in words("margin-exact", {"lower": 12})


def test_a_name_that_looks_like_a_template_is_shown_as_it_is() -> None:
    error = CountingError("unknown-candidate", line=3, name="{name.__class__}")
    assert "{name.__class__}" in error_words(error) and error_words(error).startswith("ligne 3")
