"""The days of a territory: what it promises, and when its clocks stand still."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from chainon.base.scopes.models import Scope
from chainon.base.scopes.remembering import remembered
from chainon.methods import deadlines

from .models import Delay, Pause, Relation

USUAL_DAYS = {
    Relation.SYNTHESIS: 30,
    Relation.ANSWER: 60,
    Relation.COMMITMENT: 30,
    Relation.UPDATE: 90,
}


def days_for(territory: Scope, expects: Relation) -> int:
    """What the territory promises now; a wait keeps the delay it was opened with."""
    own = Delay.objects.filter(territory=territory, expects=expects).values_list("days", flat=True).first()
    return USUAL_DAYS[expects] if own is None else own


def due_of(since_on: date, days: int, fixed_on: date | None, pauses: list[deadlines.Pause]) -> date:
    """When a wait is due: so many running days after its first, and never after its fixed day, which no pause moves."""
    due = deadlines.due_on(since_on, days, pauses)
    return due if fixed_on is None else min(due, fixed_on)


@remembered
def announced(territory: Scope) -> list[tuple[deadlines.Pause, str]]:
    """The pauses and why, the first comes first."""
    rows = Pause.objects.filter(territory=territory).values_list("first", "last", "reason")
    return [(deadlines.Pause(first, last), reason) for first, last, reason in rows]


def pauses_of(territory: Scope) -> list[deadlines.Pause]:
    return [pause for pause, _reason in announced(territory)]


def zone_of(territory: Scope) -> str:
    return territory.settings.time_zone


def noon(day: date, territory: Scope) -> datetime:
    """A moment of a day, when only the day is known."""
    return datetime.combine(day, time(12), ZoneInfo(zone_of(territory))).astimezone(UTC)


def local_day(moment: datetime, territory: Scope) -> date:
    return moment.astimezone(ZoneInfo(zone_of(territory))).date()
