"""A place in one picture: the six rings, whose turn it is, what is promised, who meets. Nine queries with its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Q, QuerySet, Subquery

from chainon.base import clock
from chainon.base.chain.models import Node, Stage
from chainon.base.chain.selectors import StageCount, Turn, counts_by_stage, turns_in
from chainon.base.scopes.models import Kind, Scope, Territory
from chainon.commitments.commitments.models import Commitment, Outcome
from chainon.commitments.commitments.selectors import CommitmentRow, row_of
from chainon.governance.bodies import selectors as bodies
from chainon.governance.gatherings import selectors as gatherings
from chainon.governance.gatherings.models import Gathering
from chainon.governance.processes.models import Step
from chainon.territory.places.models import Place
from chainon.territory.places.selectors import in_order

from .listing import NodeRow, row_of_node

TURNS, SAID, COMING, OPEN, ENDED = 3, 4, 3, 3, 2
NOT_WORDS = ("process", "gathering", "move")
"""Of the stages where people speak, what is no word of theirs: it stands elsewhere on the page."""


@dataclass(frozen=True)
class ProcessRow:
    """A process that runs here; `last_on`: the last day of its steps."""

    title: str
    url: str
    about: str
    last_on: date | None


@dataclass(frozen=True)
class PlacePage:
    """`inside`: the places right inside. `ended`: the latest promises kept, and the latest that were not, or in part;
    none before an election, when nothing is praised nor blamed."""

    counts: list[StageCount]
    turns: list[Turn]
    said: list[NodeRow]
    promised: list[CommitmentRow]
    ended: list[CommitmentRow]
    coming: list[gatherings.GatheringRow]
    bodies: list[bodies.BodyRow]
    processes: list[ProcessRow]
    inside: list[Place]

    @property
    def has_any(self) -> bool:
        return any(count.count or count.waiting for count in self.counts)


def place_page(territory: Territory, place: Place) -> PlacePage:
    """Of the place and of all inside it; the bodies and the processes are those right in it."""
    scope, today = territory.scope, clock.today(territory.time_zone)
    found = _nodes(territory, place, today)
    promised = [_promise(node, today) for node in found if node.kind == "commitment"]
    around = _around(place, today)
    return PlacePage(
        counts=counts_by_stage(scope, scope=place.scope),
        turns=turns_in(scope, scope=place.scope, limit=TURNS),
        said=[row_of_node(node) for node in _latest(found) if node.kind not in ("commitment", "gathering")],
        promised=sorted((row for row in promised if not row.outcome), key=lambda row: row.due_on),
        ended=sorted((row for row in promised if row.outcome), key=lambda row: row.ended_on or today, reverse=True),
        coming=_coming(found, ZoneInfo(territory.time_zone)),
        bodies=[bodies.row_of(each.body) for each in around if each.kind == Kind.BODY],
        processes=_processes(around, today),
        inside=in_order(each.place for each in around if each.kind == Kind.PLACE),
    )


def _nodes(territory: Territory, place: Place, today: date) -> list[Node]:
    """What was said lately, what is promised, the next gatherings: each a few, all in one query."""
    inside = Scope.objects.within(place.scope)
    public = Node.objects.public().filter(scope__in=inside)
    said = public.filter(stage__in=(Stage.VOICE, Stage.DELIBERATION)).exclude(kind__in=NOT_WORDS)
    promises = Commitment.objects.of(territory.scope).filter(scope__in=inside)
    coming = Gathering.objects.of(territory.scope).filter(scope__in=inside).upcoming(clock.now())
    wanted: list[QuerySet[Any]] = [
        said.order_by("-opened_at", "-pk").values("pk")[:SAID],
        promises.open().order_by("due_on", "pk").values("pk")[:OPEN],
        coming.values("pk")[:COMING],
    ]
    if not territory.is_before_an_election(today):
        ended = promises.ended().order_by("-ended_on", "-pk").values("pk")
        wanted += [ended.filter(outcome=Outcome.KEPT)[:ENDED], ended.exclude(outcome=Outcome.KEPT)[:ENDED]]
    first, *others = [Node.objects.filter(pk__in=keys).values("pk") for keys in wanted]
    found = Node.objects.filter(pk__in=first.union(*others, all=True))
    return list(found.select_related("scope", "theme", "commitment", "gathering__body__scope"))


def _promise(node: Node, today: date) -> CommitmentRow:
    """Its place and its theme are its node's, already read."""
    node.commitment.scope, node.commitment.theme = node.scope, node.theme
    return row_of(node.commitment, today)


def _latest(found: list[Node]) -> list[Node]:
    return sorted(found, key=lambda node: (node.opened_at, node.pk), reverse=True)


def _coming(found: list[Node], zone: ZoneInfo) -> list[gatherings.GatheringRow]:
    meetings = [node.gathering for node in found if node.kind == "gathering"]
    for each in meetings:
        each.scope = each.node.scope
    return [gatherings.row_of(each, zone) for each in sorted(meetings, key=lambda each: each.starts_at)]


def _around(place: Place, today: date) -> list[Scope]:
    """What the tree holds right in the place: places, open bodies, processes that are public and not stopped."""
    last = Step.objects.public().filter(process=OuterRef("process")).order_by("-last_on").values("last_on")[:1]
    shown = (
        Q(kind=Kind.PLACE)
        | Q(kind=Kind.BODY, body__closed_on=None, body__hidden_at=None)
        | Q(kind=Kind.PROCESS, process__published_at__isnull=False, process__stopped_on=None)
    )
    found = Scope.objects.filter(shown, parent=place.scope).select_related("place", "body", "process__node")
    rows = list(found.defer("place__outline").annotate(last_on=Subquery(last)).order_by("label", "pk"))
    for scope in rows:
        scope.parent = place.scope
    return rows


def _processes(around: list[Scope], today: date) -> list[ProcessRow]:
    processes = [(each, getattr(each, "last_on", None)) for each in around if each.kind == Kind.PROCESS]
    rows = [
        ProcessRow(each.label, each.process.get_absolute_url(), each.process.about, last_on)
        for each, last_on in processes
        if last_on is None or last_on >= today
    ]
    return sorted(rows, key=lambda row: (row.last_on or date.max, row.title))
