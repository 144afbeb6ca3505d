"""What residents saw: how many said what, by channel; for one promise, and for many at once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet, Sum

from chainon.base.scopes.models import Scope
from chainon.commitments.commitments.models import Check, Commitment, CountedCheck

LEAST = 3
"""From so many on, nobody works out another's by taking their own away: docs/decisions/011-what-residents-see.md."""


@dataclass(frozen=True)
class Counts:
    """How many said what, by one channel. Nothing is added up across channels, nor averaged."""

    yes: int = 0
    partly: int = 0
    no: int = 0

    @property
    def people(self) -> int:
        return self.yes + self.partly + self.no

    @property
    def is_told(self) -> bool:
        """Whether one publishes who said what rather than how many answered, where each answered alone."""
        return self.people >= LEAST


@dataclass(frozen=True)
class Sums:
    """`counted`: people asked aloud on the spot, all places and days; `online`, `slips`: each answered alone."""

    counted: Counts = field(default_factory=Counts)
    online: Counts = field(default_factory=Counts)
    slips: Counts = field(default_factory=Counts)


def checks_by_promise(territory: Scope) -> dict[int, Sums]:
    """By promise. Two queries."""
    found = answered_alone(Check.objects.filter(commitment__territory=territory))
    asked = CountedCheck.objects.filter(commitment__territory=territory).order_by()
    rows = asked.values_list("commitment_id").annotate(Sum("yes"), Sum("partly"), Sum("no"))
    counted = {key: Counts(yes, partly, no) for key, yes, partly, no in rows}
    nobody = (Counts(), Counts())
    return {key: Sums(counted.get(key, Counts()), *found.get(key, nobody)) for key in {*found, *counted}}


def checks_alone(commitment: Commitment) -> tuple[Counts, Counts]:
    """Of one promise: with an account, with a slip. One query."""
    return answered_alone(commitment.checks.all()).get(commitment.pk, (Counts(), Counts()))


def answered_alone(checks: QuerySet[Check], by: str = "commitment_id") -> dict[int, tuple[Counts, Counts]]:
    """With an account, with a slip; told apart by what one may reach from a check (`by`)."""
    found: dict[int, tuple[dict[str, int], dict[str, int]]] = defaultdict(lambda: ({}, {}))
    rows = checks.order_by().values_list(by, "seen")
    for key, seen, everyone, by_slip in rows.annotate(everyone=Count("pk"), by_slip=Count("pk", filter=~Q(slip=""))):
        online, slips = found[key]
        online[seen], slips[seen] = everyone - by_slip, by_slip
    return {key: (Counts(**online), Counts(**slips)) for key, (online, slips) in found.items()}
