"""The only clock. Instants are UTC; deadlines are days in the territory's time zone."""

from __future__ import annotations

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


def silent_for(moment: datetime | None, seconds: int) -> bool:
    return moment is None or now() - moment > timedelta(seconds=seconds)


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)
