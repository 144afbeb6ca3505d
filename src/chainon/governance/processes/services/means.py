"""What a process is given, in public; and a word to the team six months before the money ends."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from chainon.base import clock
from chainon.base.accounts.rules import By
from chainon.base.scopes.models import Territory
from chainon.base.scopes.services import touch
from chainon.governance.processes import letters, rules, verbs
from chainon.governance.processes.models import Means, Process
from chainon.governance.processes.selectors import NOTICE

from .guards import locked, note


@dataclass(frozen=True)
class Given:
    """What a form gives; nothing where nothing is said."""

    hours: int | None = None
    childcare: str = ""
    interpreting: str = ""
    compensation: str = ""
    funders: str = ""
    amount_cents: int | None = None
    funded_until: date | None = None


@transaction.atomic
def say_means(*, by: By, process: Process, given: Given) -> Means:
    """Public with the process. Nothing is written where nothing changes. Raises `Refused`."""
    process = locked(process)
    rules.may_run(by, process).require()
    known = Means.objects.filter(process=process).first()
    if known is not None and all(getattr(known, name) == value for name, value in asdict(given).items()):
        return known
    means = known or Means(process=process)
    if means.funded_until != given.funded_until:
        means.warned_on = None
    for name, value in asdict(given).items():
        setattr(means, name, value)
    means.save()
    if process.is_public:
        note(verbs.MEANS_SAID, process, by, hours=given.hours or 0, cents=given.amount_cents or 0)
    return means


def warn_of_endings() -> int:
    """Periodic: the team of a process is written to, once, six months before its funding ends. Returns how many."""
    warned = 0
    for territory in Territory.objects.select_related("scope"):
        today = clock.today(territory.time_zone)
        ending = Means.objects.filter(
            process__node__territory=territory.scope,
            process__published_at__isnull=False,
            process__stopped_on=None,
            warned_on=None,
            funded_until__gte=today,
            funded_until__lte=today + NOTICE,
        )
        for means in ending.select_related("process__scope", "process__node").order_by("pk"):
            warned += _warn(means, today)
    return warned


@transaction.atomic
def _warn(means: Means, today: date) -> int:
    touch(means.process.scope)
    is_first = Means.objects.filter(pk=means.pk, warned_on=None).update(warned_on=today)
    if is_first:
        letters.funding_ends(means.process, means)
    return is_first
