"""The examples of the documentation run; its list of the fields of a sheet is complete."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from chainon.methods.budgeting import Rule

PAGE = Path(__file__).resolve().parents[5] / "docs" / "methods" / "budgeting.md"


@pytest.fixture(scope="module")
def page() -> str:
    if not PAGE.exists():
        pytest.skip("the documentation is not installed")
    return PAGE.read_text(encoding="utf-8")


def test_the_examples_of_the_page_run(page: str, capsys: pytest.CaptureFixture[str]):
    examples = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert examples
    for example in examples:
        exec(compile(example, str(PAGE), "exec"), {"__name__": "example"})
    assert "jeux" in capsys.readouterr().out


def test_each_field_of_a_sheet_is_on_the_page(page: str):
    table = page.partition("## La fiche de règle")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == {each.name for each in fields(Rule)}
