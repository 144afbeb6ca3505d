"""The page of the counting rules tells the truth: its example runs, its commands too, its options are all there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from chainon.methods.counting.cli import elect
from chainon.methods.counting.request import elect_parser
from chainon.methods.counting.sheet import KINDS

PAGE = Path(__file__).resolve().parents[5] / "docs" / "methods" / "counting.md"
pytestmark = pytest.mark.skipif(not PAGE.exists(), reason="the pages are not with this copy of the methods")


def test_the_example_runs() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[0].startswith("('Parc',)")


def test_every_rule_and_every_option_is_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    options = [name for action in elect_parser()._actions for name in action.option_strings if name.startswith("--")]
    assert [name for name in (*options, *(f"`{rule}`" for rule in KINDS)) if name not in text] == []


def test_the_commands_of_the_page_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = re.findall(r"^    chainon elect (.*)$", PAGE.read_text(encoding="utf-8"), re.M)
    assert len(commands) == 3
    monkeypatch.chdir(tmp_path)
    texts = {
        "majority-judgment": "A;B\nTrès bien;Bien\n",
        "stv": "bulletin\na>b>c>d\nb>a>e>c\nc\nd\ne\n",
        "yes-no": "Le local\n" + "oui\n" * 61,
    }
    for command in commands:
        words = [part.strip('"') for part in re.findall(r'"[^"]*"|\S+', command)]
        Path("bulletins.csv").write_text(texts[words[2]], encoding="utf-8")
        assert elect(words) == 0
