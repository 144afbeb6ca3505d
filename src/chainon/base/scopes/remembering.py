"""What a process remembers of a territory from one page to the next, until anything changes there."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from datetime import date
from functools import wraps
from typing import Any, TypeVar

from django.utils.translation import get_language

from chainon.base import clock

from .models import Scope, Territory

Found = TypeVar("Found")

_page: ContextVar[Territory | None] = ContextVar("chainon_page", default=None)
_kept: dict[tuple[object, str, str | None], tuple[tuple[int, date], Any]] = {}


def remembered(read: Callable[[Scope], Found]) -> Callable[[Scope], Found]:
    """Of a reading that only its territory, the language and the day decide: done once a version (`touch`,
    `journal.record`) and a day.

    Only for the time of a page (`page_of`): an act, which writes, always reads again. What is found serves several
    requests at once: nobody changes it.
    """

    @wraps(read)
    def reading(territory: Scope) -> Found:
        page = _page.get()
        if page is None or page.pk != territory.pk:
            return read(territory)
        key = (read, territory.public_id, get_language())
        now = (page.version, clock.today(page.time_zone))
        kept = _kept.get(key)
        if kept is None or kept[0] != now:
            kept = _kept[key] = (now, read(territory))
        found: Found = kept[1]
        return found

    return reading


@contextlib.contextmanager
def page_of(territory: Territory) -> Iterator[None]:
    """A page of this territory is being made. Its version was read before all the rest: at worst what is newer is kept
    under an old version, and read once more."""
    token = _page.set(territory)
    try:
        yield
    finally:
        _page.reset(token)


def forget() -> None:
    """For tests, where one territory follows another and rows change without any service."""
    _kept.clear()
