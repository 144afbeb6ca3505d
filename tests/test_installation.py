"""The page for whoever installs names every variable, with what happens without it, and every command."""

from __future__ import annotations

import re

import pytest
from django.core.management import get_commands

from chainon.config.commands import main
from chainon.config.environment import VARIABLES

from .house import ROOT

PAGE = (ROOT / "docs" / "installation.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `(\w+)` \| (.+?) \| .{20,} \|$", PAGE, re.M))
INTERNAL = {"work", "run_job"}
"""Commands that `chainon run` and its worker give themselves."""


@pytest.mark.parametrize("name", VARIABLES)
def test_a_variable_is_documented_with_its_default(name: str) -> None:
    default = VARIABLES[name]
    assert name in ROWS, f"{name} is not in the table of docs/installation.md"
    assert ROWS[name] == f"`{default}`" if default else ROWS[name].startswith("*(")


def test_the_page_names_no_variable_that_does_not_exist() -> None:
    assert set(re.findall(r"\b(?:CHAINON_[A-Z_]+|DATABASE_URL)\b", PAGE)) == set(VARIABLES)


def test_every_command_of_ours_is_named() -> None:
    ours = {name for name, app in get_commands().items() if app.startswith("chainon.")} - INTERNAL
    assert {"journal", "outbox", "tick"} <= ours
    assert not [name for name in ours if f"`chainon {name}" not in PAGE]


def test_asking_for_help_starts_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert (main(["run", "--help"]), main(["run", "--port=9"])) == (0, 2)
    assert "CHAINON_URL" in capsys.readouterr().out
