"""Can the places be filled? The answer of the method, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chainon.governance.volunteers.models import Criterion
from chainon.methods.errors import MethodError
from chainon.methods.sortition.feasibility import check_feasibility

from .models import Draw
from .pool import build_pool
from .wording import error_words, listed, sentence, words


def feasibility_words(
    draw: Draw, seats: int, bounds: Mapping[int, tuple[int, int]], criteria: Sequence[Criterion]
) -> dict[str, Any]:
    """`state` is possible, impossible or unknown; reasons and ways out are sentences ready to show."""
    try:
        pool = build_pool(draw, bounds, criteria)
        found = check_feasibility(pool, seats, households=draw.one_per_household)
    except MethodError as error:
        return {"state": "unknown", "reasons": [sentence(error_words(error))], "ways_out": []}
    if found.is_feasible:
        return {"state": "possible", "volunteers": len(pool.people)}
    conflict = [] if found.reasons else listed(found.conflict)
    return {
        "state": "impossible",
        "reasons": [sentence(words(reason.code, reason.params)) for reason in found.reasons],
        "conflict": conflict,
        "ways_out": [sentence(words(way.code, way.params)) for way in found.ways_out],
    }
