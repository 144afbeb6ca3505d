"""The folder of a count: what `chainon count --out` writes in it, all or nothing, and how it is checked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from chainon.methods.commandline import Stop
from chainon.methods.evidence import canonical

from . import recount
from .wording import words

SCRIPT = Path(recount.__file__)
NAMES = ("ballots.pb", "rule.json", "report.json", "recount.py", "result.txt")


def contents(report: Mapping[str, Any], ballots: str) -> dict[str, bytes]:
    """Every file of the folder, by name. The same report and ballots give the same bytes."""
    return {
        "ballots.pb": ballots.encode(),
        "rule.json": canonical(report["facts"]["rule"]),
        "report.json": canonical({name: report[name] for name in ("facts", "facts_sha256")}),
        "recount.py": SCRIPT.read_bytes(),
        "result.txt": result_text(report).encode(),
    }


TITLES = {
    "rule": "La règle",
    "result": "Le résultat",
    "winners": "Les projets retenus",
    "losers": "Les autres projets",
    "representation": "Qui a quoi",
}


def result_text(report: Mapping[str, Any]) -> str:
    """The sentences of a report, part by part."""
    lines: list[str] = []
    for part, title in TITLES.items():
        said = report["facts"]["sentences"][part]
        if said:
            lines += [title, "", *(f"- {text}" for text in said), ""]
    return "\n".join([*lines, f"Empreinte du résultat\N{NO-BREAK SPACE}: {report['facts_sha256']}", ""])


def check_folder(folder: Path) -> list[str]:
    """What was verified, in sentences: by `recount.py`, then by counting again with the whole program.

    Raises `recount.Refused` with what is wrong; `Stop` when the folder holds no count.
    """
    for name in NAMES[:3]:
        if not (folder / name).is_file():
            raise Stop(words("not-a-count", {"folder": str(folder), "name": name}))
    said: list[str] = []
    method = _method(folder)
    if method in ("greedy", "equal-shares"):
        said += recount.check(folder)
    expected = contents(_again(folder), (folder / "ballots.pb").read_text(encoding="utf-8"))
    for name, data in expected.items():
        if (folder / name).is_file():
            is_same = (folder / name).read_bytes() == data
            recount.ensure(is_same, f"{name} a été modifié : ce n'est pas celui que ce compte donne")
    return [*said, "Le programme complet donne le même dossier, explications comprises."]


def _method(folder: Path) -> str:
    try:
        return str(json.loads((folder / "rule.json").read_bytes())["method"])
    except (ValueError, LookupError, TypeError, RecursionError):
        raise recount.Refused("rule.json a été modifié, ou n'est pas une fiche de règle") from None


def _again(folder: Path) -> dict[str, Any]:
    """The report of the same ballots by the same rule."""
    from chainon.methods.errors import MethodError

    from .counting import counted
    from .sheet import Rule

    try:
        facts = json.loads((folder / "report.json").read_bytes())["facts"]
        rule = Rule.from_json(json.loads((folder / "rule.json").read_bytes()))
        return counted((folder / "ballots.pb").read_bytes(), rule, facts["places"], facts["currency"])
    except MethodError as error:
        from .wording import error_words

        raise recount.Refused(error_words(error)) from error
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise recount.Refused(f"fichier mal formé ({type(error).__name__} : {error})") from None
