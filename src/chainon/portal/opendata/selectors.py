"""Reading the chain as open data: rows by batches, each begun after the last key, so that a long table costs no more.

Only what is public goes out, and nobody is named but institutions (`institutions`): a resident's name, even signed
under a public page, is not copied into files that nobody can take back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from chainon.base.accounts.letters import address
from chainon.base.chain.calendar import pauses_of, zone_of
from chainon.base.chain.delays import RESIDENTS as RESIDENTS_KEY
from chainon.base.chain.delays import taken
from chainon.base.chain.kinds import address_of, kinds
from chainon.base.chain.models import Link, Node, Pause, Relation, Stage, Wait
from chainon.base.chain.words import days_taken
from chainon.base.scopes.models import Kind, Scope
from chainon.base.ui.names import TEAM
from chainon.commitments.answers.models import Answerer
from chainon.decisions.council.models import CouncilDecision
from chainon.methods.deadlines import elapsed

from .dictionary import INSTITUTION, OTHER, RESIDENTS, STAGES

Row = tuple[object, ...]
BATCH = 2000
WITHDRAWN = "withdrawn"


def rows(territory: Scope, name: str) -> Iterator[Row]:
    """The rows of a table of the dictionary, in the order of its columns, the oldest first."""
    return READERS[name](territory)


def _batches(found: QuerySet[Any, tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Rows of `values_list("pk", …)`; each query takes up after the last key."""
    last = 0
    while batch := list(found.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield from batch
        if len(batch) < BATCH:
            return
        last = batch[-1][0]


NODE = (
    "pk", "public_id", "kind", "stage", "state", "scope__public_id", "scope__label", "body__label", "theme__name",
    "title", "who", "since", "opened_at", "changed_at", "reached", "latest_at",
)  # fmt: skip


def _nodes(territory: Scope) -> Iterator[Row]:
    named, known = institutions(territory), kinds()
    root, zone = address("", territory), ZoneInfo(zone_of(territory))

    def day(moment: datetime) -> str:
        return moment.astimezone(zone).date().isoformat()

    for _pk, key, kind, stage, state, scope_id, scope, body, theme, title, who, since, *rest in _batches(
        Node.objects.of(territory).public().values_list(*NODE)
    ):
        if kind not in known:
            continue
        opened_at, changed_at, reached, latest_at = rest
        is_own = known[kind].has_own_title and state != WITHDRAWN
        speaks = who in named and (stage != Stage.VOICE or body)
        yield (
            key, root + address_of(kind, key, title), kind, STAGES[stage], state, scope_id, scope, body or "",
            theme or "", title if is_own else "", who if speaks else "", since, day(opened_at), day(changed_at),
            STAGES[reached], day(latest_at),
        )  # fmt: skip


def _links(territory: Scope) -> Iterator[Row]:
    zone = ZoneInfo(zone_of(territory))
    public = Link.objects.filter(source__territory=territory, source__is_public=True, target__is_public=True)
    read = ("pk", "source__public_id", "target__public_id", "relation", "made_at")
    for _pk, source, target, relation, made_at in _batches(public.values_list(*read)):
        yield source, target, relation, made_at.astimezone(zone).date().isoformat()


WAIT = (
    "pk", "public_id", "node__public_id", "expects", "whose", "whose_key", "since_on", "days", "due_on", "ended_on",
    "is_met",
)  # fmt: skip


def _waits(territory: Scope) -> Iterator[Row]:
    named, pauses = institutions(territory), pauses_of(territory)
    public = Wait.objects.of(territory).filter(node__is_public=True)
    for _pk, key, node, expects, whose, whose_key, since, days, due, ended, is_met in _batches(
        public.values_list(*WAIT)
    ):
        kind = whose_kind(whose, whose_key, named)
        yield (
            key, node, expects, whose if kind == INSTITUTION else "", kind, since.isoformat(), days, due.isoformat(),
            ended.isoformat() if ended else None, is_met, elapsed(since, ended, pauses) if is_met else None,
        )  # fmt: skip


def _pauses(territory: Scope) -> Iterator[Row]:
    read = ("pk", "public_id", "first", "last", "reason")
    for _pk, key, first, last, reason in _batches(Pause.objects.filter(territory=territory).values_list(*read)):
        yield key, first.isoformat(), last.isoformat(), reason


READERS: dict[str, Callable[[Scope], Iterator[Row]]] = {
    "nodes": _nodes,
    "links": _links,
    "waits": _waits,
    "pauses": _pauses,
}


def institutions(territory: Scope) -> frozenset[str]:
    """Who may be named in a file: bodies, those who answer in public (agents by their function, elected officials by
    their name), councils, the team that animates."""
    bodies = Scope.objects.within(territory).filter(kind=Kind.BODY).values_list("label", flat=True)
    answerers = Answerer.objects.of(territory).values_list("name", flat=True)
    councils = CouncilDecision.objects.filter(territory=territory).order_by().values_list("council", flat=True)
    return frozenset((*bodies, *answerers, *councils.distinct(), TEAM))


def whose_kind(whose: str, whose_key: str, named: frozenset[str]) -> str:
    if whose_key.startswith(RESIDENTS_KEY):
        return RESIDENTS
    return INSTITUTION if whose in named else OTHER


@dataclass(frozen=True)
class MedianRow:
    """What the program finds, for whoever recomputes it. `whose`: empty for everyone together."""

    expects: Relation
    whose: str
    count: int
    median: Fraction

    @property
    def said(self) -> str:
        return days_taken(self.median)


def median_rows(territory: Scope) -> list[MedianRow]:
    """For each kind of turn: everyone together, then each institution."""
    named = institutions(territory)
    return [
        MedianRow(each.expects, each.whose, each.count, each.median)
        for each in taken(territory, by_whom=True)
        if not each.whose or each.whose in named
    ]


def kind_rows() -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The kinds of node and their states, as the files write them and in words."""
    return [
        (name, str(kind.label), [(code, str(words)) for code, words in kind.states.items() if code])
        for name, kind in sorted(kinds().items())
    ]
