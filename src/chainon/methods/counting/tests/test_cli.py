"""`chainon elect`: a result that is read, or JSON; bad input has a sentence and code 2, an equality code 3."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from chainon.__main__ import main
from chainon.methods.counting.cli import elect

FILES = {
    "choix.csv": "Banc;Arbre;Fontaine\n" + "x;;\n" * 5 + ";x;\n" * 3 + ";;x\n" * 2,
    "approbation.csv": "Banc,Arbre\n1,1\n1,0\n,\n",
    "réponses.csv": "Le local\noui\noui\nnon\n",
    "mentions.csv": "A,B,C\nBien,Mal,\nMoyen,Bien,Mal\nBien,Bien,Moyen\n",
    "rangs.csv": "bulletin\nA>B=C\nB>A\nA>C\nA\nblanc\nC\n",
    "points.csv": "A;B\n5;2\n3;8\n",
    "consentement.csv": "Horaires,Local\naccord,objection : trop de bruit\nréserve : à revoir,accord\n",
    "collèges.csv": "collège,Banc,Arbre\nhab,1,\nhab,1,\nhab,,1\nasso,,1\n",
    "égalité.csv": "Banc,Arbre\n1,\n,1\n",
}
COMMANDS = {
    "plurality": "choix.csv --rule plurality",
    "two-round": "choix.csv --rule two-round --registered 12 --majority >1/2,25%",
    "approval": "approbation.csv --rule approval --seats 1 --threshold >1/2",
    "yes-no": "réponses.csv --rule yes-no --threshold 2/3 --registered 5 --quorum 1/2",
    "majority-judgment": "mentions.csv --rule majority-judgment --grades Bien,Moyen,Mal",
    "schulze": "rangs.csv --rule schulze",
    "irv": "rangs.csv --rule irv --ties seed:174",
    "stv": "rangs.csv --rule stv --seats 2 --ties seed:174",
    "borda": "rangs.csv --rule borda",
    "points": "points.csv --rule points --total 11 --most 8",
    "consent": "consentement.csv --rule consent",
    "colleges": "collèges.csv --rule plurality --college collège --colleges hab=2/3,asso=1/3",
    "carry": "collèges.csv --rule plurality --college collège --colleges hab=2/3,asso=1/3 --carry winner",
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        Path(name).write_text(text, encoding="utf-8")


def as_json(command: str, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    assert elect([*command.split(), "--json"]) == 0
    return dict(json.loads(capsys.readouterr().out))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_result_is_said_in_french_and_given_as_json(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = as_json(COMMANDS[name], capsys)
    assert {"rule", "winners", "scores", "margin", "ties", "sheet", "facts_sha256", "cpu_seconds"} <= set(found)
    assert elect(COMMANDS[name].split()) == 0
    shown = capsys.readouterr().out
    assert all(line in shown for line in found["sentences"])  # type: ignore[attr-defined] # texts
    assert "erreur" not in shown and "…" not in shown and "{" not in shown
    assert " :" not in shown and " %" not in shown, "no-break spaces before high punctuation"


def test_winners_are_those_worked_out_by_hand(capsys: pytest.CaptureFixture[str]) -> None:
    winners = {name: as_json(command, capsys)["winners"] for name, command in COMMANDS.items()}
    assert winners == {
        "plurality": ["Banc"],
        "two-round": [],
        "approval": ["Banc"],
        "yes-no": ["Le local"],
        "majority-judgment": ["A"],
        "schulze": ["A"],
        "irv": ["A"],
        "stv": winners["stv"],
        "borda": ["A"],
        "points": ["B"],
        "consent": ["Horaires"],
        "colleges": ["Arbre"],
        "carry": ["Banc"],
    }
    assert len(winners["stv"]) == 2  # type: ignore[arg-type] # names


def test_colleges_are_exact_fractions(capsys: pytest.CaptureFixture[str]) -> None:
    found = as_json(COMMANDS["colleges"], capsys)
    assert found["scores"] == {"Banc": "4/9", "Arbre": "5/9"}
    assert {name: each["winners"] for name, each in found["colleges"].items()} == {  # type: ignore[attr-defined] # JSON
        "asso": ["Arbre"],
        "hab": ["Banc"],
    }


def test_without_its_quorum_nothing_is_decided(capsys: pytest.CaptureFixture[str]) -> None:
    found = as_json("réponses.csv --rule yes-no --registered 10 --quorum 1/2", capsys)
    assert found["winners"] == []
    assert "il manque 2 bulletins" in " ".join(found["sentences"])  # type: ignore[arg-type] # texts


def test_an_equality_stops_the_count_names_who_is_equal_and_a_seed_settles_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert elect(["égalité.csv", "--rule", "plurality"]) == 3
    message = capsys.readouterr().err
    assert "Banc" in message and "Arbre" in message and "--ties seed" in message
    found = as_json("égalité.csv --rule plurality --ties seed:boules", capsys)
    assert found["winners"] in (["Banc"], ["Arbre"])
    assert found["ties"] and found["margin"] == {"lower": 0, "upper": 0}
    assert as_json("égalité.csv --rule plurality --ties id", capsys)["winners"] == ["Arbre"]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("", "manque le fichier"),
        ("choix.csv", "manque --rule"),
        ("choix.csv --rule scrutin", "scrutin"),
        ("rien.csv --rule irv", "n'existe pas"),
        (". --rule irv", "ne peut pas être lu"),
        ("choix.csv --rule plurality --gagnants 2", "--gagnants"),
        ("choix.csv --rule plurality --seats deux", "nombre entier"),
        ("choix.csv --rule plurality --seats 4", "3 choix"),
        ("choix.csv --rule plurality --seats", "attend une valeur"),
        ("choix.csv --rule plurality --ties hasard", "départager"),
        ("choix.csv --rule plurality --median upper", "median = upper"),
        ("choix.csv --rule plurality --threshold beaucoup", "part"),
        ("choix.csv --rule plurality --quorum 1/2", "--registered"),
        ("choix.csv --rule plurality --quorum 1/2 --registered 3", "inscrits"),
        ("réponses.csv --rule irv", "ligne 2"),
        ("mentions.csv --rule majority-judgment", "--grades"),
        ("collèges.csv --rule plurality --college collège", "--colleges"),
        ("collèges.csv --rule plurality --college collège --colleges hab=1", "asso"),
        ("collèges.csv --rule plurality --college collège --colleges hab", "collège"),
        ("collèges.csv --rule consent --skip collège,Arbre", "réponse possible"),
        ("rangs.csv --rule schulze --weight poids", "poids"),
    ],
)
def test_bad_input_has_a_sentence_and_code_2(command: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert elect(command.split()) == 2
    shown = capsys.readouterr()
    message = shown.err.replace("\N{NO-BREAK SPACE}", " ")
    assert shown.out == "" and said in message and "erreur «" not in message.lower()


def test_the_command_is_known_and_its_help_is_immediate(capsys: pytest.CaptureFixture[str]) -> None:
    import resource

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "chainon", "elect", "--help"], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.3
    with pytest.raises(SystemExit):
        main(["elect", "--help"])
    assert "--carry" in capsys.readouterr().out


def test_two_processes_with_other_hash_seeds_and_other_rows_give_the_same_facts() -> None:
    header, *rows = FILES["rangs.csv"].splitlines()
    Path("autre.csv").write_text("\n".join([header, *reversed(rows)]) + "\n", encoding="utf-8")
    seen = set()
    for seed, name in (("1", "rangs.csv"), ("2", "autre.csv")):
        for rule in ("schulze", "stv --seats 2", "irv", "borda"):
            command = [sys.executable, "-m", "chainon", "elect", name, "--json", "--ties", "seed:7", "--rule"]
            done = subprocess.run(
                [*command, *rule.split()],
                check=True,
                capture_output=True,
                env={**os.environ, "PYTHONHASHSEED": seed},
            )
            found = json.loads(done.stdout)
            del found["cpu_seconds"]
            seen.add((rule, hashlib.sha256(json.dumps(found).encode()).hexdigest()))
    assert len(seen) == 4
