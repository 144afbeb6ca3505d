"""The only clock. Instants are UTC; deadlines are days in the territory's time zone."""

from __future__ import annotations

import calendar
import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

_set: ContextVar[datetime | None] = ContextVar("chainon_clock", default=None)


def now() -> datetime:
    return _set.get() or timezone.now()


def today(zone: str = "Europe/Paris") -> date:
    return now().astimezone(ZoneInfo(zone)).date()


@contextlib.contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Play what happens inside at another moment: for the demonstration and the tests."""
    token = _set.set(moment)
    try:
        yield
    finally:
        _set.reset(token)


def months_later(day: date, months: int) -> date:
    """The same day `months` later, or the last of that month: 31 January + 1 month = 28 or 29 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def silent_for(moment: datetime | None, seconds: int) -> bool:
    return moment is None or now() - moment > timedelta(seconds=seconds)


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)
