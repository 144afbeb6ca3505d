"""What is published of a vote: every ballot, and nobody."""

from __future__ import annotations

import json
import os
import random
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from chainon.methods.budgeting.model import Instance
from chainon.methods.budgeting.pabulib import inspect_pabulib
from chainon.methods.budgeting.pabulib_export import Personal, age_band, published, write_text
from chainon.methods.budgeting.pabulib_text import PabulibFile, read_text
from chainon.methods.budgeting.tests.exports import random_file
from chainon.methods.budgeting.wording import error_words

SHARED = Path(__file__).resolve().parents[5] / ".." / "shared" / "data" / "budgeting"
HEAD = """META
key;value
budget;1000
vote_type;cumulative
description;Essai ; « l'été »
country;France
unit;Essai
instance;2026
num_projects;3
num_votes;99
rule;greedy
date_begin;2026
date_end;2026
PROJECTS
project_id;name;cost;proposer;selected;telephone
10;Banc ;300;Amina;1;0600000000
2;"Jeux ; « dehors »";500;Bruno;0;
1;Haies;250.50;Chantal;1;
"""


def file_of(rows: list[str]) -> PabulibFile:
    file, problems = read_text(HEAD + "VOTES\nvoter_id;age;sex;vote;points;neighborhood;email\n" + "".join(rows))
    assert file is not None and not problems
    return file


def cast(count: int, *, seed: int = 1) -> list[str]:
    chance = random.Random(seed)
    rows = []
    for at in range(count):
        names = chance.sample(["1", "2", "10"], chance.randint(0, 3))
        points = [str(chance.randint(1, 3)) for _ in names]
        age, sex, place = chance.randint(16, 90), chance.choice("MF"), chance.choice(["Nord", "Sud"])
        rows.append(f"amina{at};{age};{sex};{','.join(names)};{','.join(points)};{place};a{at}@example.org\n")
    return rows


def counted(instance: Instance | None) -> Counter[tuple[tuple[str, int], ...]]:
    assert instance is not None
    found: Counter[tuple[tuple[str, int], ...]] = Counter()
    for group in range(len(instance.ballots)):
        row = tuple(sorted((instance.projects[at].id, points) for at, points in instance.ballots.row(group)))
        found[row] += int(instance.ballots.weights[group])
    return found


@pytest.mark.parametrize("personal", ["drop", "coarsen", "keep"])
def test_every_ballot_and_every_project_is_published_as_it_was(personal: Personal) -> None:
    file = file_of(cast(60))
    again = inspect_pabulib(write_text(published(file, personal=personal)))
    before = inspect_pabulib(write_text(file))
    assert again.problems == before.problems == ()
    assert counted(again.instance) == counted(before.instance)
    assert again.instance is not None
    assert [(p.id, p.cost, p.name) for p in again.instance.projects] == [
        ("1", 25050, "Haies"),
        ("2", 50000, "Jeux ; « dehors »"),
        ("10", 30000, "Banc"),
    ]
    assert again.remarks == ()  # the number of voters is set right


def test_by_default_nothing_personal_leaves() -> None:
    text = write_text(published(file_of(cast(60))))
    assert "voter_id;vote;points\n1;" in text
    assert not [word for word in ("amina", "Amina", "@", "Nord", "0600", "age", "proposer", "selected") if word in text]


def test_the_place_stays_when_the_rule_needs_it() -> None:
    file = published(file_of(cast(60)), places="neighborhood")
    assert file.votes.header == ("voter_id", "vote", "points", "neighborhood")
    assert set(file.votes.column("neighborhood") or ()) == {"Nord", "Sud"}


def test_coarsened_cells_are_shared_by_eleven_voters_or_left_empty() -> None:
    rows = [f"v{at};34;F;2;1;Nord;\n" for at in range(11)] + [f"w{at};34;M;2;1;Nord;\n" for at in range(10)]
    votes = published(file_of(rows), personal="coarsen").votes
    assert votes.header == ("voter_id", "vote", "points", "age", "sex", "neighborhood")
    assert Counter(row[3:] for row in votes.rows()) == {("30-44", "F", "Nord"): 11, ("", "", ""): 10}


@pytest.mark.parametrize(("age", "band"), [("17", "0-17"), ("18", "18-29"), ("75", "75-120"), ("121", ""), ("x", "")])
def test_ages_become_bands(age: str, band: str) -> None:
    assert age_band(age) == band


@pytest.mark.parametrize("personal", ["drop", "coarsen", "keep"])
def test_the_order_of_voters_and_projects_leaves_no_trace(personal: Personal) -> None:
    rows = cast(40)
    head, *_ = HEAD.split("10;Banc")
    reordered = HEAD.replace(HEAD[len(head) :], "".join(reversed(HEAD[len(head) :].splitlines(keepends=True))))
    other, _ = read_text(
        reordered + "VOTES\nvoter_id;age;sex;vote;points;neighborhood;email\n" + "".join(reversed(rows))
    )
    assert other is not None
    texts = {write_text(published(file, personal=personal)) for file in (file_of(rows), other)}
    assert len(texts) == 1


def test_what_is_written_is_read_back_to_the_cell() -> None:
    file = published(file_of(cast(20)), personal="keep")
    again, problems = read_text(write_text(file))
    assert again is not None and not problems
    for mine, theirs in ((file.meta, again.meta), (file.projects, again.projects), (file.votes, again.votes)):
        assert (mine.header, list(mine.rows())) == (theirs.header, list(theirs.rows()))


def test_a_published_file_is_published_again_to_the_same_bytes() -> None:
    once = write_text(published(file_of(cast(30))))
    file, _ = read_text(once)
    assert file is not None
    assert write_text(published(file)) == once


@pytest.mark.parametrize("block", range(4))
def test_a_damaged_file_is_told_or_read_and_what_is_read_is_published_whole(block: int) -> None:
    for seed in range(60 * block, 60 * (block + 1)):
        chance = random.Random(seed)
        data = bytearray(random_file(seed)[0].encode())
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(data))
            data[at : at + chance.randint(0, 8)] = bytes(chance.choices(b';",\n "0-.MVP\t\xe9', k=chance.randint(0, 5)))
        reading = inspect_pabulib(bytes(data))
        assert bool(reading.problems) is (reading.instance is None)
        assert all(error_words(error) for error in reading.problems)
        if reading.instance is not None and reading.file is not None:
            again = inspect_pabulib(write_text(published(reading.file, personal="keep")))
            assert (again.problems, counted(again.instance)) == ((), counted(reading.instance)), seed


def test_the_peer_finds_nothing_wrong_with_what_is_published(tmp_path: Path) -> None:
    peer = os.environ.get("CHAINON_PABULIB_PYTHON")
    if not peer:
        pytest.skip("CHAINON_PABULIB_PYTHON names no Python with pabulib-checker")
    path = tmp_path / "essai.pb"
    rows = [row.replace(";;;", ";2;1;") for row in cast(60)]  # the peer takes no blank ballots
    text = write_text(published(file_of(rows), personal="coarsen"))
    path.write_text(text.replace("date_end;2026\n", "date_end;2026\nmax_sum_points;9\n"), encoding="utf-8")
    code = (
        "import json, sys; from pabulib.checker import Checker; "
        "found = Checker().process_files([sys.argv[1]]); "
        "print('\\n' + json.dumps([v['results'] for k, v in found.items() if k not in ('metadata', 'summary')]))"
    )
    said = subprocess.run([peer, "-c", code, str(path)], check=True, capture_output=True, text=True).stdout
    assert not json.loads(said.splitlines()[-1])[0].get("errors"), said
