"""What a sort of thing to do is: how it is found, and how it is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chainon.portal.reading import Found, Row

from .desks import Desk

Words = str | Promise
SOON = timedelta(days=7)


class Level(IntEnum):
    """What comes first today: what the guarantor asks, what is late, what is nearly so; then the rest in its order."""

    FIRST = -1
    LATE = 0
    SOON = 1
    READ = 2
    TELL = 3
    PAPER = 4
    MINUTES = 5
    FUNDS = 6
    RULES = 7
    REST = 8


class Group:
    """Under which title the rest waits."""

    VOICES = _("Ce qui se dit")
    ANSWERS = _("Les réponses et les engagements")
    GATHERINGS = _("Les rencontres et les instances")
    PROCESSES = _("Les démarches et leurs règles")
    DRAWS = _("Les tirages au sort et les places")
    OWN = _("Ce que l’on vous demande")
    TERRITORY = _("Le territoire")


@dataclass(frozen=True)
class Sort:
    """`what` and `why` are said with `%(title)s`, `%(who)s`, `%(day)s`, `%(number)s`; `act` is the link.

    `find(desk)` is an arm of the query, or None where there is nothing that this person might do. `url`: a route whose
    arguments are in the key, between slashes; or a function of the row. `stands(row, desk)`: what a query cannot say.
    `is_due`: the day is one before which it was promised.
    """

    name: str
    level: Level
    group: Words
    find: Callable[[Desk], Found | None]
    what: Words
    why: Words
    act: Words
    url: str | Callable[[Row], str]
    stands: Callable[[Row, Desk], bool] = lambda row, desk: True
    is_due: bool = False

    def address(self, row: Row) -> str:
        if callable(self.url):
            return self.url(row)
        return reverse(self.url, args=row.key.split("/") if row.key else [])
