"""The second program finds what the first one counted, and refuses what was altered."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chainon.methods.budgeting import recount
from chainon.methods.budgeting.folder import check_folder
from chainon.methods.budgeting.sheet import Rule
from chainon.methods.budgeting.tests.exports import export, random_file, random_rule
from chainon.methods.errors import MethodError
from chainon.methods.evidence import canonical, sha256_hex
from chainon.methods.randomness import Stream
from chainon.methods.ties import Ties

SHARED = Path(__file__).resolve().parents[5] / ".." / "shared" / "data" / "budgeting"
HEAD = """META
key;value
budget;2400
vote_type;approval
PROJECTS
project_id;cost;name
banc;900;Un banc
jeux;1500;Des jeux
fresque;600;Une fresque
haies;300;Des haies
pompe;40;Une pompe à vélo
VOTES
voter_id;vote
"""
VOTES = ["banc,jeux"] * 5 + ["jeux"] * 3 + ["fresque,haies"] * 4 + ["haies,pompe"] * 2 + ["pompe,banc,fresque"] + [""]
TEXT = HEAD + "".join(f"{number};{vote}\n" for number, vote in enumerate(VOTES))
RULE = Rule("equal-shares", ties=Ties("draw", seed="boules 4, 17, 22"), stop="overspend", fill="votes")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("count")
    export(made, TEXT, RULE)
    return made


@pytest.mark.parametrize("block", range(8))
def test_two_programs_find_the_same_winners_prices_and_payers(block: int, tmp_path: Path) -> None:
    agreed = 0
    for seed in range(30 * block, 30 * (block + 1)):
        text, places = random_file(seed)
        rule = random_rule(seed, places)
        try:
            export(tmp_path, text, rule, places)
        except MethodError as error:
            assert error.code == "tied", (seed, error)
            continue
        assert recount.check(tmp_path), seed
        agreed += 1
    assert agreed >= 22


def test_free_projects_that_exclude_one_another_win_once(tmp_path: Path) -> None:
    """Found by the two programs disagreeing: the one drawn first was met again in its own turn."""
    text = TEXT.replace("cost;name", "cost;exclusive").replace("banc;900;Un banc", "banc;0;a")
    text = text.replace("fresque;600;Une fresque", "fresque;0;a").replace("banc,jeux", "banc,fresque")
    for seed in range(4):
        rule = Rule("greedy", ties=Ties("draw", seed=f"{seed}"), ranking="votes-per-cost", too_dear="stop")
        files = export(tmp_path, text, rule)
        assert recount.check(tmp_path)
        winners = json.loads(files["report.json"])["facts"]["winners"]
        assert len(winners) == len(set(winners))


GOLDEN = Path(__file__).parent / "golden_count"


def test_the_files_of_a_count_keep_their_form(folder: Path) -> None:
    """To change it on purpose: write these files again, and `report.FORMAT` too when others must read otherwise."""
    for golden in sorted(GOLDEN.iterdir()):
        assert (folder / golden.name).read_bytes() == golden.read_bytes(), golden.name
    assert recount.check(GOLDEN)


def test_it_is_short_and_needs_nothing_else(folder: Path) -> None:
    text = (folder / "recount.py").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    assert "chainon" not in text and "numpy" not in text
    command = [sys.executable, "-I", "-S", str(folder / "recount.py"), str(folder)]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stderr == b""
    assert "Mêmes projets, dans le même ordre".encode() in done.stdout


def test_the_digest_noted_elsewhere_is_compared(folder: Path) -> None:
    own = json.loads((folder / "report.json").read_bytes())["facts_sha256"]
    assert recount.check(folder, own)
    with pytest.raises(recount.Refused, match="notée"):
        recount.check(folder, "0" * 64)


def test_its_order_of_a_public_seed_is_that_of_the_methods() -> None:
    names = [str(number) for number in range(40)] + ["é", "z"]
    assert recount.shuffled(names, "boules 4, 17, 22") == Stream("boules 4, 17, 22").shuffle(names)


def test_an_equality_that_nothing_settles_is_refused(tmp_path: Path) -> None:
    text = HEAD + "1;fresque,haies\n2;haies,fresque\n"
    text = text.replace("fresque;600", "fresque;300")
    export(tmp_path, text, Rule("greedy", ties=Ties("id")))
    rule = json.loads((tmp_path / "rule.json").read_bytes())
    rule["ties"] = {"way": "refuse"}
    forged(tmp_path, lambda facts: facts.update(rule=rule))
    (tmp_path / "rule.json").write_bytes(canonical(rule))
    with pytest.raises(recount.Refused, match="sont à égalité"):
        recount.check(tmp_path)


def forged(folder: Path, alter: Callable[[dict[str, Any]], None]) -> None:
    """A report altered by someone who knows how it is sealed: its digest is made anew."""
    report = json.loads((folder / "report.json").read_bytes())
    alter(report["facts"])
    report["facts_sha256"] = sha256_hex(canonical(report["facts"]))
    (folder / "report.json").write_bytes(canonical(report))


def numbers_in(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where the texts and numbers of a JSON value are."""
    if isinstance(value, dict):
        return [each for name in sorted(value) for each in numbers_in(value[name], (*path, name))]
    if isinstance(value, list):
        return [each for at, item in enumerate(value) for each in numbers_in(item, (*path, at))]
    return [path]


def altered(value: Any, rng: random.Random) -> Any:
    """Something else that looks alike."""
    if isinstance(value, bool) or value is None:
        return 1
    if isinstance(value, int):
        return value + rng.choice([-1, 1, 100])
    text = str(value)
    if not text:
        return "x"
    at = rng.randrange(len(text))
    return text[:at] + rng.choice([c for c in "0123456789x" if c != text[at]]) + text[at + 1 :]


RECOUNTED = ("winners", "rounds", "total_cost_cents", "endowment", "voters", "budget_cents", "rule", "ballots_sha256")


@pytest.mark.parametrize("seed", range(4))
def test_200_altered_exports_are_all_refused(seed: int, folder: Path, tmp_path: Path) -> None:
    rng = random.Random(seed)
    assert recount.check(folder)
    for number in range(50):
        shutil.rmtree(tmp_path)
        shutil.copytree(folder, tmp_path)
        kind = ("byte", "line", "value", "forged", "swap")[number % 5]
        name = rng.choice(["ballots.pb", "rule.json", "report.json"])
        data = bytearray((tmp_path / name).read_bytes())
        if kind == "byte":
            at = rng.randrange(len(data))
            data[at] = rng.choice([byte for byte in b"0123456789;,\n" if byte != data[at]])
            (tmp_path / name).write_bytes(data)
        elif kind == "line":
            lines = (tmp_path / "ballots.pb").read_text(encoding="utf-8").splitlines(keepends=True)
            if rng.random() < 0.5:
                del lines[rng.randrange(len(lines))]
            else:
                lines.append(rng.choice(lines[-5:]))
            (tmp_path / "ballots.pb").write_text("".join(lines), encoding="utf-8")
        elif kind == "value":
            report = json.loads((tmp_path / "report.json").read_bytes())
            change(report, rng.choice(numbers_in(report)), rng)
            (tmp_path / "report.json").write_bytes(canonical(report))
        elif kind == "forged":
            forged(tmp_path, lambda facts: change(facts, rng.choice(recounted(facts)), rng))
        else:
            forged(tmp_path, lambda facts: swap(facts, rng))
        with pytest.raises((recount.Refused, UnicodeDecodeError)):
            recount.check(tmp_path)


def change(content: Any, path: tuple[Any, ...], rng: random.Random) -> None:
    for step in path[:-1]:
        content = content[step]
    content[path[-1]] = altered(content[path[-1]], rng)


def recounted(facts: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [path for path in numbers_in(facts) if path[0] in RECOUNTED]


def swap(facts: dict[str, Any], rng: random.Random) -> None:
    """Two winners change places, with all that is told of them."""
    first, second = rng.sample(range(len(facts["winners"])), 2)
    for name in ("winners", "rounds"):
        facts[name][first], facts[name][second] = facts[name][second], facts[name][first]


def test_the_whole_program_also_refuses_altered_words_and_explanations(folder: Path, tmp_path: Path) -> None:
    assert check_folder(folder)[-1].endswith("explications comprises.")
    for alter in (
        lambda facts: facts["sentences"]["winners"].append("Un banc pour tous."),
        lambda facts: facts["explanations"]["losers"][0].update(missing_cents=1),
        lambda facts: facts["representation"].update(with_nothing=0),
    ):
        shutil.rmtree(tmp_path)
        shutil.copytree(folder, tmp_path)
        forged(tmp_path, alter)
        with pytest.raises(recount.Refused, match="modifié"):
            check_folder(tmp_path)
    shutil.rmtree(tmp_path)
    shutil.copytree(folder, tmp_path)
    (tmp_path / "result.txt").write_text("Un banc pour tous.", encoding="utf-8")
    with pytest.raises(recount.Refused, match="result"):
        check_folder(tmp_path)


def test_a_real_vote_is_recounted(tmp_path: Path) -> None:
    path = SHARED / "poland_wieliczka_2023.pb"
    if not path.exists():
        pytest.skip("the folder of public data is absent")
    export(tmp_path, path.read_text(encoding="utf-8"), Rule("equal-shares", ties=Ties("id")))
    assert recount.check(tmp_path)
    export(tmp_path, path.read_text(encoding="utf-8"), Rule("greedy", ties=Ties("id")))
    assert recount.check(tmp_path)
