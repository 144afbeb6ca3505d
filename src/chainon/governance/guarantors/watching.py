"""What a guarantor looks at: each slice says what of its own deserves it.

Register from an app's `ready()`: `register_watch(20, "Ce qui a changé", watch)`, where `watch(by, territory)` gives
what there is to see, what matters most first. Smaller orders come first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Scope


@dataclass(frozen=True)
class Watch:
    """A line with one link: `title` and why it is here (`detail`); `is_late` marks what has waited too long.

    `act`: where to speak of it in public, if anywhere.
    """

    title: str
    url: str
    detail: str = ""
    tag: str = ""
    is_late: bool = False
    act: str = ""


@dataclass(frozen=True)
class Section:
    title: str
    lines: list[Watch]


Watching = Callable[[User, Scope], list[Watch]]

_watches: list[tuple[int, str | Promise, Watching]] = []


def register_watch(order: int, title: str | Promise, watch: Watching) -> None:
    if all(known is not watch for _order, _title, known in _watches):
        _watches.append((order, title, watch))


def watched(by: User, territory: Scope) -> list[Section]:
    """The sections that have something to show."""
    ordered = sorted(_watches, key=lambda entry: entry[0])
    found = [Section(str(title), watch(by, territory)) for _order, title, watch in ordered]
    return [section for section in found if section.lines]
