"""Once a day, what moved in the counts is written down as a text, and its fingerprint in the journal."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Sum

from chainon.base import clock
from chainon.base.journal.services import record
from chainon.base.scopes.models import Scope, Territory
from chainon.base.scopes.services import touch

from . import verbs
from .models import DayOfCounts, Declared, Support, SupportCount


def count_yesterday() -> None:
    """Periodic: for each territory where a count moved before midnight, since it was last written."""
    for territory in Territory.objects.select_related("scope"):
        day = clock.today(territory.time_zone) - timedelta(days=1)
        if not DayOfCounts.objects.filter(territory=territory.scope, day=day).exists():
            count_day(territory=territory, day=day)


@transaction.atomic
def count_day(*, territory: Territory, day: date) -> DayOfCounts | None:
    """The counts that the day ended with, of nodes that moved on that day or since the last text; None when none did.

    What moves after that day, even before it is written, is the next day's: no support is in a line of its own minute.
    """
    scope = territory.scope
    touch(scope)  # of two workers at once, the second sees the first
    if DayOfCounts.objects.filter(territory=scope, day=day).exists():
        return None
    last = DayOfCounts.objects.filter(territory=scope, day__lt=day).values_list("day", flat=True).first()
    end = _end_of(day, territory.time_zone)
    rows = SupportCount.objects.filter(node__territory=scope, node__is_public=True, changed_at__lt=end)
    if last is not None:
        rows = rows.filter(changed_at__gte=_end_of(last, territory.time_zone))
    moved = list(rows.order_by("node__public_id").values_list("node__public_id", "counted", "paper", "online"))
    if not moved:
        return None
    text = "".join(f"{node} {counted} {paper} {online}\n" for node, counted, paper, online in moved)
    text = f"chainon-soutiens-1 {scope.public_id} {day.isoformat()}\n{text}"
    digest = hashlib.sha256(text.encode()).hexdigest()
    written = DayOfCounts.objects.create(territory=scope, day=day, text=text, hash=digest)
    counted, declared = _sums(scope, end)
    record(verbs.COUNTED, scope=scope, role="system", day=day, counted=counted, declared=declared, detail=digest)
    return written


def _sums(scope: Scope, end: datetime) -> tuple[int, int]:
    """Counted and declared before that instant in the whole territory, less what was taken back since."""
    counted = Support.objects.filter(node__territory=scope, supported_at__lt=end).count()
    before = Declared.objects.filter(node__territory=scope, declared_at__lt=end)
    return counted, before.aggregate(declared=Sum("number", default=0))["declared"]


def _end_of(day: date, zone: str) -> datetime:
    """The first instant of the day after: the text of a day was written after it, and what moved since is news."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))
