"""The delays printed by the program are found again from its files, by a program that knows nothing of it."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from chainon.base import clock
from chainon.base.scopes.models import Territory
from chainon.commitments.commitments import services as commitments
from chainon.commitments.commitments.models import Commitment, UpdateKind
from chainon.portal.opendata.selectors import median_rows
from chainon.portal.opendata.views import SCRIPT_NAME

from .test_files import body_of, on, story

__all__ = ["story"]


@pytest.fixture
def folder(story: dict[str, Any], tmp_path: Path) -> Path:
    for name in ("attentes.csv", "pauses.csv"):
        (tmp_path / name).write_bytes(body_of(f"/donnees/{name}"))
    (tmp_path / SCRIPT_NAME).write_bytes(Client().get(f"/donnees/{SCRIPT_NAME}").content)
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", SCRIPT_NAME, *(arguments or (".",))]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)


def test_the_program_alone_finds_the_medians_of_the_pages(folder: Path, territory: Territory) -> None:
    with clock.at(on(26)):
        kept = Commitment.objects.get(what="Poser un banc")
        commitments.give_news(commitment=kept, kind=UpdateKind.KEPT, text="C’est fait.", signed_by="M. Petit")
    (folder / "attentes.csv").write_bytes(body_of("/donnees/attentes.csv"))
    done = run(folder)
    assert done.returncode == 0, done.stderr
    found = {
        (row["expects"], row["whose"].removeprefix("'")): (int(row["count"]), float(row["median_days"]))
        for row in csv.DictReader(io.StringIO(done.stdout), delimiter=";")
    }
    pages = {(row.expects.value, row.whose): (row.count, float(row.median)) for row in median_rows(territory.scope)}
    assert found == pages and found["answer", ""] == (1, 10.0) and found["update", "=La ville"] == (1, 5.0)


def test_a_delay_that_was_touched_is_seen(folder: Path) -> None:
    file = folder / "attentes.csv"
    file.write_text(file.read_text().replace(";true;10", ";true;3"))
    done = run(folder)
    assert done.returncode == 1 and "3 dans le fichier, 10 en recomptant" in done.stderr


def test_without_the_files_it_says_how_to_call_it(folder: Path, tmp_path: Path) -> None:
    for arguments in (("nulle-part",), (".", ".")):
        done = run(folder, *arguments)
        assert done.returncode == 2 and "Usage" in done.stderr


def test_the_page_of_open_data_shows_them_and_how(story: dict[str, Any]) -> None:
    page = Client().get("/donnees").content.decode()
    assert "10 jours" in page and f"python3 {SCRIPT_NAME} http://testserver/donnees" in page
