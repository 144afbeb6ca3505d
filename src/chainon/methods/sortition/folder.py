"""The folder of a draw: what `chainon draw` writes in it, all or nothing, and how `chainon verify` checks it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from chainon.methods.commandline import Stop
from chainon.methods.evidence import canonical
from chainon.methods.tables import DELIMITERS, write_table

from . import verify_draw
from .report import build_report
from .wording import words

Document = dict[str, Any]
SCRIPT = Path(verify_draw.__file__)
NAMES = ("sealed.json", "panel.csv", "report.html", "verify_draw.py", "frozen.json", "draw.json")
PRIVATE = ("sealed.json", "panel.csv")
"""Readable by their owner only: they name people."""


def contents(sealed: Document, opened: Document, delimiter: str = ",") -> dict[str, bytes]:
    """Every file of the folder, by name. The same two documents give the same bytes."""
    return {
        "sealed.json": canonical(sealed),
        "panel.csv": panel_table(sealed, opened, delimiter),
        "report.html": build_report(sealed, opened).html().encode(),
        "verify_draw.py": SCRIPT.read_bytes(),
        "frozen.json": canonical(opened["frozen"]),
        "draw.json": canonical(opened),
    }


def panel_table(sealed: Document, opened: Document, delimiter: str) -> bytes:
    """The drawn people with their values, in the order of the file of volunteers; with a BOM for spreadsheets that
    separate by semicolons."""
    people = sealed["people"]
    drawn = sorted(sealed["panels"][opened["number"]]["members"])
    header = ["id", *(feature["name"] for feature in sealed["terms"]["features"])]
    text = write_table(header, [[people[i]["id"], *people[i]["values"]] for i in drawn], delimiter=delimiter)
    return text.encode("utf-8-sig" if delimiter == ";" else "utf-8")


def check_folder(folder: Path) -> list[str]:
    """What was verified, in sentences. Raises `verify_draw.Refused` with what is wrong; `Stop` without a draw."""
    if not (folder / "draw.json").is_file():
        raise Stop(words("not-a-draw", {"folder": str(folder)}))
    opened = _load(folder / "draw.json")
    said: list[str] = verify_draw.check_public(opened)
    files = {name: (folder / name).read_bytes() for name in NAMES if (folder / name).is_file()}
    if "sealed.json" not in files:
        _same(files, {"frozen.json": canonical(opened.get("frozen", opened)), "verify_draw.py": SCRIPT.read_bytes()})
        return [*said, "⚠ Sans sealed.json, les places par profil et les chances n'ont pas été vérifiées."]
    sealed = _load(folder / "sealed.json")
    said += verify_draw.check_sealed(opened, sealed)
    if "number" in opened:
        expected = contents(sealed, opened)
        tables = (panel_table(sealed, opened, delimiter) for delimiter in DELIMITERS)
        expected["panel.csv"] = next((t for t in tables if t == files.get("panel.csv")), expected["panel.csv"])
        _same(files, expected)
        said.append("✓ Les autres fichiers du dossier sont ceux que ce tirage donne.")
    return said


def _load(path: Path) -> Document:
    """A file in its one canonical writing: even a space added is told."""
    data = path.read_bytes()
    try:
        document = json.loads(data)
        verify_draw.ensure(isinstance(document, dict) and verify_draw.canonical(document) == data, "")
    except (ValueError, RecursionError, verify_draw.Refused) as error:
        raise verify_draw.Refused(f"{path.name} a été modifié, ou n'est pas un fichier de Chaînon") from error
    return dict(document)


def _same(files: Mapping[str, bytes], expected: Mapping[str, bytes]) -> None:
    for name, data in expected.items():
        if name in files:
            verify_draw.ensure(files[name] == data, f"{name} a été modifié : ce n'est pas celui que ce tirage donne")
