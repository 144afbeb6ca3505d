"""The lists behind the numbers, page after page: each costs what the first one costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, Sum
from django.utils import timezone
from django.utils.text import capfirst

from chainon.base.chain.kinds import address_of, kinds
from chainon.base.chain.models import Node, Stage, Wait
from chainon.base.chain.selectors import Turn, turns_of_waits
from chainon.base.scopes.models import Scope
from chainon.base.ui.names import in_words

from .look import Look, open_waits, public_nodes, tallied

PAGE, LARGEST_TABLE = 50, 5000
FIELDS = ("titre", "sorte", "étape", "état", "qui", "thème", "instance", "lieu", "depuis", "dit le", "adresse")
READ = ("pk", "public_id", "kind", "stage", "state", "title", "who", "since", "opened_at")


@dataclass(frozen=True)
class NodeRow:
    """What was said, decided, promised or done. `state` in words, "" where there is nothing to say of it."""

    public_id: str
    title: str
    url: str
    kind: str
    stage: str
    state: str
    who: str
    theme: str
    body: str
    where: str
    since: str
    day: date


@dataclass(frozen=True)
class NodePage:
    """From the newest. `total`: of the whole list; `after`: what the next page begins after, "" at the end."""

    rows: list[NodeRow]
    total: int
    after: str


def nodes(territory: Scope, look: Look, *, after: str = "", size: int = PAGE) -> NodePage:
    """The public nodes that a number counts. Two queries, one more past the first page."""
    found = public_nodes(territory, look)
    if after:
        last = Node.objects.of(territory).public().filter(public_id=after).values_list("opened_at", "pk").first()
        found = found.filter(_older(*last)) if last else found.none()
    rows = list(_read(found)[: size + 1])
    total = tallied(territory, look).aggregate(Sum("count"))["count__sum"] or 0
    return NodePage([_row(row) for row in rows[:size]], total, rows[size - 1]["public_id"] if len(rows) > size else "")


def nodes_for_table(territory: Scope, look: Look) -> Iterator[tuple[object, ...]]:
    """Lines of `FIELDS`, the newest first, `LARGEST_TABLE` at most."""
    for row in map(_row, _read(public_nodes(territory, look))[:LARGEST_TABLE].iterator(chunk_size=1000)):
        said = (row.title, row.kind, row.stage, row.state, row.who, row.theme, row.body, row.where)
        yield *said, row.since, row.day.isoformat(), row.url


def _older(opened_at: Any, key: int) -> Q:
    return Q(opened_at__lte=opened_at) & (Q(opened_at__lt=opened_at) | Q(pk__lt=key))


def _read(found: Any) -> Any:
    return found.order_by("-opened_at", "-pk").values(
        *READ,
        where=F("scope__label"),
        theme_name=F("theme__name"),
        body_name=F("body__label"),
        body_hidden=F("body__body__hidden_at"),
    )


def row_of_node(node: Node) -> NodeRow:
    """Of a node read with its theme and its scope; without its body."""
    row = {name: getattr(node, name) for name in READ}
    named = {"theme_name": node.theme.name if node.theme else "", "where": node.scope.label, "body_name": ""}
    return _row({**row, **named})


def _row(row: Mapping[str, Any]) -> NodeRow:
    kind = kinds()[row["kind"]]
    return NodeRow(
        public_id=row["public_id"],
        title=row["title"] or str(kind.label),
        url=address_of(row["kind"], row["public_id"], row["title"]),
        kind=capfirst(str(kind.label)),
        stage=str(Stage(row["stage"]).label),
        state=str(kind.states.get(row["state"], "")),
        who=in_words(row["who"]),
        theme=row["theme_name"] or "",
        body=row["body_name"] if row["body_name"] and row["body_hidden"] is None else "",
        where=row["where"],
        since=row["since"],
        day=timezone.localtime(row["opened_at"]).date(),
    )


@dataclass(frozen=True)
class AwaitedPage:
    """Missing links, what is due first comes first."""

    turns: list[Turn]
    total: int
    after: str


def awaited(territory: Scope, look: Look, *, after: str = "", size: int = PAGE) -> AwaitedPage:
    """Four queries, one more past the first page."""
    found = open_waits(territory, look)
    total = found.count()
    if after:
        last = Wait.objects.of(territory).filter(public_id=after).values_list("due_on", "pk").first()
        found = found.filter(_later(*last)) if last else found.none()
    rows = list(found.order_by("due_on", "pk").values_list("pk", "public_id")[: size + 1])
    turns = turns_of_waits(territory, [key for key, _public_id in rows[:size]])
    return AwaitedPage(list(turns.values()), total, rows[size - 1][1] if len(rows) > size else "")


def _later(due_on: date, key: int) -> Q:
    return Q(due_on__gte=due_on) & (Q(due_on__gt=due_on) | Q(pk__gt=key))
