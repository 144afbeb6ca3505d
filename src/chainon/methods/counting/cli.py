"""`chainon elect`."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from chainon.methods.commandline import BAD_INPUT, IMPOSSIBLE, INTERRUPTED, OK, Stop

if TYPE_CHECKING:
    from .elect import Election
    from .request import Request


def elect(argv: Sequence[str]) -> int:
    """`chainon elect BALLOTS.csv --rule RULE`: 0 and the result; 2 bad input; 3 an equality to settle."""
    try:
        return _elect(argv)
    except Stop as stop:
        from chainon.methods.french import sentence, typeset

        print(typeset(sentence(stop.text)), file=sys.stderr)
        return stop.code
    except KeyboardInterrupt:
        print("\nInterrompu.", file=sys.stderr)
        return INTERRUPTED


def _elect(argv: Sequence[str]) -> int:
    from .request import read_request

    request = read_request(argv)
    election = _counted(request)
    if request.as_json:
        from .report import as_dict

        print(json.dumps(as_dict(election, {"cpu_seconds": round(time.process_time(), 3)}), ensure_ascii=False))
    else:
        from .wording import said

        print("\n".join([*said(election), *_table(election)]))
    return OK


def _counted(request: Request) -> Election:
    from chainon.methods.errors import MethodError
    from chainon.methods.ties import TieError

    from .elect import elect, layout_of
    from .readers import read_ballots
    from .wording import error_words, words

    try:
        box = read_ballots(request.ballots, request.sheet.kind, layout_of(request.sheet, request.layout))
        return elect(box, request.sheet)
    except FileNotFoundError as error:
        raise Stop(f"fichier {request.ballots} : {words('file-not-found')}") from error
    except OSError as error:
        raise Stop(
            f"fichier {request.ballots} : {words('file-unreadable', {'reason': error.strerror or error})}"
        ) from error
    except TieError as error:
        raise Stop(error_words(error), IMPOSSIBLE if error.code == "tied" else BAD_INPUT) from error
    except MethodError as error:
        raise Stop(f"fichier {request.ballots} : {error_words(error)}") from error


def _table(election: Election) -> list[str]:
    """The scores, best first, one a line."""
    from chainon.methods.french import number

    from .wording import decimal

    scores = election.outcome.scores
    chosen = (*election.outcome.winners, *election.outcome.qualified)
    width = max(map(len, scores))
    ordered = sorted(scores, key=lambda name: -scores[name])
    rows = [f"  {'→' if name in chosen else ' '} {name:<{width}}  {number(decimal(scores[name]))}" for name in ordered]
    return ["", *rows]
