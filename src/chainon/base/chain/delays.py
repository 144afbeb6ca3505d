"""How long what was expected took to come: read from the waits that were met, by whoever prints or checks a delay."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from django.db.models import Count

from chainon.base.scopes.models import Scope
from chainon.methods.deadlines import elapsed, median_days

from .calendar import pauses_of
from .models import Relation, Wait

RESIDENTS = "residents-"
"""Begins the key of a turn that residents took on themselves."""


@dataclass(frozen=True)
class Taken:
    """Of one kind of turn: how many came, and the median of their running days (pauses left out). `whose`: of whom,
    empty for everyone."""

    expects: Relation
    whose: str
    count: int
    median: Fraction


def taken(
    territory: Scope,
    *,
    scope: Scope | None = None,
    first: date | None = None,
    last: date | None = None,
    by_whom: bool = False,
) -> list[Taken]:
    """Of public nodes, of the territory or of one of its scopes, what came from `first` to `last`; two queries.

    `by_whom`: each name after everyone together, groups of residents left out. Waits that began and ended on the same
    days are read as one row. What is still expected is not counted: say beside a median how many are
    (`selectors.counts_by_stage`).
    """
    met = Wait.objects.of(territory).met().filter(node__is_public=True)
    if scope is not None and scope != territory:
        met = met.filter(scope__in=Scope.objects.within(scope))
    if first is not None:
        met = met.filter(ended_on__gte=first)
    if last is not None:
        met = met.filter(ended_on__lte=last)
    who = ("whose", "whose_key") if by_whom else ()
    rows = met.order_by().values_list("expects", *who, "since_on", "ended_on").annotate(number=Count("pk"))
    pauses = pauses_of(territory)
    running = lru_cache(maxsize=None)(lambda since_on, ended_on: elapsed(since_on, ended_on, pauses))
    days: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for expects, *whom, since_on, ended_on, number in rows:
        name = whom[0] if whom and not whom[1].startswith(RESIDENTS) else ""
        for each in {"", name}:
            days[expects, each][running(since_on, ended_on)] += number
    order = list(Relation.values)
    found = sorted(days.items(), key=lambda each: (order.index(each[0][0]), each[0][1]))
    return [
        Taken(Relation(expects), name, sum(counts.values()), median)
        for (expects, name), counts in found
        if (median := median_days(counts)) is not None
    ]
