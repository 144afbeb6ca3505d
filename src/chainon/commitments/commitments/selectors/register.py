"""The register of promises: late first, then what is due soonest, then what ended last."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Count, Q

from chainon.base import clock
from chainon.base.chain.calendar import zone_of
from chainon.base.chain.kinds import kinds, url_of
from chainon.base.chain.models import Theme
from chainon.base.scopes.models import Scope
from chainon.commitments.commitments.models import Commitment, CommitmentQuerySet, Moved, Outcome
from chainon.commitments.commitments.wording import sentence

PAGE = 50
STATES = ("late", "running", "postponed", "revised", "kept", "partly_kept", "not_kept")
RESIDENTS = "habitants"
SPOKEN = "parole"
"""In addresses: promises of residents; promises that come out of no page of the platform."""


@dataclass(frozen=True)
class CommitmentRow:
    """A promise in the register. `late` counts days after the day promised, 0 while there is time.

    `state` is one of `STATES`: late before all, then how it ended or how its day moved.
    """

    public_id: str
    what: str
    url: str
    owner: str
    where: str
    theme: str
    due_on: date
    first_due_on: date
    outcome: str
    outcome_label: str
    ended_on: date | None
    late: int
    state: str
    sentence: str
    changed_at: datetime

    @property
    def kind(self) -> str:
        """Of the tag: kept, late, wait or act."""
        if self.outcome == Outcome.KEPT:
            return "kept"
        if self.outcome == Outcome.NOT_KEPT or self.late:
            return "late"
        return "wait"


@dataclass(frozen=True)
class Look:
    """What one looks for: a state, an owner (an answerer's public id, or `RESIDENTS`), a place and all inside it, a
    theme, what it came out of (a kind of node, or `SPOKEN`)."""

    state: str = ""
    owner: str = ""
    place: Scope | None = None
    theme: Theme | None = None
    source: str = ""


@dataclass(frozen=True)
class Register:
    """`after`: after which promise the next page begins; empty on the last."""

    rows: list[CommitmentRow]
    after: str


@dataclass(frozen=True)
class Totals:
    running: int
    late: int
    kept: int
    partly_kept: int
    not_kept: int


EVERYTHING = Look()


def totals(territory: Scope, look: Look = EVERYTHING) -> Totals:
    """Of what one looks for, whatever its state, in one query."""
    today = clock.today(zone_of(territory))
    open_ = Q(outcome=Outcome.OPEN)
    counts = narrowed(territory, replace(look, state=""), today).aggregate(
        running=Count("pk", filter=open_ & Q(due_on__gte=today)),
        late=Count("pk", filter=open_ & Q(due_on__lt=today)),
        kept=Count("pk", filter=Q(outcome=Outcome.KEPT)),
        partly_kept=Count("pk", filter=Q(outcome=Outcome.PARTLY_KEPT)),
        not_kept=Count("pk", filter=Q(outcome=Outcome.NOT_KEPT)),
    )
    return Totals(**counts)


def register(territory: Scope, look: Look = EVERYTHING, *, after: str = "", size: int = PAGE) -> Register:
    """A page of the register, from a public id on: two queries, one more past the first page."""
    today = clock.today(zone_of(territory))
    everything = narrowed(territory, look, today)
    last = Commitment.objects.of(territory).filter(node__public_id=after).first() if after else None
    found: list[Commitment] = []
    if last is None or last.outcome == Outcome.OPEN:
        opened = everything.open().order_by("due_on", "pk")
        if last is not None:
            opened = opened.filter(Q(due_on__gt=last.due_on) | Q(due_on=last.due_on, pk__gt=last.pk))
        found = list(opened[: size + 1])
    if len(found) <= size and look.state not in {"late", "running", "postponed", "revised"}:
        ended = everything.ended().order_by("-ended_on", "-pk")
        if last is not None and last.outcome != Outcome.OPEN:
            ended = ended.filter(Q(ended_on__lt=last.ended_on) | Q(ended_on=last.ended_on, pk__lt=last.pk))
        found += list(ended[: size + 1 - len(found)])
    return Register(
        [_row(each, today) for each in found[:size]], found[size - 1].node.public_id if len(found) > size else ""
    )


def narrowed(territory: Scope, look: Look, today: date) -> CommitmentQuerySet:
    """The promises that one looks for, with what a row reads."""
    found = Commitment.objects.of(territory).select_related("node", "scope", "theme")
    if look.state:
        found = found.filter(_in_state(look.state, today))
    if look.owner == RESIDENTS:
        found = found.filter(answerer=None)
    elif look.owner:
        found = found.filter(answerer__public_id=look.owner)
    if look.place is not None and look.place != territory:
        found = found.filter(scope__in=Scope.objects.within(look.place))
    if look.theme is not None:
        found = found.filter(theme=look.theme)
    if look.source == SPOKEN:
        found = found.filter(source=None)
    elif look.source:
        found = found.filter(source__kind=look.source)
    return found


def _in_state(state: str, today: date) -> Q:
    in_time = Q(outcome=Outcome.OPEN, due_on__gte=today)
    return {
        "late": Q(outcome=Outcome.OPEN, due_on__lt=today),
        "running": in_time,
        "postponed": in_time & Q(moved=Moved.POSTPONED),
        "revised": in_time & Q(moved=Moved.REVISED),
    }.get(state, Q(outcome=state))


@dataclass(frozen=True)
class Facets:
    """What there is to choose from: public ids and names."""

    owners: list[tuple[str, str]]
    places: list[tuple[str, str]]
    themes: list[tuple[str, str]]
    sources: list[tuple[str, str]]


READ = ("answerer__public_id", "answerer__name", "scope__public_id", "scope__label", "theme__public_id", "theme__name")


def facets(territory: Scope) -> Facets:
    """Only what has promises, in one query."""
    rows = list(Commitment.objects.of(territory).order_by().values_list(*READ, "source__kind").distinct()[:5000])
    known = kinds()
    sources = {row[6] or SPOKEN: str(known[row[6]].label).capitalize() if row[6] in known else "" for row in rows}
    return Facets(
        owners=_by_name({row[0] or RESIDENTS: row[1] or "" for row in rows}),
        places=_by_name({row[2]: row[3] for row in rows}),
        themes=_by_name({row[4]: row[5] for row in rows if row[4]}),
        sources=_by_name(sources),
    )


def _by_name(found: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(found.items(), key=lambda each: each[1].casefold())


def latest_news(territory: Scope, limit: int = PAGE) -> list[CommitmentRow]:
    """For the feed: what changed last comes first."""
    today = clock.today(zone_of(territory))
    found = Commitment.objects.of(territory).select_related("node", "scope", "theme")
    return [_row(each, today) for each in found.order_by("-changed_at", "-pk")[:limit]]


def late_days(commitment: Commitment, today: date) -> int:
    return max((today - commitment.due_on).days, 0) if commitment.outcome == Outcome.OPEN else 0


def state_of(commitment: Commitment, today: date) -> str:
    if late_days(commitment, today):
        return "late"
    return commitment.outcome or commitment.moved or "running"


def _row(commitment: Commitment, today: date) -> CommitmentRow:
    is_open = commitment.outcome == Outcome.OPEN
    label = Moved(commitment.moved).label if is_open and commitment.moved else Outcome(commitment.outcome).label
    return CommitmentRow(
        public_id=commitment.node.public_id,
        what=commitment.what,
        url=url_of(commitment.node),
        owner=commitment.owner,
        where=commitment.scope.label,
        theme=str(commitment.theme) if commitment.theme else "",
        due_on=commitment.due_on,
        first_due_on=commitment.first_due_on,
        outcome=commitment.outcome,
        outcome_label=str(label),
        ended_on=commitment.ended_on,
        late=late_days(commitment, today),
        state=state_of(commitment, today),
        sentence=sentence(commitment, today),
        changed_at=commitment.changed_at,
    )


def row_of(commitment: Commitment, today: date | None = None) -> CommitmentRow:
    return _row(commitment, today or clock.today(zone_of(commitment.territory)))
