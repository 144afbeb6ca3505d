"""A day and a moment of a territory, one from the other."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from chainon.base.chain.calendar import zone_of
from chainon.base.scopes.models import Scope


def noon(day: date, territory: Scope) -> datetime:
    """When only the day is known."""
    return datetime.combine(day, time(12), ZoneInfo(zone_of(territory))).astimezone(UTC)


def local_day(moment: datetime, territory: Scope) -> date:
    return moment.astimezone(ZoneInfo(zone_of(territory))).date()
