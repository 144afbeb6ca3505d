"""What `chainon count` is asked: its options, checked, and its rule."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from chainon.methods.commandline import Parser, Stop

if TYPE_CHECKING:
    from .sheet import Rule

METHODS = ("greedy", "equal-shares", "phragmen", "maximin-support")
UTILITIES = ("cost", "cardinality", "points")
STOPS: dict[str, Literal["none", "overspend", "exhaustive"]] = {
    "none": "none",
    "add1": "overspend",
    "add1-exhaustive": "exhaustive",
    "add1u": "overspend",
}
COMPLETIONS = tuple(STOPS)
COMPARISONS = ("none", "satisfaction", "exclusion")
CODES = """Codes de sortie : 0 c'est fait ; 1 vérification refusée ; 2 fichier ou option à corriger ; 3 égalité que la
règle ne départage pas (les projets sont nommés) ; 130 interrompu."""


@dataclass(frozen=True)
class Request:
    """What was asked on the command line, checked; `sheet` is the path of a rule, or `options` make one."""

    file: Path
    out: Path | None
    as_json: bool
    places: str | None
    sheet: Path | None
    options: argparse.Namespace

    def rule(self, minimum: int) -> Rule:
        """The rule asked for; `minimum` is what the file of ballots says. Raises `Stop`, `BudgetingError`."""
        from dataclasses import replace

        from chainon.methods.ties import Ties

        from .sheet import Rule

        asked = self.options
        if self.sheet is not None:
            rule = _sheet(self.sheet)
            return rule if asked.ties is None else replace(rule, ties=Ties.parse(asked.ties))
        completion = asked.completion or "none"
        return Rule(
            asked.rule,
            utility=asked.utility or "cost",
            stop=STOPS[completion],
            fill="votes" if completion == "add1u" else "none",
            comparison=asked.comparison or "none",
            minimum=minimum if asked.minimum is None else _number("--minimum", asked.minimum),
            ties=Ties.parse(asked.ties or "refuse"),
        )


def _sheet(path: Path) -> Rule:
    from .sheet import Rule
    from .wording import words

    try:
        plain = json.loads(read_bytes(path))
        if not isinstance(plain, dict):
            raise ValueError
    except (ValueError, RecursionError) as error:
        raise Stop(f"« {path} » : {words('not-a-sheet')}") from error
    return Rule.from_json(plain)


def _number(option: str, text: str) -> int:
    from .wording import words

    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Stop(words("option-not-a-number", {"option": option, "found": text}))
    return int(text)


def count_parser() -> Parser:
    what = "Compte un budget participatif : les projets retenus, qui les paie, ce qui manquait aux autres."
    parser = Parser("count", what, CODES)
    option = parser.add_argument
    parser.add_argument(
        "file", metavar="FICHIER", nargs="?", help="les projets et les bulletins, au format Pabulib (.pb)"
    )
    option("--rule", help=f"{', '.join(METHODS)}")
    option("--utility", help=f"ce qu'un projet apporte : {', '.join(UTILITIES)} (cost par défaut)")
    option("--completion", help=f"la suite des parts égales : {', '.join(COMPLETIONS)} (none par défaut)")
    option("--comparison", help=f"étape de comparaison : {', '.join(COMPARISONS)} (none par défaut)")
    option("--ties", help="les égalités : refuse (par défaut), id, seed:TEXTE")
    option("--minimum", metavar="N", help="voix ou points sous lesquels un projet est écarté (celui du fichier, ou 1)")
    option("--sheet", metavar="FICHIER", help="la règle entière : une fiche JSON publiée avant le vote")
    option("--places", metavar="COLONNE", help="colonne des bulletins qui dit où l'on habite")
    option("--out", metavar="DOSSIER", help="dossier à écrire : ballots.pb, rule.json, report.json, recount.py …")
    option("--json", action="store_true", help="écrit le résultat en un objet JSON")
    return parser


def recount_parser() -> Parser:
    parser = Parser("recount", "Recompte le dossier écrit par « chainon count --out ».", CODES)
    parser.add_argument("folder", metavar="DOSSIER", nargs="?")
    parser.add_argument("--digest", metavar="EMPREINTE", help="l'empreinte du résultat, notée ailleurs")
    return parser


def parsed(parser: Parser, argv: Sequence[str], required: Sequence[tuple[str, str]]) -> argparse.Namespace:
    """The options; `required` are (attribute, name to show). Raises `Stop`."""
    from .wording import words

    verb = parser.prog.removeprefix("chainon ")
    options, unknown = parser.parse_known_args(argv)
    if unknown:
        raise Stop(words("option-unknown", {"found": unknown[0], "verb": verb}))
    missing = ", ".join(shown for name, shown in required if getattr(options, name) is None)
    if missing:
        raise Stop(words("option-missing", {"options": missing, "verb": verb}))
    return options


def read_request(argv: Sequence[str]) -> Request:
    from .wording import words

    options = parsed(count_parser(), argv, [("file", "FICHIER")])
    choices = {"rule": METHODS, "utility": UTILITIES, "completion": COMPLETIONS, "comparison": COMPARISONS}
    given = [name for name in (*choices, "minimum") if getattr(options, name) is not None]
    if options.sheet is not None and given:
        raise Stop(words("sheet-and-options", {"options": ", ".join(f"--{name}" for name in given)}))
    if options.sheet is None and options.rule is None:
        raise Stop(words("option-missing", {"options": "--rule", "verb": "count"}))
    for name in given:
        found = getattr(options, name)
        if name in choices and found not in choices[name]:
            shown = {"option": f"--{name}", "choices": " ou ".join(choices[name]), "found": found}
            raise Stop(words("option-choice", shown))
    return Request(
        Path(options.file),
        None if options.out is None else Path(options.out),
        options.json,
        options.places,
        None if options.sheet is None else Path(options.sheet),
        options,
    )


def read_bytes(path: Path) -> bytes:
    from .wording import words

    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Stop(f"« {path} » : {words('file-not-found')}") from error
    except OSError as error:
        raise Stop(f"« {path} » : {words('file-unreadable', {'reason': error.strerror or str(error)})}") from error
