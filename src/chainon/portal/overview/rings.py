"""The six rings of a territory or of a place, each leading to what it counts."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chainon.base.chain.selectors import StageCount
from chainon.base.scopes.models import Scope
from chainon.base.ui import typography
from chainon.base.ui.rings import Ring

from .selectors.look import Look


def rings_of(counts: Iterable[StageCount], place: Scope | None = None) -> list[Ring]:
    """Those of a place, and of all inside it, when one is given; else of the territory."""
    look = Look(place=place)
    return [_ring(count, look) for count in counts]


def _ring(count: StageCount, look: Look) -> Ring:
    detail, detail_url = "", ""
    if count.late:
        detail = _("{number} en retard").format(number=typography.number(count.late))
    elif count.waiting:
        awaited = ngettext("%(number)s attendu", "%(number)s attendus", count.waiting)
        detail = awaited % {"number": typography.number(count.waiting)}
    if detail:
        detail_url = look.address("awaited", stages=(count.stage,), is_late=count.late > 0)
    return Ring(
        value=typography.number(count.count),
        label=str(count.stage.label),
        detail=detail,
        state="late" if count.late else "done" if count.count else "to-come",
        url=look.address("nodes", stages=(count.stage,)) if count.count else "",
        detail_url=detail_url,
    )
