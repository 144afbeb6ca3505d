"""Every code that budgeting can raise or tell has its French sentence."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from chainon.methods.budgeting.errors import BudgetingError
from chainon.methods.budgeting.telling import money, percent
from chainon.methods.budgeting.wording import FRENCH, error_words, words
from chainon.methods.errors import MethodError

METHODS = Path(__file__).resolve().parents[2]
SHARED = ("ties.py", "tables.py", "folders.py")
SOURCES = [*(METHODS / "budgeting").glob("*.py"), *(METHODS / name for name in SHARED)]


def codes_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        first = node.args[0]
        if name.endswith(("Error", "words")) and isinstance(first, ast.Constant):
            yield str(first.value)
        if name == "write_folder":
            yield from (str(ast.literal_eval(each.value)) for each in node.keywords if each.arg == "other")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_every_code_used_in_a_file_is_worded(path: Path) -> None:
    assert [code for code in codes_in(path) if code not in FRENCH and " " not in code] == []


def test_the_search_for_codes_finds_some() -> None:
    found = {code for path in SOURCES for code in codes_in(path)}
    assert {"tied", "not-pabulib", "bad-sheet", "no-share", "out-other-count", "rivals", "nul-byte"} <= found


@pytest.mark.parametrize("code", sorted(FRENCH))
def test_a_sentence_is_made_even_without_its_parameters(code: str) -> None:
    text = words(code if code in FRENCH else code.partition("/")[0], {})
    assert text
    assert "{" not in text
    assert all(part[1] is None or part[1].isidentifier() for part in string.Formatter().parse(FRENCH[code]))


def test_money_and_shares_are_written_as_in_french() -> None:
    assert money(1200000) == "12\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}€"
    assert money(Fraction(1, 2)) == "0,01\N{NO-BREAK SPACE}€"
    assert money(694, "") == "6,94"
    assert percent(Fraction(1172, 6586)) == "17,8\N{NO-BREAK SPACE}%"


def test_errors_are_told_with_their_line() -> None:
    assert error_words(BudgetingError("unknown-project", line=3, id="{id.__class__}")).startswith("ligne 3")
    assert "no-such-code" in error_words(MethodError("no-such-code"))
