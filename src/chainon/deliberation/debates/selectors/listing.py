"""Debates in lists: all of them, those of something of the chain, those of a body."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Node
from chainon.base.scopes.models import Scope
from chainon.base.ui import typography
from chainon.base.ui.names import TEAM, in_words
from chainon.deliberation.debates.models import Debate, DebateQuerySet, State
from chainon.deliberation.debates.words import counts_in_words
from chainon.governance.bodies.models import Body

PAGE = 30


@dataclass(frozen=True)
class DebateRow:
    """A debate in a list. `is_over`: its time is past and its synthesis not written yet."""

    public_id: str
    url: str
    question: str
    who: str
    where: str
    source: str
    source_url: str
    opened: str
    until_on: date | None
    state: State
    state_label: str
    is_over: bool
    counts: str
    waiting: int


@dataclass(frozen=True)
class Page:
    """The newest first; `older`: the public id after which the next page begins, or ""."""

    rows: list[DebateRow]
    older: str


def debate_with_id(territory: Scope, public_id: str) -> Debate | None:
    related = ("node__territory", "node__latest", "scope__territory", "body__scope", "source__theme")
    return Debate.objects.of(territory).filter(node__public_id=public_id).select_related(*related).first()


def page(territory: Scope, today: date, *, after: str = "", size: int = PAGE) -> Page:
    rows = _with_related(Debate.objects.of(territory))
    if after:
        found = Debate.objects.of(territory).filter(node__public_id=after)
        last = found.values_list("opened_at", "pk").first()
        rows = rows.filter(Q(opened_at__lt=last[0]) | Q(opened_at=last[0], pk__lt=last[1])) if last else rows.none()
    listed = list(rows[: size + 1])
    shown = [_row(each, today) for each in listed[:size]]
    return Page(shown, shown[-1].public_id if len(listed) > size else "")


def debates_of_body(body: Body, today: date, *, limit: int = 3) -> list[DebateRow]:
    return [_row(each, today) for each in _with_related(body.debates.all())[:limit]]


def debates_of_nodes(keys: Iterable[int]) -> list[Debate]:
    """Those opened on one of these nodes, and those that are one of them; the newest first."""
    among = list(keys)
    return list(_with_related(Debate.objects.filter(Q(source__in=among) | Q(node__in=among))))


def is_debated(node: Node) -> bool:
    return Debate.objects.filter(source=node, closed_at=None).exists()


def _with_related(rows: DebateQuerySet) -> DebateQuerySet:
    return rows.select_related("node", "scope", "body__scope", "source").order_by("-opened_at", "-pk")


def _row(debate: Debate, today: date) -> DebateRow:
    state = debate.state
    return DebateRow(
        public_id=debate.public_id,
        url=url_of(debate.node),
        question=debate.question,
        who=debate.body.name if debate.body is not None else in_words(TEAM),
        where=debate.scope.label,
        source=debate.source.title if debate.source is not None else "",  # "" also where it is not public any more
        source_url=url_of(debate.source) if debate.source is not None else "",
        opened=typography.day(timezone.localtime(debate.opened_at).date()),
        until_on=debate.until_on,
        state=state,
        state_label=str(state.label),
        is_over=state == State.OPEN and not debate.takes_words(today),
        counts=counts_in_words(debate),
        waiting=debate.waiting_count,
    )
