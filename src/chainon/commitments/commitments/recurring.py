"""Promises that come back: « dialogue avec les élus, chaque trimestre »."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chainon.base import clock

from .models import Commitment, Outcome, UpdateKind


def day_of(commitment: Commitment, number: int) -> date:
    """The day of the time number `number` (the first is 0), counted from the first so that months do not drift."""
    return clock.months_later(commitment.first_due_on, commitment.every_months * number)


def next_day(commitment: Commitment, said: int) -> date | None:
    """The day of the time after `said` of them; None beyond the last."""
    day = day_of(commitment, said)
    return None if commitment.until_on is not None and day > commitment.until_on else day


def silent_days(commitment: Commitment, said: int, today: date) -> list[date]:
    """The times that came and of which nothing was said, the oldest first."""
    if not commitment.comes_back or commitment.outcome != Outcome.OPEN:
        return []
    found = [commitment.due_on] if commitment.due_on < today else []
    number = said + 1
    while (day := next_day(commitment, number)) is not None and day < today:
        found.append(day)
        number += 1
    return found


def outcome_of(kinds: Sequence[str]) -> Outcome:
    """How a promise that came back ended, from what was said of each time."""
    kept = [kind == UpdateKind.KEPT for kind in kinds]
    if kept and all(kept):
        return Outcome.KEPT
    if any(kept) or UpdateKind.PARTLY_KEPT in kinds:
        return Outcome.PARTLY_KEPT
    return Outcome.NOT_KEPT
