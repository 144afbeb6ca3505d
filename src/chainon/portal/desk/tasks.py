"""What waits for a person: at most seven things today; the rest, folded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from chainon.base.ui import typography
from chainon.portal.reading import MOST, Row

from .desks import Desk
from .sorts import SOON, Level, Sort, Words

TODAY, OF_A_SORT = 7, 3
"""So many things a day; and so many of one sort among them, so that thirty late answers hide nothing else."""


@dataclass(frozen=True)
class Task:
    """One line: what, why now, one link that acts. `on`: the day it is due, or since when it waits."""

    sort: str
    what: str
    why: str
    url: str
    act: str
    level: Level
    group: Words
    on: date | None
    tag: str = ""
    is_late: bool = False


@dataclass(frozen=True)
class Folded:
    title: str
    tasks: list[Task]


@dataclass(frozen=True)
class Tasks:
    today: list[Task] = field(default_factory=list)
    later: list[Folded] = field(default_factory=list)

    @property
    def left(self) -> int:
        return sum(len(each.tasks) for each in self.later)


def said(sort: Sort, row: Row, desk: Desk, count: int) -> Task:
    """A row in words. `count`: how many rows it stands for; at the most that is read, the sentence says so."""
    names = {
        "title": row.title,
        "who": row.who,
        "number": row.number,
        "day": typography.day(row.on) if row.on else "",
    }
    why = sort.why % names
    if count >= MOST:
        why = f"{why} {_('On n’en compte ici que les {most} plus anciennes.').format(most=MOST)}"
    level, is_late = sort.level, False
    if sort.is_due and row.on is not None:
        is_late = row.on < desk.today
        level = Level.LATE if is_late else Level.SOON if row.on <= desk.today + SOON else level
    tag = _("en retard") if is_late else ""
    return Task(
        sort.name, sort.what % names, why, sort.address(row), str(sort.act), level, sort.group, row.on, tag, is_late
    )


def laid_out(tasks: Iterable[Task]) -> Tasks:
    """Late first, then what is nearly so, then in the order of the levels; the oldest first."""
    ordered = sorted(tasks, key=lambda task: (task.level, task.on or date.max))
    today: list[Task] = []
    later: list[Task] = []
    seen: Counter[str] = Counter()
    for task in ordered:
        if len(today) < TODAY and seen[task.sort] < OF_A_SORT:
            today.append(task)
            seen[task.sort] += 1
        else:
            later.append(task)
    groups: dict[str, list[Task]] = {}
    for task in later:
        groups.setdefault(str(task.group), []).append(task)
    return Tasks(today, [Folded(title, tasks) for title, tasks in groups.items()])
