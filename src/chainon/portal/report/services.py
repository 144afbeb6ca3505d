"""Publishing the counts of people of the quarters that are over, one after the other, once."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max, Min

from chainon.base import clock
from chainon.base.chain.calendar import local_day
from chainon.base.journal.services import record
from chainon.base.scopes.models import Scope, Territory
from chainon.base.scopes.services import touch
from chainon.deliberation.proposals.models import Origin, Proposal
from chainon.methods.disclosure import Dimension, DisclosureError

from . import events
from .models import PublishedQuarter
from .people import Count, Person, Places, one_by_one, told, voices
from .periods import Period, after, quarter_of
from .protecting import EVERYONE, Cell, Counted, nothing_shown, protected

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Kind:
    """People who are counted together: how they are counted, what tells them apart, the tables that are published."""

    name: str
    count: Callable[[Scope, Places, Period], list[Count]]
    dimensions: tuple[Dimension, ...]
    tables: tuple[Counted, ...]


KINDS = (
    Kind(
        "voices",
        voices,
        (Dimension("channel", tuple(Origin.values)), Dimension("first", ("yes", "no"))),
        (Counted("voices", "channel", (*Origin.values, EVERYONE)), Counted("first", "first", ("yes",))),
    ),
    Kind("told", told, (), (Counted("told", "", ()),)),
)


def publish_finished_quarters() -> None:
    """Periodic: for each territory, the quarters that are over and not published; one query when there are none."""
    last = dict(PublishedQuarter.objects.order_by().values_list("territory").annotate(last=Max("first")))
    for territory in Territory.objects.select_related("scope"):
        today = clock.today(territory.time_zone)
        done = last.get(territory.pk)
        if done is not None and not after(quarter_of(done)).is_over(today):
            continue
        quarter = after(quarter_of(done)) if done is not None else _first_quarter(territory.scope)
        while quarter is not None and quarter.is_over(today):
            publish_quarter(territory=territory.scope, quarter=quarter)
            quarter = after(quarter)


def _first_quarter(territory: Scope) -> Period | None:
    """That of the first word published."""
    first = Proposal.objects.of(territory).aggregate(first=Min("published_at"))["first"]
    return quarter_of(local_day(first, territory)) if first is not None else None


@transaction.atomic
def publish_quarter(*, territory: Scope, quarter: Period) -> PublishedQuarter | None:
    """Count a quarter that is over, protect it with what its year has published, keep it. Published already: None.

    What the quarters before counted is read from what they kept: a word moved or withdrawn since changes nothing.
    """
    touch(territory)  # of two workers at once, the second sees the first
    if PublishedQuarter.objects.filter(territory=territory, first=quarter.first).exists():
        return None
    places = Places(territory)
    counted = {kind.name: kind.count(territory, places, quarter) for kind in KINDS}
    of_year = PublishedQuarter.objects.filter(territory=territory, first__year=quarter.year)
    before = list(of_year.filter(first__lt=quarter.first))
    cells: dict[str, list[Cell]] = {}
    for kind in KINDS:
        people = [*_people(before, kind.name, places), *one_by_one(counted[kind.name], places, quarter)]
        cells |= _protected(quarter, places, people, kind, _out(before, kind.tables))
    written = PublishedQuarter.objects.create(
        territory=territory, first=quarter.first, counted=counted, cells=cells, published_at=clock.now()
    )
    record(events.PUBLISHED, scope=territory, role="system", first=quarter.first, figures=fingerprint(written))
    return written


def fingerprint(quarter: PublishedQuarter) -> str:
    """Of what is published; never of the true counts, which could be guessed one by one."""
    text = json.dumps(quarter.cells, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _people(before: list[PublishedQuarter], name: str, places: Places) -> list[Person]:
    return [person for each in before for person in one_by_one(each.counted[name], places, quarter_of(each.first))]


def _out(before: list[PublishedQuarter], tables: tuple[Counted, ...]) -> dict[str, list[Cell]]:
    return {table.name: [tuple(cell) for each in before for cell in each.cells.get(table.name, ())] for table in tables}


def _protected(
    quarter: Period,
    places: Places,
    people: list[Person],
    kind: Kind,
    out: dict[str, list[Cell]],
) -> dict[str, list[Cell]]:
    if not people:
        return {table.name: [] for table in kind.tables}
    try:
        return protected(quarter, places, people, others=kind.dimensions, tables=kind.tables, out=out)
    except DisclosureError:
        logger.exception("no proof for the figures of %s: none is shown", quarter.code)
        return nothing_shown(quarter, places, kind.tables)
