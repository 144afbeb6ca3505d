"""`chainon opinions`."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chainon.methods.commandline import INTERRUPTED, OK, Parser, Stop

if TYPE_CHECKING:
    from .analysis import Analysis
    from .model import Statement
    from .readers import Votes

CODES = "Codes de sortie : 0 c'est fait ; 2 fichier ou option à corriger ; 130 interrompu."


def opinions(argv: Sequence[str]) -> int:
    """`chainon opinions`: from a file of reactions to what gathers, divides, is carried by few, is not known yet."""
    from chainon.methods.errors import MethodError

    try:
        return _opinions(_options(argv))
    except (Stop, MethodError) as error:
        from chainon.methods.french import sentence, typeset

        from .wording import error_words

        said = error.text if isinstance(error, Stop) else error_words(error)
        print(typeset(sentence(said)), file=sys.stderr)
        return error.code if isinstance(error, Stop) else 2
    except KeyboardInterrupt:
        print("\nInterrompu. Rien n'a été écrit.", file=sys.stderr)
        return INTERRUPTED


def opinions_parser() -> Parser:
    what = "Dit ce qui rassemble, ce qui partage, ce que porte une minorité et ce qu'on ne sait pas encore."
    parser = Parser("opinions", what, CODES)
    option = parser.add_argument
    option("--votes", metavar="FICHIER", help="les réactions : CSV, une ligne par personne ou une par réaction")
    option("--comments", metavar="FICHIER", help="les énoncés : CSV comment-id,comment-body[,moderated]")
    option("--groups", metavar="COLONNE", help="colonne du groupe déclaré ; sans elle, des groupes d'opinion")
    option("--polis", action="store_true", help="les chiffres que Polis publierait, pour comparer")
    option("--seed", metavar="TEXTE", default="", help="texte qui décide des tirages du calcul (vide par défaut)")
    option("--map", metavar="FICHIER", help="carte à écrire, au format SVG")
    option("--json", action="store_true", help="écrit le résultat en un objet JSON")
    return parser


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = opinions_parser()
    options, unknown = parser.parse_known_args(argv)
    if unknown or options.votes is None:
        from .wording import words

        if unknown:
            raise Stop(words("option-unknown", {"found": unknown[0], "verb": "opinions"}))
        raise Stop(words("option-missing", {"options": "--votes", "verb": "opinions"}))
    if options.polis and options.map:
        from .wording import words

        raise Stop(words("polis-no-map"))
    return options


def _opinions(options: argparse.Namespace) -> int:
    from .readers import read_statements, read_votes

    votes = _read(options.votes, lambda data: read_votes(data, options.groups))
    statements: tuple[Statement, ...] = _read(options.comments, read_statements) if options.comments else ()
    excluded = [statement.id for statement in statements if not statement.is_kept]
    if options.polis:
        return _polis(options, votes, excluded)
    from .analysis import analyse
    from .report import facts, facts_sha256, inputs_sha256, map_table

    analysis = analyse(votes.reactions, groups=votes.groups, excluded=excluded, seed=options.seed)
    found = facts(analysis, inputs_sha256(votes.reactions, votes.groups, excluded), statements)
    has_map = bool(options.map) and _write_map(options.map, analysis)
    if options.json:
        extra = {"map": map_table(analysis)} if has_map else {}
        print(json.dumps(found | {"facts_sha256": facts_sha256(found)} | extra | _cpu(), ensure_ascii=False))
    else:
        from .telling import told

        print(told(analysis, statements))
    return OK


def _cpu() -> dict[str, float]:
    return {"cpu_seconds": round(time.process_time(), 3)}


def _read(path: str, reader: Any) -> Any:
    from chainon.methods.errors import MethodError

    from .wording import error_words, words

    try:
        return reader(Path(path).read_bytes())
    except FileNotFoundError as error:
        raise Stop(f"{path} : {words('file-not-found')}") from error
    except OSError as error:
        raise Stop(f"{path} : {words('file-unreadable', {'reason': error.strerror or str(error)})}") from error
    except MethodError as error:
        raise Stop(f"{path}{', ' if error.line else ' : '}{error_words(error)}") from error


def _write_map(path: str, analysis: Analysis) -> bool:
    """Whether there was a map to write. It is written in whole or not at all."""
    from .drawing import svg
    from .wording import words

    drawn = svg(analysis)
    if drawn is None:
        from chainon.methods.french import sentence

        sheet = analysis.settings
        needed = {"voters": sheet.fewest_voters, "statements": sheet.fewest_statements}
        print(sentence(words("no-map", needed)), file=sys.stderr)
        return False
    beside = Path(f"{path}.{os.getpid()}.part")
    try:
        beside.write_text(drawn, encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise Stop(words("map-unwritable", {"path": path, "reason": error.strerror or str(error)})) from error
    return True


def _polis(options: argparse.Namespace, votes: Votes, excluded: list[str]) -> int:
    from .polis import polis
    from .polis_report import polis_facts, polis_told

    result = polis(votes.reactions, groups=votes.groups, excluded=excluded, seed=options.seed)
    if options.json:
        print(json.dumps(polis_facts(result) | _cpu(), ensure_ascii=False))
    else:
        print(polis_told(result))
    return OK
