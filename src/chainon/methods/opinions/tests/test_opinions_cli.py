"""`chainon opinions`: from a file to sentences, to JSON or to a map, and what it says when it cannot."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from chainon.__main__ import main
from chainon.methods.opinions import cli

from .conversations import SHARED, planted, triples

KEYS = {"participants", "statements", "groups", "silhouette", "stability", "consensus", "divisive", "minority"}


@pytest.fixture
def votes(tmp_path: Path) -> Path:
    """A hundred people of two opinions, and of three bodies, on 24 statements."""
    reactions, truth = planted(100, 24, 18, groups=2, seed=1)
    path = tmp_path / "reactions.csv"
    lines = ["participant,comment-id,vote,instance"]
    for person, statement, answer in triples(reactions):
        body = ["jeunes", "quartier", ""][int(person) % 3]
        lines.append(f"{person},{statement},{answer},{body}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert truth.sum() > 0
    return path


@pytest.fixture
def comments(tmp_path: Path) -> Path:
    path = tmp_path / "enonces.csv"
    rows = [f"{number:02},Énoncé numéro {number},{-1 if number == 3 else 1}" for number in range(24)]
    path.write_text("comment-id,comment-body,moderated\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main(["opinions", *map(str, arguments)])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def parsed(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, Any]:
    code, out, err = run(capsys, *arguments, "--json")
    assert (code, err) == (0, "")
    return dict(json.loads(out))


def test_the_json_has_its_keys_and_forgets_what_was_taken_out(
    votes: Path, comments: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = parsed(capsys, "--votes", votes, "--comments", comments, "--seed", "mairie")
    assert set(found) >= KEYS | {"cpu_seconds", "facts_sha256", "inputs_sha256", "unknown", "representative", "table"}
    assert (found["participants"], found["statements"], found["seed"]) == (100, 23, "mairie")
    assert len(found["groups"]) == 2
    assert sum(found["groups"]) == 100
    assert "03" not in {row["id"] for row in found["table"]}
    assert found["consensus"][0]["text"].startswith("Énoncé numéro")


def test_the_same_command_gives_the_same_facts(votes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, again = (parsed(capsys, "--votes", votes) for _ in range(2))
    assert first["facts_sha256"] == again["facts_sha256"]
    assert first | {"cpu_seconds": 0} == again | {"cpu_seconds": 0}


def test_declared_groups_are_named_and_grouped_no_further(votes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = parsed(capsys, "--votes", votes, "--groups", "instance")
    assert (found["lens"], found["group_names"], found["groups"]) == ("declared", ["jeunes", "quartier"], [34, 33])
    assert found["silhouette"] is None
    assert found["stability"] is None
    code, out, _ = run(capsys, "--votes", votes, "--groups", "instance")
    assert code == 0
    assert "2 groupes déclarés\N{NO-BREAK SPACE}: jeunes (34), quartier (33)." in out
    assert "33 personnes ne sont dans aucun groupe" in out


def test_the_four_lists_are_told_in_french(votes: Path, comments: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "--votes", votes, "--comments", comments)
    assert (code, err) == (0, "")
    titles = [line for line in out.splitlines() if line.startswith("Ce qu") or line.startswith("Ce que")]
    assert titles[:4] == [
        "Ce qui rassemble",
        "Ce qui partage",
        "Ce que porte une minorité",
        "Ce qu'on ne sait pas encore",
    ]
    assert "2 groupes d'opinion" in out
    assert "Énoncé numéro" in out


def test_the_map_is_written_with_its_table(votes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "carte.svg"
    found = parsed(capsys, "--votes", votes, "--map", target)
    assert target.read_text(encoding="utf-8").startswith("<svg")
    assert sum(row["people"] for row in found["map"]) == 100
    assert sorted(path.name for path in tmp_path.iterdir()) == ["carte.svg", "reactions.csv"]


def test_below_twenty_people_there_is_a_list_and_no_map(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, target = tmp_path / "few.csv", tmp_path / "carte.svg"
    rows = [f"p{person},1,1,-1,0,1,1,1,1" for person in range(12)]
    path.write_text("participant,a,b,c,d,e,f,g,h\n" + "\n".join(rows) + "\n", encoding="utf-8")
    code, out, err = run(capsys, "--votes", path, "--map", target)
    assert code == 0
    assert "Moins de 20 personnes ont réagi" in out
    assert "Pas de carte" in err
    assert not target.exists()


def test_polis_figures_are_given_for_comparison(votes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = parsed(capsys, "--votes", votes, "--polis", "--groups", "instance")
    assert set(found) >= KEYS | {"cpu_seconds"}
    assert {"id", "priority", "group_informed_agree", "group_informed_disagree"} == set(found["table"][0])
    code, out, _ = run(capsys, "--votes", votes, "--polis")
    assert code == 0
    assert out.startswith("Comme Polis")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Il manque --votes"),
        (["--votes", "rien.csv"], "n'existe pas"),
        (["--votes", "{folder}"], "ne peut pas être lu"),
        (["--votes", "{bad}"], "bad.csv, ligne 3"),
        (["--votes", "{votes}", "--groups", "conseil"], "il manque la colonne"),
        (["--votes", "{votes}", "--comments", "{bad}"], "il manque la colonne"),
        (["--votes", "{votes}", "--couleur"], "--couleur"),
        (["--votes", "{votes}", "--seed"], "--seed"),
        (["--votes", "{votes}", "--seed", "\ud800"], "--seed"),
        (["--votes", "{votes}", "--map", "{folder}/absent/m.svg"], "impossible d'écrire"),
        (["--votes", "{votes}", "--map", "m.svg", "--polis"], "--polis"),
    ],
)
def test_what_is_wrong_is_a_sentence_and_the_code_2(
    arguments: list[str], said: str, votes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.csv").write_text("participant,0\np1,1\np2,oui\n", encoding="utf-8")
    places = {"votes": votes, "folder": tmp_path, "bad": tmp_path / "bad.csv"}
    code, out, err = run(capsys, *(argument.format(**places) for argument in arguments))
    assert (code, out) == (2, "")
    assert said.lower() in err.replace("\N{NO-BREAK SPACE}", " ").lower()
    assert err.rstrip().endswith(".")
    assert "Traceback" not in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.csv", "reactions.csv"]


def test_interrupted_it_says_so(
    votes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_opinions", interrupted)
    assert run(capsys, "--votes", votes)[0] == 130


def test_the_help_is_immediate_and_names_every_option() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "chainon", "opinions", "--help"]
    shown = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.3
    assert all(f"--{name}" in shown for name in ("votes", "comments", "groups", "polis", "seed", "map", "json"))


def test_asking_for_the_command_loads_no_array() -> None:
    code = "import sys, chainon.methods.opinions.cli; print('numpy' in sys.modules or 'scipy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize("name", ["polis-vtaiwan.uberx", "polis-brexit-consensus"])
def test_public_conversations_go_through(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    if not SHARED.is_dir():
        pytest.skip("the public conversations are not beside the project")
    folder = SHARED / name
    found = parsed(
        capsys, "--votes", folder / "participants-votes.csv", "--comments", folder / "comments.csv", "--polis",
        "--groups", "group-id",
    )  # fmt: skip
    assert len(found["groups"]) == 2
    assert found["consensus"]
