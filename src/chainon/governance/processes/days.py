"""Where a process stands on a day, read from its dates alone. Pure: rows in, words out, no database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum

from .models import Process, ProcessPause, Step

Span = tuple[date, date]
"""A first and a last day."""
RETURN = timedelta(days=30)
"""So long after a pause one may still say that its days are given back to the steps."""
YEAR = timedelta(weeks=52)
"""The same day of the week, a year later less a day or two."""


class Standing(Enum):
    DRAFT = "draft"
    TO_COME = "to_come"
    OPEN = "open"
    PAUSED = "paused"
    BETWEEN = "between"
    ENDED = "ended"
    STOPPED = "stopped"

    @property
    def is_over(self) -> bool:
        return self in {Standing.ENDED, Standing.STOPPED}


class StepStanding(Enum):
    """As the `thread` component says it."""

    DONE = "done"
    CURRENT = "current"
    TO_COME = "to-come"


def standing(process: Process, steps: Sequence[Step], pauses: Sequence[ProcessPause], today: date) -> Standing:
    """Where a process stands; `steps` are those that count (published ones, for a process that is)."""
    if process.published_at is None:
        return Standing.DRAFT
    if process.stopped_on is not None:
        return Standing.STOPPED
    if not steps or today < min(step.first_on for step in steps):
        return Standing.TO_COME
    if today > max(step.last_on for step in steps):
        return Standing.ENDED
    if pause_on(pauses, today) is not None:
        return Standing.PAUSED
    return Standing.OPEN if current(steps, today) else Standing.BETWEEN


def pause_on(pauses: Sequence[ProcessPause], today: date) -> ProcessPause | None:
    return next((pause for pause in pauses if pause.first <= today <= pause.last), None)


def moved(step: Step, first: date, length: int, today: date) -> Span | None:
    """The days of a step once a pause of so many days, from `first` on, is given back to it; None: it ends before.

    A step that has begun keeps its first day, and ends later.
    """
    later = timedelta(days=length)
    if step.last_on < first or step.last_on + later < today:
        return None
    is_ahead = step.first_on >= first and step.first_on > today
    return (step.first_on + later if is_ahead else step.first_on), step.last_on + later


def moved_back(step: Step, first: date, length: int) -> Span | None:
    """The other way, for a pause that will not be; None for what did not move with it."""
    sooner = timedelta(days=length)
    if step.last_on - sooner < max(first, step.first_on) and step.first_on < first + sooner:
        return None
    return (step.first_on - sooner if step.first_on >= first + sooner else step.first_on), step.last_on - sooner


def to_move(pauses: Sequence[ProcessPause], steps: Sequence[Step], today: date) -> list[ProcessPause]:
    """The pauses that moved no date, as long as one comes back from them, and there is a step ahead."""
    lately = [pause for pause in pauses if not pause.moved and pause.last + RETURN >= today]
    return [each for each in lately if any(moved(step, each.first, each.days, today) for step in steps)]


def current(steps: Sequence[Step], today: date) -> list[Step]:
    """The steps that run on this day: several may, for one may go on while the next begins."""
    return [step for step in steps if step.first_on <= today <= step.last_on]


def following(steps: Sequence[Step], today: date) -> Step | None:
    """The next to open."""
    return min((step for step in steps if step.first_on > today), key=lambda step: step.first_on, default=None)


def step_standing(step: Step, today: date) -> StepStanding:
    if today > step.last_on:
        return StepStanding.DONE
    return StepStanding.CURRENT if today >= step.first_on else StepStanding.TO_COME


def same_weekday_later(first_on: date, today: date) -> date:
    """The start of next year's: so many years of 52 weeks later that it is to come."""
    later = first_on + YEAR
    while later <= today:
        later += YEAR
    return later
