"""Once a day, what moved in the counts is written down as a text, and its fingerprint in the journal."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Sum

from chainon.base import clock
from chainon.base.journal.services import record
from chainon.base.scopes.models import Territory
from chainon.base.scopes.services import touch

from . import verbs
from .models import DayOfCounts, SupportCount


def count_yesterday() -> None:
    """Periodic: for each territory where a count moved since it was last written."""
    for territory in Territory.objects.select_related("scope"):
        day = clock.today(territory.time_zone) - timedelta(days=1)
        if not DayOfCounts.objects.filter(territory=territory.scope, day=day).exists():
            count_day(territory=territory, day=day)


@transaction.atomic
def count_day(*, territory: Territory, day: date) -> DayOfCounts | None:
    """The counts as they stand, of nodes that moved on that day or since the last text; None when none did."""
    scope = territory.scope
    touch(scope)  # of two workers at once, the second sees the first
    if DayOfCounts.objects.filter(territory=scope, day=day).exists():
        return None
    last = DayOfCounts.objects.filter(territory=scope, day__lt=day).values_list("day", flat=True).first()
    rows = SupportCount.objects.filter(node__territory=scope, node__is_public=True)
    if last is not None:
        rows = rows.filter(changed_at__gte=_end_of(last, territory.time_zone))
    moved = list(rows.order_by("node__public_id").values_list("node__public_id", "counted", "paper", "online"))
    if not moved:
        return None
    text = "".join(f"{node} {counted} {paper} {online}\n" for node, counted, paper, online in moved)
    text = f"chainon-soutiens-1 {scope.public_id} {day.isoformat()}\n{text}"
    digest = hashlib.sha256(text.encode()).hexdigest()
    written = DayOfCounts.objects.create(territory=scope, day=day, text=text, hash=digest)
    sums = SupportCount.objects.filter(node__territory=scope).aggregate(
        counted=Sum("counted", default=0), paper=Sum("paper", default=0), online=Sum("online", default=0)
    )
    declared = sums["paper"] + sums["online"]
    record(
        verbs.COUNTED, scope=scope, role="system", day=day, counted=sums["counted"], declared=declared, detail=digest
    )
    return written


def _end_of(day: date, zone: str) -> datetime:
    """The first instant of the day after: the text of a day was written after it, and what moved since is news."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))
