"""Every code of disclosure has its French sentence, and the report reveals nothing."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from chainon.methods.disclosure import ALL, Dimension, DisclosureError, Finding, Publication, Rule, Table
from chainon.methods.disclosure.attack import attack
from chainon.methods.disclosure.report import report
from chainon.methods.disclosure.suppression import protect
from chainon.methods.disclosure.wording import FRENCH, attack_words, error_words, finding_words, words
from chainon.methods.french import typeset

FAMILY = Path(__file__).resolve().parents[1]
PAGE = Path(__file__).resolve().parents[5] / "docs" / "methods" / "disclosure.md"


def raised() -> Iterator[str]:
    for path in FAMILY.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "DisclosureError"
            if named and isinstance(node.args[0], ast.Constant):
                yield str(node.args[0].value)


def test_every_code_that_is_raised_is_worded() -> None:
    codes = set(raised())
    assert {"contradiction", "unknown-value", "secret-too-short"} <= codes
    assert codes <= FRENCH.keys()


@pytest.mark.parametrize("code", sorted(FRENCH))
def test_a_sentence_is_made_even_without_its_parameters(code: str) -> None:
    assert "{" not in words(code.partition("/")[0])


def test_a_finding_is_said_in_plain_french() -> None:
    cell = {"lieu": "Le Port", "âge": "15-24"}
    assert finding_words(Finding("exact", cell, 3, 3)) == typeset(
        "Le Port (lieu), 15-24 (âge) : on retrouve par soustraction qu'il s'agit de 3 personnes."
    )
    assert finding_words(Finding("narrow", {}, 0, 1)).endswith(typeset("qu'il s'agit de 0 à 1 personne."))
    assert attack_words([])[0].startswith("Aucun petit nombre")


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: Dimension("a", ()), "no-atom"),
        (lambda: Dimension("a", ("x", ALL)), "code-twice"),
        (lambda: Dimension("a", ("x",), {"g": ("y",)}), "bad-group"),
        (lambda: Rule(threshold=0), "bad-rule"),
        (lambda: _one({("x",): -1}), "negative-count"),
        (lambda: _one({("x", "x"): 1}), "bad-cell"),
        (lambda: _one({("y",): 1}), "unknown-code"),
        (lambda: Publication((), (Table("t", ("a",), {}),)), "unknown-dimension"),
        (lambda: Publication((Dimension("a", ("x",)),) * 2, ()), "dimension-twice"),
        (lambda: Publication((), (Table("t", (), {}), Table("t", (), {}))), "table-twice"),
        (lambda: _one({}).table("u"), "unknown-table"),
    ],
)
def test_a_description_that_makes_no_sense_is_refused_in_words(make, code: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(DisclosureError) as refused:
        make()
    assert refused.value.code == code
    assert "…" not in error_words(refused.value)


def _one(counts: dict[tuple[str, ...], int]) -> Publication:
    return Publication((Dimension("a", ("x",)),), (Table("t", ("a",), counts),))


def test_the_report_hashes_what_is_published_and_nothing_hidden() -> None:
    place = Dimension("lieu", ("nord", "sud", "est"))

    def with_north(north: int) -> Publication:
        row = {("nord",): north, ("sud",): 60, ("est",): 20 - north, (ALL,): 80}
        return protect(Publication((place,), (Table("t", ("lieu",), row),))).publication

    first, second = report(with_north(3)), report(with_north(4), timings={"attack": 0.1})
    assert first.as_dict()["sha256"] == second.as_dict()["sha256"]
    assert first.facts["hidden"] == 2
    assert first.explanation[0].startswith("2 cases sur 4 sont masquées")
    assert json.loads(json.dumps(second.as_dict()))["timings"] == {"attack": 0.1}
    shown = Publication((place,), (Table("t", ("lieu",), {("nord",): 3}),))
    assert report(shown).facts["findings"] == [attack(shown)[0].as_dict()]
    assert report(shown).as_dict()["sha256"] != first.as_dict()["sha256"]


def test_the_examples_of_the_page_run() -> None:
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) >= 2
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, str(PAGE), "exec"), names)
