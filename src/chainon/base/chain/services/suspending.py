"""Waits of a node that is not public: nobody can give what is expected, so that the clock stands still."""

from __future__ import annotations

from datetime import date, timedelta

from chainon.base import clock
from chainon.base.chain.calendar import due_of, pauses_of, zone_of
from chainon.base.chain.models import Node, Wait
from chainon.methods.deadlines import Pause, elapsed


def follow_node(node: Node, *, was_public: bool) -> None:
    """The node moved, or went out of sight, or came back: its waits with it."""
    Wait.objects.pending().filter(node=node).exclude(scope=node.scope_id).update(scope=node.scope_id)
    if was_public and not node.is_public:
        suspend(node)
    elif node.is_public and not was_public:
        resume(node)


def suspend(node: Node) -> None:
    today = clock.today(zone_of(node.territory))
    Wait.objects.open().filter(node=node).update(ended_on=today, is_suspended=True)


def resume(node: Node) -> None:
    """Each has as many days left as on the day it was suspended; a fixed day does not move."""
    waits = list(Wait.objects.filter(node=node, is_suspended=True))
    if not waits:
        return
    today, pauses = clock.today(zone_of(node.territory)), pauses_of(node.territory)
    for wait in waits:
        assert wait.ended_on is not None, "suspended since a day"
        start = _as_many_days(elapsed(wait.since_on, wait.ended_on, pauses), today, pauses)
        wait.since_on = start if wait.fixed_on is None else min(start, wait.fixed_on)
        wait.due_on = due_of(wait.since_on, wait.days, wait.fixed_on, pauses)
        wait.ended_on, wait.is_suspended = None, False
        wait.save(update_fields=["since_on", "due_on", "ended_on", "is_suspended"])


def _as_many_days(spent: int, today: date, pauses: list[Pause]) -> date:
    """The day from which as many days have run until today."""
    start = today
    while elapsed(start, today, pauses) < spent:
        start -= timedelta(days=1)
    return start
