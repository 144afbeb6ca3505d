"""What `chainon elect` is asked: its options, checked, as a sheet and a layout."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from chainon.methods.commandline import Parser, Stop
from chainon.methods.errors import MethodError
from chainon.methods.ties import Ties

from .readers import Layout
from .sheet import KINDS, Sheet
from .streaming import tidy
from .thresholds import Threshold, parse_share
from .wording import error_words, words

CODES = """Codes de sortie : 0 c'est fait ; 2 fichier ou option à corriger ; 3 égalité à départager ; 130 interrompu."""
_NUMBERS = ("seats", "most", "total", "registered", "objections")


@dataclass(frozen=True)
class Request:
    """What was asked on the command line, checked."""

    ballots: Path
    sheet: Sheet
    layout: Layout
    as_json: bool


def elect_parser() -> Parser:
    parser = Parser("elect", "Dépouille un vote : un fichier de bulletins, une règle, un résultat expliqué.", CODES)
    option = parser.add_argument
    option("ballots", metavar="BULLETINS.csv", nargs="?", help="une ligne par bulletin")
    option("--rule", metavar="RÈGLE", help=", ".join(KINDS))
    option("--seats", metavar="N", help="nombre de choix à retenir (1 par défaut)")
    option("--ties", metavar="FAÇON", default="refuse", help="égalités : refuse (par défaut), seed:TEXTE, ou id")
    option("--candidates", metavar="A,B,C", help="les choix, dans l'ordre ; sinon toutes les colonnes")
    option("--skip", metavar="COLONNES", help="colonnes à laisser de côté, séparées par des virgules")
    option("--ballot", metavar="COLONNE", help="colonne du bulletin entier : A>B=C, A|B ou un nom")
    option("--weight", metavar="COLONNE", help="colonne du poids : 2, 1/3 ou 0,5")
    option("--college", metavar="COLONNE", help="colonne du collège")
    option("--colleges", metavar="A=1/2,B=1/2", help="ce que pèse chaque collège")
    option("--carry", metavar="COMMENT", default="share", help="share : au prorata (par défaut) ; winner : en bloc")
    option("--registered", metavar="N", help="nombre d'inscrits")
    option("--quorum", metavar="PART", help="part des inscrits qui doivent voter : 1/2, >1/2 ou 25%%")
    option("--threshold", metavar="PART", help="part à atteindre pour l'emporter : >1/2, 2/3, « 25%% of registered »")
    option("--grades", metavar="LISTE", help="mentions, la meilleure d'abord (majority-judgment)")
    option("--median", metavar="LAQUELLE", default="lower", help="mention du milieu : lower (par défaut) ou upper")
    option("--ungraded", metavar="SENS", default="worst", help="sans mention : worst (par défaut) ou excluded")
    option("--strength", metavar="FORCE", default="winning-votes", help="schulze : winning-votes (défaut) ou margins")
    option("--equal-ranks", metavar="SENS", default="split", help="irv, rangs égaux : split (par défaut) ou approval")
    option("--majority", metavar="PARTS", help="two-round : ce qu'il faut au premier tour (>1/2 par défaut)")
    option("--qualifying", metavar="PART", help="two-round : ce qu'il faut pour aller au second tour")
    option("--most", metavar="N", help="choix d'un bulletin, ou points pour un choix, au plus")
    option("--total", metavar="N", help="points d'un bulletin, au plus")
    option("--objections", metavar="N", help="consent : objections admises (0 par défaut)")
    option("--json", action="store_true", help="écrit le résultat en un objet JSON")
    return parser


def read_request(argv: Sequence[str]) -> Request:
    """Raises `Stop`."""
    parser = elect_parser()
    options, unknown = parser.parse_known_args(argv)
    if unknown:
        raise Stop(words("option-unknown", {"found": unknown[0]}))
    if not options.ballots:
        raise Stop(words("file-missing"))
    if not options.rule:
        raise Stop(words("rule-missing"))
    if options.rule not in KINDS:
        raise Stop(words("option-choice", {"option": "--rule", "choices": list(KINDS), "found": options.rule}))
    try:
        return Request(Path(options.ballots), _sheet(options), _layout(options), options.json)
    except MethodError as error:
        raise Stop(error_words(error)) from error


def _sheet(options: argparse.Namespace) -> Sheet:
    numbers = {name: _whole(options, name) for name in _NUMBERS}
    registered = numbers["registered"]

    def share(text: str | None) -> Threshold | None:
        return Threshold.parse(text, registered) if text is not None else None

    return Sheet(
        rule=options.rule,
        seats=1 if numbers["seats"] is None else numbers["seats"],
        ties=Ties.parse(options.ties),
        threshold=share(options.threshold),
        scale=_names(options.grades),
        median=options.median,
        ungraded=options.ungraded,
        strength=options.strength,
        equal_ranks=options.equal_ranks,
        majority=tuple(Threshold.parse(text, registered) for text in _names(options.majority)),
        qualifying=share(options.qualifying),
        most=numbers["most"],
        total=numbers["total"],
        objections=numbers["objections"] or 0,
        quorum=share(options.quorum),
        colleges=_colleges(options.colleges),
        carry=options.carry,
    )


def _layout(options: argparse.Namespace) -> Layout:
    return Layout(
        candidates=_names(options.candidates),
        ballot=options.ballot,
        weight=options.weight,
        college=options.college,
        skip=_names(options.skip),
    )


def _whole(options: argparse.Namespace, name: str) -> int | None:
    text = getattr(options, name)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Stop(words("option-not-a-number", {"option": f"--{name}", "found": text}))
    return int(text)


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(tidy(name) for name in text.split(",")) if text else ()


def _colleges(text: str | None) -> dict[str, Fraction]:
    weights = {}
    for item in _names(text):
        name, sign, share = item.rpartition("=")
        if not sign or not name.strip():
            raise Stop(words("bad-colleges", {"found": item}))
        weights[tidy(name)] = parse_share(share)
    return weights
