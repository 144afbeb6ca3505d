"""The page of opinions tells the truth: its examples run, its options and its keys exist."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from chainon.__main__ import main
from chainon.methods.opinions.cli import opinions_parser

PAGE = Path(__file__).resolve().parents[5] / "docs" / "methods" / "opinions.md"
TEXT = PAGE.read_text(encoding="utf-8")


def test_its_python_runs_and_says_what_a_reader_expects() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", TEXT, re.S)
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "['e0', 'e1', 'e2', 'e3']\n['e4', 'e5', 'e6', 'e7']\n0\n"


def test_every_option_is_documented_and_every_documented_option_exists() -> None:
    shown = set(re.findall(r"^\| `(--[a-z]+)", TEXT, re.M))
    options = {name for action in opinions_parser()._actions for name in action.option_strings if name.startswith("--")}
    assert shown == options


def test_every_key_of_the_json_is_documented(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = [",".join("1" if (person * number) % 3 else "-1" for number in range(8)) for person in range(24)]
    rows = [f"p{person},{'ab'[person % 2]},{said}" for person, said in enumerate(answers)]
    path = tmp_path / "votes.csv"
    path.write_text("participant,instance," + ",".join("abcdefgh") + "\n" + "\n".join(rows) + "\n", encoding="utf-8")
    assert (
        main(["opinions", "--votes", str(path), "--groups", "instance", "--json", "--map", str(tmp_path / "m.svg")])
        == 0
    )
    keys = set(json.loads(capsys.readouterr().out)) - {"rule"}
    assert [key for key in sorted(keys) if f"`{key}`" not in TEXT] == []


def test_both_forms_shown_are_read() -> None:
    from chainon.methods.opinions.readers import read_votes

    block = next(part for part in re.findall(r"((?:^    .*\n)+)", TEXT, re.M) if "participant,instance" in part)
    lines = [re.split(r"\s{2,}", line.strip()) for line in block.splitlines()]
    wide, long = ("\n".join(line[side] for line in lines) + "\n" for side in (0, 1))
    assert len(read_votes(wide, "instance").reactions) == 5
    assert len(read_votes(long).reactions) == 2
