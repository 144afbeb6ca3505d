"""What institutions did in a period, read from the slices that know it: acts, not people, so that nothing is hidden."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Count, Model, Q, QuerySet

from chainon.base.chain.calendar import zone_of
from chainon.base.chain.delays import taken
from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Relation, Wait
from chainon.base.scopes.models import Scope
from chainon.commitments.answers.models import Answer, QuickWin
from chainon.commitments.commitments.models import Commitment, Outcome, Update
from chainon.deliberation.proposals.models import Proposal
from chainon.governance.gatherings.models import Gathering
from chainon.governance.gatherings.selectors import first_time, headcount

from .people import HERE, Places, bounds
from .periods import Period

WINS = 4


@dataclass(frozen=True)
class Asked:
    """A place (or the whole territory) and a period, up to `until`: its last day, or today while it is not over."""

    territory: Scope
    scope: Scope
    period: Period
    until: date

    def inside(self, name: str = "scope") -> Q:
        """What belongs to the place; nothing to narrow for the territory."""
        whole = self.scope == self.territory
        return Q() if whole else Q(**{f"{name}__in": Scope.objects.within(self.scope)})

    def moments(self, name: str) -> Q:
        start, end = bounds(self.period, zone_of(self.territory))
        return Q(**{f"{name}__gte": start, f"{name}__lt": end})

    def days(self, name: str) -> Q:
        return Q(**{f"{name}__gte": self.period.first, f"{name}__lte": self.period.last})


@dataclass(frozen=True)
class Answers:
    """`kinds`: by kind of answer. `timed`: how many had a delay promised, of which `median` is the median."""

    kinds: dict[str, int]
    timed: int
    median: Fraction | None
    waiting: int
    late: int

    @property
    def given(self) -> int:
        return sum(self.kinds.values())


def answers(asked: Asked) -> Answers:
    """Four queries."""
    given = Answer.objects.filter(asked.moments("answered_at"), asked.inside("node__scope"))
    given = given.filter(node__territory=asked.territory, node__is_public=True)
    came = taken(asked.territory, scope=asked.scope, first=asked.period.first, last=asked.period.last)
    timed = next((each for each in came if each.expects == Relation.ANSWER), None)
    open_then = Q(ended_on=None) | Q(ended_on__gt=asked.until, is_suspended=False)
    waits = Wait.objects.of(asked.territory).filter(asked.inside(), open_then, node__is_public=True)
    still = waits.filter(expects=Relation.ANSWER, since_on__lte=asked.until).aggregate(
        waiting=Count("pk"), late=Count("pk", filter=Q(due_on__lt=asked.until))
    )
    return Answers(
        kinds=dict(given.order_by().values_list("kind").annotate(number=Count("pk"))),
        timed=timed.count if timed else 0,
        median=timed.median if timed else None,
        waiting=still["waiting"],
        late=still["late"],
    )


@dataclass(frozen=True)
class Promises:
    """Made and ended in the period; running and late on its last day."""

    made: int
    kept: int
    partly_kept: int
    not_kept: int
    running: int
    late: int


def promises(asked: Asked) -> Promises:
    """Three queries."""
    every = Commitment.objects.of(asked.territory).filter(asked.inside())
    ended = asked.days("ended_on")
    counts = every.aggregate(
        made=Count("pk", filter=asked.days("made_on")),
        kept=Count("pk", filter=ended & Q(outcome=Outcome.KEPT)),
        partly_kept=Count("pk", filter=ended & Q(outcome=Outcome.PARTLY_KEPT)),
        not_kept=Count("pk", filter=ended & Q(outcome=Outcome.NOT_KEPT)),
    )
    standing = every.filter(Q(ended_on=None) | Q(ended_on__gt=asked.until), made_on__lte=asked.until)
    due = dict(standing.values_list("pk", "due_on"))
    due |= _days_before(asked, standing)
    late = sum(day < asked.until for day in due.values())
    return Promises(**counts, running=len(due) - late, late=late)


def _days_before(asked: Asked, standing: QuerySet[Commitment]) -> dict[int, date]:
    """The day promised as it was at the end of the period, of what was postponed, revised or came back since."""
    _start, end = bounds(asked.period, zone_of(asked.territory))
    moved = Update.objects.filter(commitment__in=standing, said_at__gte=end)
    moved = moved.exclude(old_due_on=None, occurrence_on=None).order_by("-said_at", "-pk")
    rows = moved.values_list("commitment_id", "old_due_on", "occurrence_on")
    return {key: day for key, old, occurrence in rows if (day := old or occurrence) is not None}


@dataclass(frozen=True)
class Win:
    title: str
    url: str
    who: str


def wins(asked: Asked) -> tuple[int, list[Win]]:
    """What was settled at once: how many, and the latest. Two queries."""
    found = QuickWin.objects.filter(asked.moments("done_at"), asked.inside("node__scope"))
    found = found.filter(node__territory=asked.territory, node__is_public=True)
    latest = found.select_related("node", "answer").order_by("-done_at", "-pk")[:WINS]
    return found.count(), [Win(each.node.title, url_of(each.node), each.answer.who) for each in latest]


@dataclass(frozen=True)
class Meetings:
    """`present` and `newcomers`: sums of what the page of each gathering publishes, so that they tell nothing more.

    `counted`: of how many gatherings; `with_newcomers`: the same for those who came for the first time.
    """

    held: int
    counted: int
    present: int
    with_newcomers: int
    newcomers: int


def meetings(asked: Asked) -> Meetings:
    """One query."""
    held = Gathering.objects.of(asked.territory).held().filter(asked.moments("starts_at"), asked.inside())
    found = list(held.filter(starts_at__date__lte=asked.until))
    counts = [one.present for each in found if (one := headcount(each)) is not None and one.present is not None]
    newcomers = [number for each in found if (number := first_time(each)) is not None]
    return Meetings(len(found), len(counts), sum(counts), len(newcomers), sum(newcomers))


def reached(asked: Asked, places: Places) -> tuple[int, int]:
    """Of the smallest places: from how many somebody spoke or met, and how many there are. Two queries."""
    smallest = {
        key for path, key in places.every.items() if not _holds_others(path, places) and asked.scope.path in path
    }
    said = Proposal.objects.of(asked.territory).public().filter(asked.moments("published_at"), asked.inside())
    met = Gathering.objects.of(asked.territory).held().filter(asked.moments("starts_at"), asked.inside())
    found = {places.smallest(path) for rows in (said, met) for path in _paths(rows)} - {HERE}
    return len(found & smallest), len(smallest)


def _paths(rows: QuerySet[Any, Model]) -> list[str]:
    return list(rows.order_by().values_list("scope__path", flat=True).distinct())


def _holds_others(path: str, places: Places) -> bool:
    return any(below != path and below.startswith(path) for below in places.every)
