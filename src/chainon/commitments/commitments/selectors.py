"""Reading promises for pages: plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q

from chainon.base import clock
from chainon.base.chain.calendar import zone_of
from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Node
from chainon.base.scopes.models import Scope

from .models import Commitment, Outcome

PAGE = 50


@dataclass(frozen=True)
class CommitmentRow:
    """A promise in the register. `late` counts days after the day promised, 0 while there is time."""

    what: str
    url: str
    owner: str
    where: str
    due_on: date
    first_due_on: date
    outcome: str
    outcome_label: str
    ended_on: date | None
    late: int

    @property
    def kind(self) -> str:
        """Of the tag: kept, late, wait or act."""
        if self.outcome == Outcome.KEPT:
            return "kept"
        if self.outcome == Outcome.NOT_KEPT or self.late:
            return "late"
        return "wait"


@dataclass(frozen=True)
class Totals:
    running: int
    late: int
    kept: int
    partly_kept: int
    not_kept: int


def totals(territory: Scope) -> Totals:
    """The whole register in one query."""
    today = clock.today(zone_of(territory))
    open_ = Q(outcome=Outcome.OPEN)
    counts = Commitment.objects.of(territory).aggregate(
        running=Count("pk", filter=open_ & Q(due_on__gte=today)),
        late=Count("pk", filter=open_ & Q(due_on__lt=today)),
        kept=Count("pk", filter=Q(outcome=Outcome.KEPT)),
        partly_kept=Count("pk", filter=Q(outcome=Outcome.PARTLY_KEPT)),
        not_kept=Count("pk", filter=Q(outcome=Outcome.NOT_KEPT)),
    )
    return Totals(**counts)


FILTERS = ("late", "running", "kept", "partly_kept", "not_kept")


def register_rows(territory: Scope, *, only: str = "", page: int = 1) -> tuple[list[CommitmentRow], bool]:
    """Fifty promises, late first, then what is due soonest, then what ended last; and whether more follow."""
    today = clock.today(zone_of(territory))
    found = Commitment.objects.of(territory).select_related("node", "scope")
    if only == "late":
        found = found.late(today)
    elif only == "running":
        found = found.open().filter(due_on__gte=today)
    elif only in FILTERS:
        found = found.filter(outcome=only)
    ordered = found.order_by(F("ended_on").desc(nulls_first=True), "due_on", "pk")
    start = (page - 1) * PAGE
    rows = [_row(each, today) for each in ordered[start : start + PAGE + 1]]
    return rows[:PAGE], len(rows) > PAGE


def _row(commitment: Commitment, today: date) -> CommitmentRow:
    is_open = commitment.outcome == Outcome.OPEN
    return CommitmentRow(
        what=commitment.what,
        url=url_of(commitment.node),
        owner=commitment.owner,
        where=commitment.scope.label,
        due_on=commitment.due_on,
        first_due_on=commitment.first_due_on,
        outcome=commitment.outcome,
        outcome_label=str(Outcome(commitment.outcome).label),
        ended_on=commitment.ended_on,
        late=max((today - commitment.due_on).days, 0) if is_open else 0,
    )


def row_of(commitment: Commitment) -> CommitmentRow:
    return _row(commitment, clock.today(zone_of(commitment.scope.root)))


def commitment_of_node(node: Node) -> Commitment | None:
    found = Commitment.objects.select_related("node", "scope__territory", "source", "answerer", "entered_by")
    return found.filter(node=node).first()
