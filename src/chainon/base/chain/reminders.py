"""Reminders to those whose turn it is: one mail for all that is due, a week before, the day after, then each month."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from chainon.base import clock
from chainon.base.mail.services import post
from chainon.base.scopes.models import Scope, Territory
from chainon.methods.deadlines import Pause, elapsed, pause_on

from .calendar import pauses_of
from .models import Reminded, Reminder, Wait
from .reach import Reached, reach_of
from .selectors import Turn, turns_of_waits
from .words import EXPECTED, time_left

BEFORE, EACH = 7, 30
HOUR = 8
"""Nobody is reminded before this hour of the morning."""


def send_reminders() -> int:
    """Periodic: once a day for each territory, never in a pause; returns how many mails were written."""
    done = dict(Reminded.objects.values_list("territory_id", "day"))
    written = 0
    for territory in Territory.objects.select_related("scope"):
        with timezone.override(territory.time_zone):
            now = timezone.localtime(clock.now())
        if now.hour >= HOUR and done.get(territory.pk) != now.date():
            written += _remind(territory.scope, now.date())
            Reminded.objects.update_or_create(territory=territory.scope, defaults={"day": now.date()})
    return written


def step_due(wait: Wait, today: date, pauses: list[Pause]) -> int | None:
    """0: within the seven days before; 1: the day after; then one more each thirty days. None: nothing to say yet."""
    if today <= wait.due_on:
        is_long = min(wait.days, (wait.due_on - wait.since_on).days) > BEFORE
        is_soon = is_long and today >= wait.due_on - timedelta(days=BEFORE)
        return 0 if is_soon else None
    late = elapsed(wait.due_on, today, pauses)
    return 1 + (late - 1) // EACH if late else None


def _remind(territory: Scope, today: date) -> int:
    pauses = pauses_of(territory)
    if pause_on(today, pauses) is not None:
        return 0
    soon = Wait.objects.of(territory).open().filter(due_on__lte=today + timedelta(days=BEFORE)).order_by("due_on", "pk")
    sent = set(Reminder.objects.filter(wait__in=soon).values_list("wait_id", "step"))
    people: dict[str, list[tuple[int, int, Reached]]] = defaultdict(list)
    for wait in soon.select_related("node__territory", "node__scope"):
        step = step_due(wait, today, pauses)
        if step is None or (wait.pk, step) in sent:
            continue
        if (reached := reach_of(wait)) is not None and reached.email:
            people[reached.email.lower()].append((wait.pk, step, reached))
    return sum(_write(territory, email, due) for email, due in people.items())


@transaction.atomic
def _write(territory: Scope, email: str, due: list[tuple[int, int, Reached]]) -> int:
    """One mail, and a row for each thing that it says: of two ticks at once, the second finds the rows."""
    Territory.objects.select_for_update(no_key=True).get(pk=territory.pk)
    known = set(Reminder.objects.filter(wait__in=[key for key, _step, _reached in due]).values_list("wait_id", "step"))
    left = {key: (step, reached) for key, step, reached in due if (key, step) not in known}
    turns = turns_of_waits(territory, left)
    if not turns:
        return 0
    now = clock.now()
    Reminder.objects.bulk_create(Reminder(wait_id=key, step=left[key][0], sent_at=now) for key in turns)
    with translation.override(settings.LANGUAGE_CODE):
        lines = [_line(turn, left[key][1]) for key, turn in turns.items()]
        late = sum(turn.is_late for turn in turns.values())
        context = {"territory": territory, "lines": lines, "count": len(lines), "late": late}
        subject, _line_end, body = render_to_string("chain/mail/reminder.txt", context).strip().partition("\n")
    post(to=email, subject=subject, body=body.strip() + "\n")
    return 1


def _line(turn: Turn, reached: Reached) -> dict[str, str]:
    return {
        "title": reached.title or turn.node.title,
        "expected": str(EXPECTED[turn.expects]),
        "left": time_left(turn),
        "link": reached.link,
    }
