"""`chainon draw` writes a folder that anyone verifies, or says in French what is wrong and writes nothing."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from chainon.__main__ import main
from chainon.methods.sortition import cli
from chainon.methods.sortition.readers import read_categories, read_respondents
from chainon.methods.sortition.request import draw_parser

from .instances import SHARED

CATEGORIES = "category,feature,min,max\nsexe,Femme,3,3\nsexe,Homme,3,3\nâge,16–25,2,3\nâge,26 et plus,3,4\n"
FILES = {"draw.json", "frozen.json", "sealed.json", "panel.csv", "report.html", "verify_draw.py"}


def volunteers(count: int = 24, young: int = 6) -> str:
    lines = [
        f"p{i:02d};{'Femme' if i % 2 else 'Homme'};{'16–25' if i < young else '26 et plus'};rue {i // 2}"
        for i in range(count)
    ]
    return "\n".join(["id;sexe;âge;foyer", *lines]) + "\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("C.csv").write_text(CATEGORIES, encoding="utf-8")
    Path("R.csv").write_text(volunteers(), encoding="cp1252")
    return tmp_path


def draw(*more: str, seed: str = "174", out: str = "out", size: str = "6") -> int:
    files = ["--respondents", "R.csv", "--categories", "C.csv"]
    return main(["draw", *files, "--size", size, "--seed", seed, "--out", out, "--panels", "60", *more])


def test_the_folder_holds_every_file_and_passes_its_verification(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert draw("--id", "id") == 0
    assert {path.name for path in Path("out").iterdir()} == FILES
    assert sorted(path.name for path in here.iterdir()) == ["C.csv", "R.csv", "out"]
    assert Path("out/sealed.json").stat().st_mode & 0o777 == 0o600
    assert Path("out/panel.csv").stat().st_mode & 0o777 == 0o600
    capsys.readouterr()
    assert main(["verify", "out"]) == 0
    assert "✓" in capsys.readouterr().out


def test_the_panel_drawn_keeps_the_places_by_profile(here: Path) -> None:
    assert draw("--id", "id", "--household", "foyer") == 0
    text = Path("out/panel.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines(), delimiter=";"))
    pool = read_respondents(Path("R.csv"), read_categories(CATEGORIES), "id", "foyer")
    homes = {person.id: person.household for person in pool.people}
    assert len(rows) == 6
    assert Counter(row["sexe"] for row in rows) == {"Femme": 3, "Homme": 3}
    assert 2 <= sum(row["âge"] == "16–25" for row in rows) <= 3
    assert len({homes[row["id"]] for row in rows}) == 6


def test_the_standalone_script_of_the_folder_agrees(here: Path) -> None:
    assert draw("--id", "id") == 0
    command = [sys.executable, "-I", "verify_draw.py", "draw.json", "--sealed", "sealed.json"]
    ended = subprocess.run(command, cwd="out", capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_json_gives_one_object_with_the_figures_of_the_exact_lottery(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert draw("--json") == 0
    (line,) = capsys.readouterr().out.splitlines()
    result = json.loads(line)
    assert (result["n"], result["k"], result["panels"], result["out"]) == (24, 6, 60, "out")
    assert result["proven_optimal"] is True
    assert 0 <= result["gap"] <= 1e-6
    assert 0 < result["min_probability"] <= 0.25 <= result["max_probability"] <= 1
    assert 0 <= result["gini"] < 1
    assert 0 <= result["max_deviation"] < 0.05
    assert result["cpu_seconds"] > 0
    assert len(result["panel"]) == 6
    assert all(name.isdigit() for name in result["panel"]), "without --id people are numbered from 0"


def test_the_same_command_gives_the_same_bytes_and_may_be_repeated(here: Path) -> None:
    assert draw(out="a") == draw(out="b") == 0
    for name in FILES:
        assert Path("a", name).read_bytes() == Path("b", name).read_bytes()
    assert draw(out="a") == 0


def test_what_is_frozen_does_not_depend_on_the_seed(here: Path) -> None:
    assert draw(out="a", seed="avant") == draw(out="b", seed="le vrai hasard") == 0
    assert Path("a/frozen.json").read_bytes() == Path("b/frozen.json").read_bytes()
    assert Path("a/draw.json").read_bytes() != Path("b/draw.json").read_bytes()


def test_another_draw_in_the_folder_is_never_erased(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert draw(seed="un") == 0
    before = {path.name: path.read_bytes() for path in Path("out").iterdir()}
    assert draw(seed="deux") == 2
    assert "autre" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in Path("out").iterdir()} == before


def test_a_folder_that_exists_keeps_its_other_files(here: Path) -> None:
    Path("out").mkdir()
    Path("out/notes.txt").write_text("à garder")
    assert draw() == 0
    assert {path.name for path in Path("out").iterdir()} == FILES | {"notes.txt"}
    assert main(["verify", "out"]) == 0


@pytest.mark.parametrize("name", sorted(FILES))
def test_one_byte_changed_in_any_file_is_told(here: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert draw() == 0
    data = Path("out", name).read_bytes()
    for place in (0, len(data) // 3, len(data) - 1):
        Path("out", name).write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        assert main(["verify", "out"]) == 1, place
        assert "✗" in capsys.readouterr().err
    Path("out", name).write_bytes(data + b"\n")
    assert main(["verify", "out"]) == 1


def test_the_public_files_alone_are_verified_and_what_is_not_is_said(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert draw() == 0
    for name in ("sealed.json", "panel.csv", "report.html"):
        Path("out", name).unlink()
    capsys.readouterr()
    assert main(["verify", "out"]) == 0
    assert "sealed.json" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("respondents", "categories", "told"),
    [
        ("", CATEGORIES, ["R.csv", "vide"]),
        (volunteers().replace("p03;Femme", "p03;femme"), CATEGORIES, ["R.csv, ligne 5", "Femme"]),
        (volunteers().replace("p03;Femme", "p03;"), CATEGORIES, ["R.csv, ligne 5", "sexe"]),
        (volunteers().replace("p03", "p02"), CATEGORIES, ["R.csv, ligne 5", "ligne 4"]),
        (volunteers().replace("sexe;", "genre;"), CATEGORIES, ["R.csv, ligne 1", "sexe"]),
        (volunteers(), CATEGORIES.replace("3,4", "5,4"), ["C.csv, ligne 5", "minimum"]),
        (volunteers(), "a,b\n", ["C.csv, ligne 1", "feature"]),
        (volunteers().replace("p03;Femme", "p03;=HYPERLINK(0)"), CATEGORIES, ["R.csv, ligne 5", "=HYPERLINK"]),
    ],
)
def test_bad_input_ends_with_2_the_file_the_line_and_the_reason(
    here: Path, capsys: pytest.CaptureFixture[str], respondents: str, categories: str, told: list[str]
) -> None:
    Path("R.csv").write_text(respondents, encoding="utf-8")
    Path("C.csv").write_text(categories, encoding="utf-8")
    assert draw("--id", "id") == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert all(part in shown.err for part in told), shown.err
    assert "Traceback" not in shown.err
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["draw"], "--respondents"),
        (["draw", "--zut"], "--zut"),
        (["draw", "--size"], "--size"),
        (["verify"], "DOSSIER"),
        (["verify", "nulle-part"], "draw.json"),
    ],
)
def test_a_command_that_is_not_understood_ends_with_2(
    here: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    assert main(arguments) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    "more",
    [
        ["--size", "six"],
        ["--size", "0"],
        ["--panels", "0"],
        ["--panels", "999999999"],
        ["--objective", "legacy"],
        ["--seed", " "],
        ["--seed", "a\x07b"],
        ["--id", "nom"],
        ["--respondents", "absent.csv"],
        ["--categories", "."],
        ["--out", "R.csv"],
        ["--out", "R.csv/dedans"],
    ],
)
def test_an_option_that_cannot_be_used_ends_with_2_and_writes_nothing(
    here: Path, capsys: pytest.CaptureFixture[str], more: list[str]
) -> None:
    assert draw(*more) == 2
    shown = capsys.readouterr().err.strip()
    assert shown.endswith(".")
    assert "\n" not in shown
    assert sorted(path.name for path in here.iterdir()) == ["C.csv", "R.csv"]


def test_an_impossible_draw_ends_with_3_the_conflict_and_the_ways_out(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("R.csv").write_text(volunteers(young=1), encoding="utf-8")
    assert draw() == 3
    shown = capsys.readouterr().err.replace("\N{NO-BREAK SPACE}", " ")
    assert "Il manque 1 personne « 16–25 » (âge)" in shown
    assert "  - au moins 2 « 16–25 » (âge)" in shown
    assert "  1. " in shown
    assert not Path("out").exists()


def test_more_seats_than_volunteers_end_with_3(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert draw(size="50") == 3
    assert "volontaires" in capsys.readouterr().err


def test_an_interruption_ends_with_130_and_writes_nothing(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_compute", interrupted)
    assert draw() == 130
    assert not Path("out").exists()


def test_a_disk_that_fails_half_way_leaves_nothing(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from chainon.methods import folders

    write = folders._write

    def full(path: Path, data: bytes, mode: int) -> None:
        if path.name == "draw.json":
            raise OSError(28, "No space left on device")
        write(path, data, mode)

    monkeypatch.setattr(folders, "_write", full)
    assert draw() == 2
    assert sorted(path.name for path in here.iterdir()) == ["C.csv", "R.csv"]


def test_maximin_is_drawn_too(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert draw("--objective", "maximin", "--json") == 0
    assert json.loads(capsys.readouterr().out)["objective"] == "maximin"
    assert main(["verify", "out"]) == 0


def test_a_formula_in_an_identifier_is_neutralised_in_what_is_written(here: Path) -> None:
    Path("R.csv").write_text(volunteers().replace("\np", "\n=p"), encoding="utf-8")
    assert draw("--id", "id") == 0
    rows = Path("out/panel.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert all(row.startswith("'=p") for row in rows)


def test_every_option_is_documented() -> None:
    page = Path(__file__).resolve().parents[5] / "docs" / "methods" / "sortition.md"
    text = page.read_text(encoding="utf-8")
    options = [name for action in draw_parser()._actions for name in action.option_strings if len(name) > 2]
    assert [name for name in options if f"`{name}" not in text] == []
    assert all(f"| `{code}` |" in text for code in (0, 1, 2, 3, 130))


def test_the_example_of_the_page_works(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = Path(__file__).resolve().parents[5] / "docs" / "methods" / "sortition.md"
    (example,) = re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    exec(compile(example, str(page), "exec"), {})
    assert capsys.readouterr().out == "0.5 0.5 True\n"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared pools are not beside the repository")
def test_a_public_pool_is_drawn_by_the_whole_command(tmp_path: Path) -> None:
    folder = SHARED / "example_small_20"
    arguments = ["--respondents", folder / "respondents.csv", "--categories", folder / "categories.csv"]
    command = [sys.executable, "-m", "chainon", "draw", *arguments, "--size", "20", "--seed", "x", "--json"]
    ended = subprocess.run([*command, "--out", tmp_path / "out"], capture_output=True, text=True, check=True)
    result = json.loads(ended.stdout)
    assert result["min_probability"] == pytest.approx(0.1, abs=1e-9)
    assert result["proven_optimal"] is True
    assert ended.stderr == ""
    assert main(["verify", str(tmp_path / "out")]) == 0
