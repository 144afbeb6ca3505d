"""`chainon count` and `chainon recount`: what they say, what they write, and that they write it all or nothing."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from chainon.methods.budgeting import Rule
from chainon.methods.budgeting.cli import count, recount
from chainon.methods.budgeting.request import count_parser, recount_parser
from chainon.methods.budgeting.tests.test_recount import TEXT
from chainon.methods.ties import Ties

SHARED = Path(__file__).resolve().parents[5] / ".." / "shared" / "data" / "budgeting"
PAGE = Path(__file__).resolve().parents[5] / "docs" / "methods" / "budgeting.md"
NAMES = {"ballots.pb", "rule.json", "report.json", "recount.py", "result.txt"}
RULE = ["--rule", "equal-shares", "--completion", "add1u", "--ties", "seed:boules 4, 17, 22"]


@pytest.fixture
def ballots(tmp_path: Path) -> Path:
    path = tmp_path / "vote.pb"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_json_of_a_count(ballots: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert count([str(ballots), *RULE, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    # Six voters each for the first two, the same price a euro: the seed puts the hedges before the bench.
    assert found["winners"][:2] == ["haies", "banc"] and sorted(found["winners"][2:]) == ["fresque", "pompe"]
    assert found["total_cost"] == 1840
    assert Fraction(found["endowment"]) >= Fraction(2400, 16)
    assert {"ties", "cpu_seconds", "explanations", "representation", "beside_greedy", "facts_sha256"} <= set(found)


def test_without_out_a_table_for_people_is_printed(ballots: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert count([str(ballots), *RULE]) == 0
    shown = capsys.readouterr().out
    assert "4 projets retenus, pour 1\N{NO-BREAK SPACE}840" in shown
    line = next(line for line in shown.splitlines() if "jeux" in line)
    assert "%" in line and "Des jeux" in line
    assert {path.name for path in ballots.parent.iterdir()} == {"vote.pb"}


def test_the_folder_is_written_and_recounted(ballots: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = ballots.parent / "résultat"
    assert count([str(ballots), *RULE, "--out", str(out)]) == 0
    assert {path.name for path in out.iterdir()} == NAMES
    digest = json.loads((out / "report.json").read_bytes())["facts_sha256"]
    assert digest in capsys.readouterr().out
    assert recount([str(out), "--digest", digest]) == 0
    assert "Mêmes projets" in capsys.readouterr().out
    assert recount([str(out), "--digest", "0" * 64]) == 1
    (out / "result.txt").write_text("autre chose", encoding="utf-8")
    assert recount([str(out)]) == 1
    assert "result.txt a été modifié" in capsys.readouterr().err


@pytest.mark.parametrize("method", ["greedy", "phragmen", "maximin-support"])
def test_every_method_gives_a_folder_that_is_checked(method: str, ballots: Path) -> None:
    out = ballots.parent / method
    assert count([str(ballots), "--rule", method, "--ties", "id", "--out", str(out)]) == 0
    assert recount([str(out)]) == 0
    report = (out / "report.json").read_bytes()
    (out / "report.json").write_bytes(report.replace(b'"voters":16', b'"voters":17'))
    assert recount([str(out)]) == 1


def test_a_count_is_never_erased_and_the_same_one_may_be_written_again(
    ballots: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ballots.parent / "out"
    for expected, rule in ((0, RULE), (0, RULE), (2, ["--rule", "greedy", "--ties", "id"])):
        before = {path.name: path.read_bytes() for path in out.iterdir()} if out.exists() else None
        assert count([str(ballots), *rule, "--out", str(out)]) == expected
        assert before is None or before == {path.name: path.read_bytes() for path in out.iterdir()}
    assert "ne s'efface pas" in capsys.readouterr().err
    assert {path.name for path in ballots.parent.iterdir()} == {"vote.pb", "out"}


def test_a_tie_that_the_rule_refuses_names_the_projects_and_exits_3(
    ballots: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ballots.parent / "out"
    ballots.write_text(TEXT.partition("0;banc")[0] + "1;banc\n2;jeux\n3;banc,jeux\n", encoding="utf-8")
    assert count([str(ballots), "--rule", "greedy", "--json", "--out", str(out)]) == 3
    captured = capsys.readouterr()
    assert "banc, jeux" in captured.err and captured.out == ""
    assert not out.exists()


def test_a_published_sheet_is_the_whole_rule(ballots: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = ballots.parent / "règle.json"
    rule = Rule("equal-shares", utility="cardinality", stop="exhaustive", ties=Ties("id"), title="Budget 2026")
    sheet.write_text(json.dumps(rule.as_json()), encoding="utf-8")
    assert count([str(ballots), "--sheet", str(sheet), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rule"] == rule.as_json()
    assert count([str(ballots), "--sheet", str(sheet), "--rule", "greedy"]) == 2
    sheet.write_text('{"method": "greedy"}', encoding="utf-8")
    assert count([str(ballots), "--sheet", str(sheet)]) == 2
    sheet.write_text("[]", encoding="utf-8")
    assert count([str(ballots), "--sheet", str(sheet)]) == 2


def test_the_minimum_of_the_file_is_kept_unless_told(ballots: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ballots.write_text(TEXT.replace("vote_type", "min_project_score_threshold;4\nvote_type"), encoding="utf-8")
    for more, expected in (([], 4), (["--minimum", "2"], 2)):
        assert count([str(ballots), "--rule", "greedy", "--ties", "id", "--json", *more]) == 0
        assert json.loads(capsys.readouterr().out)["rule"]["minimum"] == expected


WRONG = [
    ([], "FICHIER"),
    (["vote.pb"], "--rule"),
    (["vote.pb", "--rule", "gredy"], "greedy"),
    (["vote.pb", "--rule", "greedy", "--ties", "perhaps"], "seed:"),
    (["vote.pb", "--rule", "greedy", "--minimum", "-1"], "--minimum"),
    (["vote.pb", "--rule", "greedy", "--fast"], "--fast"),
    (["absent.pb", "--rule", "greedy"], "absent.pb"),
    (["vote.pb", "--rule", "greedy", "--places", "rue"], "« rue »"),
    (["vote.pb", "--rule", "greedy", "--ties", "id", "--out", "vote.pb"], "dossier"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG, ids=[" ".join(case[0]) or "nothing" for case in WRONG])
def test_what_is_wrong_with_the_options_is_said_and_exits_2(
    arguments: list[str],
    said: str,
    ballots: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ballots.parent)
    assert count(arguments) == 2
    captured = capsys.readouterr()
    assert said.replace(" ", "\N{NO-BREAK SPACE}") in captured.err.replace(" ", "\N{NO-BREAK SPACE}")
    assert captured.out == ""


def test_a_faulty_file_is_told_with_its_line_and_how_many_other_faults(
    ballots: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ballots.write_text(TEXT.replace("jeux;1500", "jeux;15OO").replace("haies,pompe", "haies,pompes"), encoding="utf-8")
    assert count([str(ballots), "--rule", "greedy", "--out", str(ballots.parent / "out")]) == 2
    said = capsys.readouterr().err
    assert "ligne 8" in said and "2 défauts de plus" in said.replace("\N{NO-BREAK SPACE}", " ")
    assert not (ballots.parent / "out").exists()


def test_a_folder_without_a_count_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert recount([str(tmp_path)]) == 2
    assert "chainon count" in capsys.readouterr().err


def test_same_bytes_whatever_the_hash_seed_and_the_order_of_the_lines(ballots: Path) -> None:
    head, _, votes = TEXT.partition("voter_id;vote\n")
    shuffled = ballots.parent / "autre.pb"
    shuffled.write_text(head + "voter_id;vote\n" + "".join(reversed(votes.splitlines(keepends=True))), encoding="utf-8")
    written = []
    for seed, source in (("1", ballots), ("2", ballots), ("3", shuffled)):
        out = ballots.parent / f"out{seed}"
        command = [sys.executable, "-m", "chainon", "count", str(source), *RULE, "--out", str(out)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed}, stdout=subprocess.DEVNULL)
        written.append({path.name: path.read_bytes() for path in out.iterdir()})
    assert written[0] == written[1] == written[2]


def test_every_option_and_key_is_documented(ballots: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if not PAGE.exists():
        pytest.skip("the documentation is not installed")
    page = PAGE.read_text(encoding="utf-8")
    assert count([str(ballots), *RULE, "--json"]) == 0
    keys = json.loads(capsys.readouterr().out)
    options = re.findall(r"--[a-z]+", count_parser().format_help() + recount_parser().format_help())
    assert len(set(options)) > 10
    assert [name for name in {*options, *keys} if f"`{name}" not in page and f" {name}" not in page] == ["--help"]


def test_the_help_is_immediate_and_loads_nothing_heavy() -> None:
    code = (
        "import sys; from chainon.methods.budgeting.cli import count\n"
        "try: count(['--help'])\n"
        "except SystemExit: pass\n"
        "print([name for name in ('numpy', 'scipy', 'django') if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert said.splitlines()[-1] == "[]"


def test_wieliczka_s_official_result_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    path = SHARED / "poland_wieliczka_2023.pb"
    if not path.exists():
        pytest.skip("the folder of public data is absent")
    assert count([str(path), "--rule", "equal-shares", "--completion", "add1", "--ties", "id", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    official = {
        line.split(";")[0]
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.endswith(";1") and ";" in line
    }
    assert len(found["winners"]) == 30 and found["total_cost"] == 995079
    assert set(found["winners"]) <= official
