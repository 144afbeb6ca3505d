"""Every code that the methods of a draw can raise or find has its French sentence."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from chainon.methods.errors import MethodError
from chainon.methods.sortition.errors import SortitionError
from chainon.methods.sortition.wording import FRENCH, error_words, listed, number, sentence, typeset, words

METHODS = Path(__file__).resolve().parents[2]
FAMILIES = ("sortition", "randomness", "evidence", "tables.py")
NAMED_BY_CODE = ("Error", "Infeasible", "Finding", "Undecided", "words", "explain")


def sources() -> Iterator[Path]:
    for name in FAMILIES:
        path = METHODS / name
        yield from [path] if path.is_file() else (p for p in path.rglob("*.py") if "tests" not in p.parts)


def codes_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        first = node.args[0]
        if name.endswith(NAMED_BY_CODE) and not name.startswith("Assertion") and isinstance(first, ast.Constant):
            yield str(first.value)


@pytest.mark.parametrize("path", list(sources()), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_code_used_in_a_file_is_worded(path: Path) -> None:
    if path.name in {"errors.py", "__init__.py"}:
        return
    assert [code for code in codes_in(path) if code not in FRENCH and " " not in code] == []


def test_the_search_for_codes_finds_some() -> None:
    found = {code for path in sources() for code in codes_in(path)}
    assert {"duplicate-id", "too-few-of-value", "text-empty", "nul-byte", "no-vacancy", "recruit"} <= found


@pytest.mark.parametrize("code", sorted(FRENCH))
def test_a_sentence_is_made_even_without_its_parameters(code: str) -> None:
    text = words(code.partition("/")[0], {})
    assert text
    assert "{" not in text
    assert all(part[1] is None or part[1].isidentifier() for part in string.Formatter().parse(FRENCH[code]))


def test_numbers_take_their_noun_and_high_punctuation_its_space() -> None:
    params = {"feature": "âge", "value": "16–25", "minimum": 6, "available": 4, "missing": 2}
    assert words("too-few-of-value", params).startswith("il manque 2 personnes «\N{NO-BREAK SPACE}16–25")
    assert words("too-few-of-value", {**params, "missing": 1}).startswith("il manque 1 personne ")
    assert number(1700) == "1\N{NO-BREAK SPACE}700"
    assert typeset("quoi ?") == "quoi\N{NO-BREAK SPACE}?"
    assert sentence("fin") == "Fin."


def test_a_value_that_looks_like_a_template_is_shown_as_it_is() -> None:
    error = SortitionError("duplicate-id", line=3, id="{id.__class__}", first=2)
    assert "{id.__class__}" in error_words(error)
    assert error_words(error).startswith("ligne 3")


def test_an_unknown_code_is_shown_rather_than_hidden() -> None:
    assert "no-such-code" in error_words(MethodError("no-such-code", x=1))


def test_places_are_listed_in_words() -> None:
    place = {"feature": "âge", "value": "16–25", "side": "minimum"}
    assert listed([{**place, "bound": 6}]) == [typeset("au moins 6 « 16–25 » (âge)")]
    assert listed([{**place, "before": 6, "after": 4}]) == [typeset("« 16–25 » (âge) au moins 4 au lieu de 6")]
