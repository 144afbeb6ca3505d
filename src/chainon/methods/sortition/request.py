"""What `chainon draw` is asked: its options, checked, and its two files, read."""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chainon.methods.commandline import Parser, Stop

if TYPE_CHECKING:
    from chainon.methods.errors import MethodError

    from .model import Pool

REQUIRED = ("respondents", "categories", "size", "seed", "out")
MOST_PANELS = 100_000
OBJECTIVES = ("leximin", "maximin")
CODES = """Codes de sortie : 0 c'est fait ; 1 vérification refusée ; 2 fichier ou option à corriger ;
3 aucun groupe possible (avec les places qui se contredisent et ce qu'on peut faire) ; 130 interrompu."""


@dataclass(frozen=True)
class Request:
    """What was asked on the command line, checked."""

    respondents: Path
    categories: Path
    size: int
    panels: int
    objective: str
    seed: str
    out: Path
    id_column: str | None
    household_column: str | None
    as_json: bool


def draw_parser() -> Parser:
    parser = Parser("draw", "Tire un groupe au sort parmi des volontaires, en respectant les places par profil.", CODES)
    option = parser.add_argument
    option("--respondents", metavar="FICHIER", help="les volontaires : CSV, une colonne par critère")
    option("--categories", metavar="FICHIER", help="les places : CSV category,feature,min,max ou feature,value,min,max")
    option("--size", metavar="K", help="nombre de places")
    option("--id", metavar="COLONNE", help="colonne de l'identifiant ; sinon les lignes sont numérotées depuis 0")
    option("--household", metavar="COLONNE", help="colonne du foyer : jamais deux personnes du même")
    option("--objective", default="leximin", help="leximin (par défaut) ou maximin")
    option("--panels", metavar="M", default="1000", help="nombre de groupes de la liste figée (1000 par défaut)")
    option("--seed", metavar="TEXTE", help="le hasard lu en public : il désigne le groupe")
    option("--out", metavar="DOSSIER", help="dossier à écrire : draw.json, frozen.json, sealed.json, panel.csv …")
    option("--json", action="store_true", help="écrit le résultat en un objet JSON")
    return parser


def verify_parser() -> Parser:
    parser = Parser("verify", "Vérifie le dossier écrit par « chainon draw ».", CODES)
    parser.add_argument("folder", metavar="DOSSIER", nargs="?")
    return parser


def parsed(parser: Parser, argv: Sequence[str], required: Sequence[str]) -> argparse.Namespace:
    from .wording import words

    verb = parser.prog.removeprefix("chainon ")
    options, unknown = parser.parse_known_args(argv)
    if unknown:
        raise Stop(words("option-unknown", {"found": unknown[0], "verb": verb}))
    missing = [name for name in required if getattr(options, name) is None]
    if missing:
        shown = ", ".join("DOSSIER" if name == "folder" else f"--{name}" for name in missing)
        raise Stop(words("option-missing", {"options": shown, "verb": verb}))
    return options


def read_request(argv: Sequence[str]) -> Request:
    from .wording import words

    options = parsed(draw_parser(), argv, REQUIRED)
    numbers = {}
    for name in ("size", "panels"):
        found = getattr(options, name)
        if not (found.removeprefix("-").isascii() and found.removeprefix("-").isdigit() and len(found) < 10):
            raise Stop(words("option-not-a-number", {"option": f"--{name}", "found": found}))
        numbers[name] = int(found)
    if numbers["size"] < 1:
        raise Stop(words("seats-not-positive", {"seats": numbers["size"]}))
    if not 1 <= numbers["panels"] <= MOST_PANELS:
        code = "panels-not-positive" if numbers["panels"] < 1 else "panels-too-many"
        raise Stop(words(code, {"panels": numbers["panels"], "most": MOST_PANELS}))
    if options.objective not in OBJECTIVES:
        choices = " ou ".join(OBJECTIVES)
        raise Stop(words("option-choice", {"option": "--objective", "choices": choices, "found": options.objective}))
    if not options.seed.strip():
        raise Stop(words("text-empty"))
    return Request(
        respondents=Path(options.respondents),
        categories=Path(options.categories),
        size=numbers["size"],
        panels=numbers["panels"],
        objective=options.objective,
        seed=options.seed,
        out=Path(options.out),
        id_column=options.id,
        household_column=options.household,
        as_json=options.json,
    )


def read_pool(request: Request) -> tuple[Pool, str, bytes]:
    """The pool, the separator of its file, and the fingerprint of all that the lottery depends on."""
    from .readers import inspect_categories, inspect_respondents

    places, people = _bytes(request.categories), _bytes(request.respondents)
    categories = inspect_categories(places)
    if categories.result is None or categories.problems:
        raise Stop(_faults(request.categories, categories.problems))
    report = inspect_respondents(people, categories.result, request.id_column, request.household_column)
    if report.result is None or report.problems:
        raise Stop(_faults(request.respondents, report.problems))
    parts: list[object] = [hashlib.sha256(places).hexdigest(), hashlib.sha256(people).hexdigest()]
    parts += [request.size, request.panels, request.objective, request.id_column, request.household_column]
    return report.result, report.delimiter, hashlib.sha256(json.dumps(parts).encode()).digest()


def _bytes(path: Path) -> bytes:
    from .wording import words

    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Stop(f"{path} : {words('file-not-found')}") from error
    except OSError as error:
        raise Stop(f"{path} : {words('file-unreadable', {'reason': error.strerror or str(error)})}") from error


def _faults(path: Path, problems: Sequence[MethodError]) -> str:
    from .wording import error_words, sentence

    first = f"{path}, {error_words(problems[0])}" if problems[0].line else f"{path} : {error_words(problems[0])}"
    others = len(problems) - 1
    if not others:
        return first
    return f"{sentence(first)} Et {others} autre{'s' if others > 1 else ''} défaut{'s' if others > 1 else ''} ensuite"
