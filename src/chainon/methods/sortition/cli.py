"""`chainon draw` and `chainon verify`."""

from __future__ import annotations

import hashlib
import hmac
import importlib
import itertools
import json
import sys
import time
from collections.abc import Callable, Sequence
from decimal import ROUND_CEILING, Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chainon.methods.commandline import BAD_INPUT, IMPOSSIBLE, INTERRUPTED, OK, REFUSED, Bar, Stop

from .request import Request, parsed, read_pool, read_request, verify_parser

if TYPE_CHECKING:
    from chainon.methods.errors import MethodError

    from .model import Distribution, Lottery, Pool

STAGES = {
    "levels": "chances de chaque profil",
    "peeling": "groupes possibles",
    "columns": "preuve que rien n'est mieux",
    "writing": "écriture",
}


def draw(argv: Sequence[str]) -> int:
    """`chainon draw`: from two files to a sealed, drawn and verifiable panel."""
    return _ending(lambda: _draw(argv))


def verify(argv: Sequence[str]) -> int:
    """`chainon verify DIR`: 0 when everything agrees, else 1 and what is wrong."""
    return _ending(lambda: _verify(argv))


def _ending(act: Callable[[], int]) -> int:
    try:
        return act()
    except Stop as stop:
        from .wording import sentence, typeset

        print(typeset(sentence(stop.text)), file=sys.stderr)
        return stop.code
    except KeyboardInterrupt:
        print("\nInterrompu. Rien n'a été écrit.", file=sys.stderr)
        return INTERRUPTED


def _draw(argv: Sequence[str]) -> int:
    from chainon.methods.errors import MethodError
    from chainon.methods.folders import check_destination, write_folder

    from .errors import Infeasible
    from .folder import PRIVATE, contents
    from .wording import error_words, words

    request = read_request(argv)
    check_destination(request.out, words)
    pool, delimiter, fingerprint = read_pool(request)
    bar = Bar(STAGES)
    try:
        distribution, lottery = _compute(request, pool, bar)
        sealed, opened = _seal(request, pool, distribution, lottery, fingerprint)
        bar("writing", 1)
        write_folder(request.out, contents(sealed, opened, delimiter), words, other="out-other-draw", private=PRIVATE)
    except Infeasible as error:
        bar.close()
        raise Stop(_impossible(request, pool, error), IMPOSSIBLE) from error
    except MethodError as error:
        raise Stop(error_words(error)) from error
    finally:
        bar.close()
    _show(request, pool, distribution, lottery, opened)
    return OK


def _compute(request: Request, pool: Pool, bar: Bar) -> tuple[Distribution, Lottery]:
    from .rounding import uniform_lottery

    # The objective names its module and the function in it; the other one is not loaded.
    solve = getattr(importlib.import_module(f".{request.objective}", __package__), request.objective)
    households = request.household_column is not None
    distribution = solve(pool, request.size, households=households, progress=bar)
    return distribution, uniform_lottery(pool, distribution, request.panels, households=households)


def _seal(
    request: Request, pool: Pool, distribution: Distribution, lottery: Lottery, fingerprint: bytes
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The sealed and the public document.

    Salts come from the fingerprint of the two files: the same command gives the same draw, to the byte, and only
    someone who has both files could find them. The seed has no part in them, so that `frozen.json` may be computed and
    published before the seed is known.
    """
    from chainon.methods.randomness import Text

    from .opening import REPLACEMENT_LABEL, open_draw
    from .seal import seal

    sealed = seal(
        pool,
        lottery,
        draw_id=f"commande-{_derived(fingerprint, 'draw')[:16]}",
        title=f"{request.size} personnes parmi {len(pool.people)}",
        objective=request.objective,
        households=request.household_column is not None,
        sources=[Text("texte donné à la commande (--seed)")],
        replacement=REPLACEMENT_LABEL,
        probabilities=distribution.probabilities,
        optimum={
            "min": f"{distribution.min_probability:.12f}",
            "gap": f"{_rounded_up(distribution.gap):.12f}",
            "proven_optimal": distribution.proven_optimal,
        },
        new_salt=_salts(fingerprint),
    )
    return sealed.document, open_draw(sealed.document, [request.seed])


def _rounded_up(gap: float) -> Decimal:
    """A bound stays a bound when it is written with 12 decimals; no chance is farther than 1 from another."""
    return Decimal(min(gap, 1.0)).quantize(Decimal("1e-12"), ROUND_CEILING)


def _derived(fingerprint: bytes, purpose: str) -> str:
    return hmac.new(fingerprint, purpose.encode(), hashlib.sha256).hexdigest()


def _salts(fingerprint: bytes) -> Callable[[int], str]:
    numbers = itertools.count()
    return lambda size: _derived(fingerprint, f"salt {next(numbers)}")[: 2 * size]


def _impossible(request: Request, pool: Pool, error: MethodError) -> str:
    """Why no panel exists, which places conflict, and the ways out, a line each."""
    from .feasibility import check_feasibility
    from .seating import Undecided
    from .wording import error_words, listed, sentence, typeset, words

    try:
        found = check_feasibility(pool, request.size, request.household_column is not None)
    except Undecided:
        return error_words(error)
    if found.is_feasible:
        return error_words(error)
    lines = ["Aucun groupe ne peut être formé :"]
    lines += [f"  - {sentence(words(reason.code, reason.params))}" for reason in found.reasons]
    if found.conflict:
        lines += ["Places qui ne peuvent pas être tenues ensemble :"]
        lines += [f"  - {place}" for place in listed(found.conflict)]
    if found.ways_out:
        lines += ["Ce qui suffirait, au choix :"]
        ways = (sentence(words(way.code, way.params)) for way in found.ways_out)
        lines += [f"  {rank}. {way}" for rank, way in enumerate(ways, start=1)]
    return typeset("\n".join(lines))


def _show(request: Request, pool: Pool, distribution: Distribution, lottery: Lottery, opened: dict[str, Any]) -> None:
    from .measures import gini
    from .report import percent
    from .rounding import max_deviation
    from .wording import number, typeset

    panel = [pool.people[i].id for i in lottery.panels[opened["number"]]]
    if request.as_json:
        result = {
            "n": len(pool.people),
            "k": request.size,
            "objective": request.objective,
            "min_probability": distribution.min_probability,
            "max_probability": distribution.max_probability,
            "gini": max(0.0, gini(distribution.probabilities)),
            "panels": len(lottery.panels),
            "proven_optimal": distribution.proven_optimal,
            "gap": distribution.gap,
            "max_deviation": max_deviation(pool, distribution, lottery),
            "number": opened["number"],
            "panel": panel,
            "seed": opened["seed"],
            "commitment": opened["frozen"]["commitment"],
            "out": str(request.out),
            "cpu_seconds": round(time.process_time(), 3),
        }
        print(json.dumps(result, ensure_ascii=False))
        return
    proof = "optimum prouvé" if distribution.proven_optimal else f"optimum à {distribution.gap:.1e} près"
    low, high = percent(f"{distribution.min_probability:.6f}"), percent(f"{distribution.max_probability:.6f}")
    lines = [
        f"Groupe n° {opened['number']} sur {number(len(lottery.panels))} : {', '.join(panel)}",
        f"Chances de {low} à {high} ({proof}).",
        f"Tout est dans {request.out}. À garder secret : sealed.json et panel.csv.",
        f"À publier : frozen.json avant le tirage, draw.json et verify_draw.py après. Empreinte : "
        f"{opened['frozen']['commitment']}",
    ]
    print(typeset("\n".join(lines)))


def _verify(argv: Sequence[str]) -> int:
    from .folder import check_folder
    from .verify_draw import Refused

    options = parsed(verify_parser(), argv, ["folder"])
    try:
        said = check_folder(Path(options.folder))
    except Refused as refused:
        raise Stop(f"✗ Refusé : {refused}", REFUSED) from refused
    except OSError as error:
        raise Stop(f"{options.folder} : {error.strerror or error}", BAD_INPUT) from error
    print("\n".join(said))
    return OK
