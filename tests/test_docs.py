"""The documents tell the truth: their examples run, their links lead somewhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .house import ROOT

METHODS = ROOT / "src" / "chainon" / "methods"
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.S)


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """The files that the README names: 60 volunteers for 24 seats, a vote, a budget, what people think."""
    (tmp_path / "places.csv").write_text("category,feature,min,max\nsexe,F,12,12\nsexe,H,12,12\n", encoding="utf-8")
    people = "".join(f"p{number},{'FH'[number % 2]}\n" for number in range(60))
    (tmp_path / "volontaires.csv").write_text("id,sexe\n" + people, encoding="utf-8")
    grades = ("Très bien,Passable", "Bien,À rejeter", "Très bien,Bien")
    (tmp_path / "bulletins.csv").write_text("Parc,Place\n" + "\n".join(grades) + "\n", encoding="utf-8")
    shutil.copy(METHODS / "budgeting" / "tests" / "golden_count" / "ballots.pb", tmp_path / "vote.pb")
    reactions = "".join(f"p{person},e{said},{(-1) ** (person * said)}\n" for person in range(30) for said in range(8))
    (tmp_path / "reactions.csv").write_text("voter-id,comment-id,vote\n" + reactions, encoding="utf-8")
    return tmp_path


def test_the_readme_s_python_runs(town: Path) -> None:
    (code,) = blocks(ROOT / "README.md", "python")
    check = "\nassert len(lottery.panels) == 1000 and fairest.proven_optimal and 0.4 - fairest.min_probability < 1e-9"
    subprocess.run([sys.executable, "-c", code + check], cwd=town, check=True)


def test_the_readme_s_commands_do_what_they_say(town: Path) -> None:
    commands = [line for block in blocks(ROOT / "README.md", "sh") for line in block.splitlines() if "chainon " in line]
    assert len(commands) == 6
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for command in commands:
        subprocess.run(command, shell=True, cwd=town, check=True, env={**os.environ, "PATH": path})


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_to_a_file(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} → {target}"


def test_the_make_targets_that_the_readme_names_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"make (\w+)", (ROOT / "README.md").read_text(encoding="utf-8"))):
        assert re.search(rf"^{target}:", makefile, re.M), target
