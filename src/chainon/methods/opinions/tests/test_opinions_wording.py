"""Every code that opinions can raise or say has its French sentence, set with the spaces that French wants."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from chainon.methods.errors import MethodError
from chainon.methods.opinions.errors import OpinionsError
from chainon.methods.opinions.lenses import Reason
from chainon.methods.opinions.wording import FRENCH, error_words, percent, words

FAMILY = Path(__file__).resolve().parents[1]
SOURCES = sorted(path for path in FAMILY.glob("*.py"))


def codes_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name == "words" or (name.endswith("Error") and name != "AssertionError"):
                yield str(node.args[0].value)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_every_code_used_in_a_file_is_worded(path: Path) -> None:
    assert [code for code in codes_in(path) if code not in FRENCH] == []


def test_the_search_for_codes_finds_some() -> None:
    found = {code for path in SOURCES for code in codes_in(path)}
    assert {"answer-twice", "no-votes-table", "column-twice", "map-title", "kept", "no-map"} <= found


def test_the_documented_codes_of_errors_and_every_reason_are_worded() -> None:
    documented = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", OpinionsError.__doc__ or ""))
    assert len(documented) > 10
    reasons = set(Reason.__args__)  # type: ignore[attr-defined]  # a Literal
    kinds = {f"{kind}-twice" for kind in ("participant", "statement")}
    assert documented | reasons | kinds <= set(FRENCH)


@pytest.mark.parametrize("code", sorted(FRENCH))
def test_a_sentence_is_made_even_without_its_parameters(code: str) -> None:
    text = words(code.partition("/")[0], {})
    assert text
    assert "{" not in text
    assert not re.search(r" [:;!?»%]|« ", text)
    assert all(part[1] is None or part[1].isidentifier() for part in string.Formatter().parse(FRENCH[code]))


def test_an_error_says_its_line_first() -> None:
    said = error_words(OpinionsError("unknown-answer", line=12, found="2"))
    assert said.startswith("ligne 12\N{NO-BREAK SPACE}: «\N{NO-BREAK SPACE}2\N{NO-BREAK SPACE}» n'est pas une réaction")
    assert error_words(MethodError("empty-file")).startswith("le fichier est vide")


def test_shares_are_rounded_to_the_nearest() -> None:
    shown = [percent(*pair) for pair in ((1, 2), (1, 8), (2, 3), (0, 3), (3, 3), (0, 0))]
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in shown] == ["50 %", "13 %", "67 %", "0 %", "100 %", "–"]
