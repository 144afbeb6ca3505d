"""The verifier, alone with the files, accepts what is right and is never fooled."""

import ast
import copy
import json
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from chainon.methods.evidence import canonical
from chainon.methods.randomness import Beacon, PublicLottery
from chainon.methods.sortition import verify_draw
from chainon.methods.sortition.opening import open_draw, personal_line, replacement_order
from chainon.methods.sortition.seal import Document
from chainon.methods.sortition.tests.sealed_examples import PEOPLE, sealed_example

SCRIPT = Path(verify_draw.__file__)
LOTO = PublicLottery(((5, 49), (1, 10)), "2026-12-05", "Loto du 5 décembre 2026")

SEALED = sealed_example()
OPENED = open_draw(SEALED.document, ["7"], replacements=replacement_order(SEALED.document, ["7"])[1:3])
LINE = personal_line(SEALED.document, "p03")

HASHED = sealed_example(sources=[LOTO, Beacon(5, "balise", size=16)], draw_id="hashed")
HASHED_OPENED = open_draw(HASHED.document, ["3 12 25 33 49 + 7", "ab" * 16])


@pytest.mark.parametrize("opened", [OPENED, HASHED_OPENED], ids=["direct", "hashed"])
def test_what_was_sealed_and_opened_is_accepted_at_both_levels(opened):
    sealed = SEALED if opened is OPENED else HASHED
    for doc in (sealed.frozen, opened):
        assert all(sentence.startswith("✓") for sentence in verify_draw.check_public(doc))
        assert all(sentence.startswith("✓") for sentence in verify_draw.check_sealed(doc, sealed.document))


def test_the_sealed_level_tells_the_chances_and_the_replacements():
    said = "\n".join(verify_draw.check_sealed(OPENED, SEALED.document))
    order = replacement_order(SEALED.document, ["7"])
    second, third = (PEOPLE[index].id for index in order[1:3])
    assert "33,333 %" in said
    assert "au plus 66,67 pour 1 000" in said  # 4/10 or 3/10, for 1/3
    assert f"{second} (rang 2), {third} (rang 3)" in said
    assert ", ".join(PEOPLE[index].id for index in order) in said


# ---- Any byte, any field


def every_field(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(node, dict):
        return [path, *(inner for key in node for inner in every_field(node[key], (*path, key)))]
    if isinstance(node, list):
        return [path, *(inner for place in range(len(node)) for inner in every_field(node[place], (*path, place)))]
    return [path]


def changes_of(value: Any) -> list[Any]:
    if isinstance(value, bool):
        return [not value, int(value), None]
    if isinstance(value, int):
        return [value + 1, -value - 1, True if value == 1 else str(value), float(value), None]
    if isinstance(value, str):
        return [value + " ", value[:-1], value.upper() if value.upper() != value else value + "x", None, []]
    if isinstance(value, list):
        return [value[:-1] if value else [0], [*value, copy.deepcopy(value[-1])] if value else {}, None]
    if isinstance(value, dict):
        return [value | {"autre": 1}, dict(list(value.items())[1:]), None]
    return ["rien"]


def mutants(doc: Document) -> list[tuple[tuple[Any, ...], Document]]:
    found = []
    for path in every_field(doc):
        target: Any = doc
        for key in path:
            target = target[key]
        for value in changes_of(target):
            if not path:
                found.append((path, value))
                continue
            mutant = copy.deepcopy(doc)
            parent: Any = mutant
            for key in path[:-1]:
                parent = parent[key]
            parent[path[-1]] = value
            found.append((path, mutant))
    return found


@pytest.mark.parametrize("doc", [OPENED, HASHED_OPENED, SEALED.frozen], ids=["direct", "hashed", "frozen"])
def test_any_field_changed_added_or_removed_in_the_public_file_is_refused(doc):
    found = mutants(doc)
    assert len(found) > 50
    # Replacements are called one after the other: without the last of the list, it is the file of the day before.
    day_before = OPENED | {"replacements": OPENED["replacements"][:-1]}
    for path, mutant in found:
        if doc is OPENED and json.dumps(mutant) == json.dumps(day_before):
            continue
        try:
            verify_draw.check_public(mutant)
        except verify_draw.Refused:
            continue
        pytest.fail(f"accepted after a change at {path}")


def test_any_field_changed_in_the_sealed_file_is_refused():
    for path, mutant in mutants(SEALED.document):
        with pytest.raises(verify_draw.Refused):
            verify_draw.check_sealed(SEALED.frozen, mutant)
            pytest.fail(f"accepted after a change at {path}")


def test_any_field_changed_in_a_personal_line_is_refused():
    for path, mutant in mutants(LINE):
        with pytest.raises(verify_draw.Refused):
            verify_draw.check_line(SEALED.frozen, mutant)
            pytest.fail(f"accepted after a change at {path}")


def run(folder: Path, *arguments: str) -> int:
    return verify_draw.main([argument.replace("@", f"{folder}/") for argument in arguments])


@pytest.fixture
def files(tmp_path):
    contents = {"draw": OPENED, "frozen": SEALED.frozen, "sealed": SEALED.document, "line": LINE}
    for name, content in contents.items():
        (tmp_path / f"{name}.json").write_bytes(canonical(content))
    return tmp_path


@pytest.mark.parametrize("name", ["draw", "sealed", "line"])
def test_any_one_byte_changed_is_refused(files, name, capsys):
    rng = random.Random(name)
    right = (files / f"{name}.json").read_bytes()
    arguments = ["@draw.json"] if name == "draw" else ["@frozen.json", f"--{name}", f"@{name}.json"]
    assert run(files, *arguments) == 0
    for place in range(len(right)):
        other = rng.choice([right[place] ^ 1, right[place] ^ 32, rng.randrange(256), 0x20])
        if other == right[place]:
            other ^= 1
        (files / f"{name}.json").write_bytes(right[:place] + bytes([other]) + right[place + 1 :])
        assert run(files, *arguments) in {1, 2}, (place, right[place - 20 : place + 20], other)
    capsys.readouterr()


@pytest.mark.parametrize("change", [b" ", b"\n", b"\xef\xbb\xbf"])
def test_a_byte_added_is_refused_too(files, change):
    right = (files / "draw.json").read_bytes()
    for place in (0, 1, len(right)):
        (files / "draw.json").write_bytes(right[:place] + change + right[place:])
        assert run(files, "@draw.json") in {1, 2}


# ---- Alone with the files, as anyone would run it


def test_the_script_stands_alone_imports_only_the_standard_library_and_stays_short():
    source = SCRIPT.read_text("utf-8")
    imported = {
        name
        for node in ast.walk(ast.parse(source))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or "." * node.level]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names
    code = [line for line in source.split('"""', 2)[2].splitlines() if line.strip()]
    assert len([line for line in code if not line.strip().startswith('"""')]) <= 200
    assert max(map(len, code)) <= 120


def test_anyone_runs_it_beside_the_files_with_no_package_installed(files):
    shutil.copy(SCRIPT, files / "verify_draw.py")
    command = [
        sys.executable,
        "-I",
        "-S",
        "verify_draw.py",
        "draw.json",
        "--sealed",
        "sealed.json",
        "--line",
        "line.json",
    ]
    done = subprocess.run(command, cwd=files, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("✓") == len(done.stdout.splitlines()) >= 7


def test_a_console_that_lacks_some_signs_is_no_obstacle(files):
    command = [sys.executable, "-I", "-X", "utf8=0", str(SCRIPT), "draw.json"]
    environment = {"PYTHONIOENCODING": "cp1252", "PATH": "", "LC_ALL": "C"}
    # -I would ignore PYTHONIOENCODING, and nothing of the checkout is on the path of a script given by its name.
    command.remove("-I")
    done = subprocess.run(command, cwd=files, capture_output=True, env=environment, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert "groupe n° 7" in done.stdout.decode("cp1252")


def test_the_commitment_noted_before_the_draw_is_compared(files, capsys):
    assert run(files, "@draw.json", "--commitment", SEALED.frozen["commitment"]) == 0
    assert run(files, "@draw.json", "--commitment", "0" * 64) == 1
    assert "pas l'empreinte notée" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"format":NaN,"a"'])
def test_a_file_that_cannot_be_read_exits_2(files, content, capsys):
    (files / "draw.json").write_bytes(content)
    assert run(files, "@draw.json") == 2
    assert run(files, "@missing.json") == 2
    assert capsys.readouterr().out.count("\n") == 2


@pytest.mark.parametrize(
    "content", ["null", "1", '"x"', "[]", "{}", '"\\ud800"', '{"number":1}', '{"format":"chainon-frozen-1"}']
)
def test_a_file_of_something_else_is_refused(files, content, capsys):
    (files / "draw.json").write_text(content, "utf-8")
    assert run(files, "@draw.json") == 1
    assert "REFUSÉ" in capsys.readouterr().out


def test_a_key_written_twice_is_refused(files):
    right = (files / "draw.json").read_bytes()
    (files / "draw.json").write_bytes(right.replace(b'"number":7', b'"number":3,"number":7'))
    assert run(files, "@draw.json") == 1


GOLDEN = Path(__file__).parent / "golden_draw"


def test_the_golden_files_of_format_1_are_still_accepted_and_still_made_byte_for_byte():
    golden = {name: (GOLDEN / f"{name}.json").read_bytes() for name in ("draw", "frozen", "sealed", "line")}
    read = {name: json.loads(content) for name, content in golden.items()}
    assert verify_draw.check_sealed(read["draw"], read["sealed"])
    assert verify_draw.check_line(read["draw"], read["line"])
    made = {"draw": HASHED_OPENED, "frozen": HASHED.frozen, "sealed": HASHED.document}
    made["line"] = personal_line(HASHED.document, "p03")
    assert {name: canonical(content) for name, content in made.items()} == golden
