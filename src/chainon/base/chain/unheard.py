"""Words that nobody has to answer yet: it is the team's turn to hand them over, without any delay promised."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chainon.base.scopes.models import Scope
from chainon.base.ui import typography
from chainon.methods.deadlines import elapsed

from .calendar import pauses_of, zone_of
from .handing import address_of_unheard, unheard_in
from .kinds import address_of
from .selectors import today

MOST = 200
"""So many are counted one by one; beyond, the page says « plus de »."""


@dataclass(frozen=True)
class Unheard:
    """Of a territory: how many (`MOST` at most, and whether there are more), the address of their list; the oldest, and
    for how many days it has waited."""

    count: int
    has_more: bool
    list_url: str
    title: str
    url: str
    days: int


def unheard_of(territory: Scope) -> Unheard | None:
    """One query, which stops after `MOST`."""
    found = unheard_in(territory).order_by("opened_at", "pk")
    rows = list(found.values_list("kind", "public_id", "title", "idle_since")[: MOST + 1])
    if not rows:
        return None
    kind, public_id, title, since = rows[0]
    days = days_idle(territory)(since)
    return Unheard(
        count=min(len(rows), MOST),
        has_more=len(rows) > MOST,
        list_url=address_of_unheard(),
        title=title,
        url=address_of(kind, public_id, title),
        days=days,
    )


def days_unheard(territory: Scope, keys: Iterable[int]) -> dict[int, int]:
    """Of these nodes, those that nobody has to answer, and for how many days: one query whatever their number."""
    found = list(unheard_in(territory).filter(pk__in=list(keys)).values_list("pk", "idle_since"))
    if not found:
        return {}
    counted = days_idle(territory)
    return {key: counted(since) for key, since in found}


def days_idle(territory: Scope) -> Callable[[datetime], int]:
    """What counts the days from a moment until today; the pauses of the territory are left out, as everywhere."""
    pauses, day, zone = pauses_of(territory), today(territory), ZoneInfo(zone_of(territory))
    return lambda since: elapsed(min(since.astimezone(zone).date(), day), day, pauses)


def team_turn(days: int) -> str:
    """« C’est au tour de l’équipe d’animation depuis 12 jours. »"""
    if days == 0:
        return _("C’est au tour de l’équipe d’animation depuis aujourd’hui.")
    said = ngettext(
        "C’est au tour de l’équipe d’animation depuis %(days)s jour.",
        "C’est au tour de l’équipe d’animation depuis %(days)s jours.",
        days,
    )
    return said % {"days": typography.number(days)}
