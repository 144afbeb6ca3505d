"""Reading the chain for pages: plain rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Q, Sum

from chainon.base import clock
from chainon.base.scopes.models import Scope
from chainon.base.scopes.remembering import remembered
from chainon.methods.deadlines import Pause, elapsed, pause_on

from .calendar import announced, zone_of
from .heads import heads_of
from .kinds import More, kinds, state_in_words, url_of
from .lineage import ancestors, descendants
from .models import Follow, Link, Node, Relation, Stage, Tally, Theme, ThemeChange, ToldBack, Wait


@dataclass(frozen=True)
class Expected:
    """A missing link. `running` counts the days since it is their turn, pauses left out; `left` until it is due.

    `pause`: the one in which the clock stands still today. `stopped`: how many days it stands still in all, from the
    first day to the last, and `stopped_for` why.
    `is_fixed`: due on a day that someone promised, which no pause moves; `left` then counts every day.
    """

    expects: Relation
    whose: str
    since_on: date
    due_on: date
    days: int
    running: int
    left: int
    pause: Pause | None
    stopped: int = 0
    stopped_for: tuple[str, ...] = ()
    is_fixed: bool = False

    @property
    def is_late(self) -> bool:
        return self.left < 0


@dataclass(frozen=True)
class Turn(Expected):
    """The same, with the node that it is missing to."""

    node: Node = field(kw_only=True)
    url: str = field(kw_only=True)


NOTHING_MORE = More()


@dataclass(frozen=True)
class Step:
    """A node in its thread: how it came out of what was before (empty for a first word), what waits, who was told."""

    node: Node
    url: str
    kind: str
    state: str
    came: str
    why: str
    has_own_title: bool = True
    turns: list[Turn] = field(default_factory=list)
    told: list[ToldBack] = field(default_factory=list)
    more: More = NOTHING_MORE

    @property
    def stage(self) -> Stage:
        return Stage(self.node.stage)


@dataclass(frozen=True)
class Joined:
    """Two requests made one (`gone` into `kept`), when, and why."""

    at: datetime
    gone: Node
    kept: Node
    why: str


@dataclass(frozen=True)
class Thread:
    """From the first word to today. `here` is the node that was asked for."""

    here: Node
    steps: list[Step]
    joined: list[Joined] = field(default_factory=list)

    @property
    def turns(self) -> list[Turn]:
        return [turn for step in self.steps for turn in step.turns]

    @property
    def first(self) -> Node:
        return self.steps[0].node


def today(territory: Scope) -> date:
    return clock.today(zone_of(territory))


def node_with_id(territory: Scope, public_id: str) -> Node | None:
    """A public node of the territory."""
    nodes = Node.objects.of(territory).public().select_related("scope", "territory", "theme", "body")
    return nodes.filter(public_id=public_id).first()


def thread_of(node: Node) -> Thread:
    """What a node came out of and what came out of it, public, in the order in which it happened.

    Six queries whatever the length, and what some kinds add (`NodeKind.more`). The links shown are those between nodes
    that are shown.
    """
    keys = {node.pk} | ancestors(node.pk) | descendants(node.pk)
    nodes = Node.objects.public().filter(pk__in=keys).select_related("theme", "body")
    by_key = {each.pk: each for each in nodes}
    links = list(Link.objects.filter(source__in=by_key, target__in=by_key).order_by("-made_at", "-pk"))
    came = {link.target_id: link for link in links}
    joined = [
        Joined(link.made_at, by_key[link.source_id], by_key[link.target_id], link.why)
        for link in reversed(links)
        if link.relation == Relation.MERGED
    ]
    waiting = defaultdict(list)
    for turn in _turns(Wait.objects.open().filter(node__in=by_key).order_by("due_on"), node.territory, by_key):
        waiting[turn.node.pk].append(turn)
    told = defaultdict(list)
    for each in ToldBack.objects.filter(node__in=by_key):
        told[each.node_id].append(each)
    ordered = sorted(by_key.values(), key=lambda each: (each.opened_at, each.stage, each.pk))
    more = _more(ordered)
    steps = [
        _step(each, came.get(each.pk), waiting[each.pk], told[each.pk], more.get(each.pk, NOTHING_MORE))
        for each in ordered
    ]
    return Thread(node, steps, joined)


def _more(nodes: Sequence[Node]) -> dict[int, More]:
    found: dict[int, More] = {}
    for name in sorted({node.kind for node in nodes}):
        if (read := kinds()[name].more) is not None:
            found.update(read([node.pk for node in nodes if node.kind == name]))
    return found


def _step(node: Node, link: Link | None, turns: list[Turn], told: list[ToldBack], more: More) -> Step:
    return Step(
        node=node,
        url=url_of(node),
        kind=str(kinds()[node.kind].label),
        state=state_in_words(node),
        came=str(Relation(link.relation).label) if link else "",
        why=link.why if link and link.relation != Relation.MERGED else "",
        has_own_title=kinds()[node.kind].has_own_title,
        turns=turns,
        told=told,
        more=more,
    )


def turns_of(node: Node) -> list[Turn]:
    """Whose turn it is on one node."""
    return _turns(node.waits.open().order_by("due_on"), node.territory, {node.pk: node})


def turns_from(territory: Scope, waits: Iterable[Wait]) -> list[Turn]:
    """Of open waits read elsewhere with their nodes, in the order in which they are given."""
    return _turns(waits, territory, None)


def turns_of_nodes(territory: Scope, keys: Iterable[int]) -> dict[int, list[Expected]]:
    """Whose turn it is on each of these nodes, what is due first comes first: in two queries whatever their number."""
    waits = Wait.objects.open().filter(node__in=list(keys)).order_by("due_on", "pk")
    found, counted = defaultdict(list), _counting(territory)
    read = waits.values_list("node", *Counted._fields)
    for key, *wait in read:
        found[key].append(counted(Counted(*wait)))
    return found


def turns_where_they_stand(territory: Scope, nodes: Iterable[tuple[int, int | None]]) -> dict[int, list[Expected]]:
    """Of nodes given with what each `stands_at`: whose turn it is on the two, on the node first; in two queries."""
    pairs = list(nodes)
    keys = {key for pair in pairs for key in pair if key}
    turns = turns_of_nodes(territory, keys) if keys else {}
    return {node: [*turns.get(node, []), *turns.get(at or 0, [])] for node, at in pairs}


def turns_of_waits(territory: Scope, keys: Iterable[int]) -> dict[int, Turn]:
    """The open ones of these waits, by key; what is due first comes first."""
    waits = list(Wait.objects.open().filter(pk__in=list(keys)).select_related("node").order_by("due_on", "pk"))
    return {wait.pk: turn for wait, turn in zip(waits, _turns(waits, territory, None), strict=True)}


def turns_in(territory: Scope, *, scope: Scope | None = None, limit: int = 50, after: int = 0) -> list[Turn]:
    """Whose turn it is in the territory, or in one of its scopes: what heads the list (`heads`), then what is due
    first."""
    waits = Wait.objects.of(territory).open().select_related("node").order_by("due_on", "pk")
    if scope is not None and scope != territory:
        waits = waits.filter(scope__in=Scope.objects.within(scope))
    keys = heads_of(territory)
    heads = list(waits.filter(pk__in=keys)) if keys else []
    rest = waits.exclude(pk__in=keys) if keys else waits
    first, begin = heads[after : after + limit], max(after - len(heads), 0)
    return _turns([*first, *rest[begin : begin + limit - len(first)]], territory, None)


def _turns(waits: Iterable[Wait], territory: Scope, nodes: dict[int, Node] | None) -> list[Turn]:
    counted, found = _counting(territory), []
    for wait in waits:
        node = nodes[wait.node_id] if nodes else wait.node
        said = counted(Counted(*(getattr(wait, name) for name in Counted._fields)))
        found.append(Turn(**vars(said), node=node, url=url_of(node)))
    return found


class Counted(NamedTuple):
    """What the days of a wait are counted from."""

    expects: str
    whose: str
    since_on: date
    due_on: date
    days: int
    fixed_on: date | None


def _counting(territory: Scope) -> Callable[[Counted], Expected]:
    """What counts the days of a wait, today and with the pauses of the territory."""
    named, day = announced(territory), today(territory)
    pauses = [pause for pause, _reason in named]
    still = pause_on(day, pauses)

    def counted(wait: Counted) -> Expected:
        expects, whose, since_on, due_on, days, fixed_on = wait
        is_fixed = due_on == fixed_on
        left = elapsed(day, due_on, pauses) if day <= due_on else -elapsed(due_on, day, pauses)
        if is_fixed:
            left = (due_on - day).days
        running = elapsed(since_on, day, pauses)
        stopped = (due_on - since_on).days - elapsed(since_on, due_on, pauses)
        inside = (reason for pause, reason in named if pause.first <= due_on and pause.last > since_on)
        why = tuple(dict.fromkeys(inside)) if stopped else ()
        return Expected(Relation(expects), whose, since_on, due_on, days, running, left, still, stopped, why, is_fixed)

    return counted


@dataclass(frozen=True)
class ToTell:
    """A node with news, and the people whom somebody must call or visit."""

    node: Node
    url: str
    contacts: list[Follow]


def to_tell(territory: Scope, *, scope: Scope | None = None) -> list[ToTell]:
    """News not brought back yet to those who have no e-mail: what changed first comes first. For `may_tell_back`."""
    untold = Follow.objects.filter(node__territory=territory).untold()
    if scope is not None and scope != territory:
        untold = untold.filter(node__scope__in=Scope.objects.within(scope))
    found: dict[Node, list[Follow]] = defaultdict(list)
    for each in untold.select_related("node__scope", "node__territory", "node__latest").order_by(
        "node__latest_at", "pk"
    ):
        found[each.node].append(each)
    return [ToTell(node, url_of(node), contacts) for node, contacts in found.items()]


@dataclass(frozen=True)
class StageCount:
    """One ring of the chain: how many public nodes; how many more are expected there, and late."""

    stage: Stage
    count: int
    waiting: int
    late: int


LEADS_TO = {
    Relation.CARRIED: Stage.DELIBERATION,
    Relation.SYNTHESIS: Stage.DELIBERATION,
    Relation.ANSWER: Stage.DECISION,
    Relation.REPLY: Stage.DECISION,
    Relation.DECISION: Stage.DECISION,
    Relation.COMMITMENT: Stage.COMMITMENT,
    Relation.UPDATE: Stage.EFFECT,
    Relation.EFFECT: Stage.EFFECT,
    Relation.LESSON: Stage.LESSON,
}
"""Where a missing link is seen: the ring that it would add to."""


def counts_by_stage(territory: Scope, *, scope: Scope | None = None) -> list[StageCount]:
    """The six rings of a territory or of one of its scopes: the counts, then the open waits, from their own index."""
    tallies, waits = Tally.objects.filter(territory=territory), Wait.objects.of(territory).open()
    if scope is not None and scope != territory:
        inside = Scope.objects.within(scope)
        tallies, waits = tallies.filter(scope__in=inside), Wait.objects.open().filter(scope__in=inside)
    counts = dict(tallies.values_list("stage").annotate(Sum("count")))
    waiting: dict[Stage, list[int]] = {stage: [0, 0] for stage in Stage}
    late = Count("expects", filter=Q(due_on__lt=today(territory)))
    for expects, number, of_them_late in waits.values_list("expects").annotate(waiting=Count("expects"), late=late):
        ring = waiting[LEADS_TO[Relation(expects)]]
        ring[0] += number
        ring[1] += of_them_late
    return [StageCount(stage, counts.get(stage, 0), *waiting[stage]) for stage in Stage]


@dataclass(frozen=True)
class TallyRow:
    """One cell of the global view: keys of the theme and of the body (None: without one), and how many public nodes."""

    theme: int | None
    body: int | None
    stage: Stage
    count: int


def tallies(
    territory: Scope, *, scope: Scope | None = None, body: Scope | None = None, theme: Theme | None = None
) -> list[TallyRow]:
    """The global view, one query: themes × stages × bodies, of the territory or of one of its scopes."""
    rows = Tally.objects.filter(territory=territory, count__gt=0)
    if scope is not None and scope != territory:
        rows = rows.filter(scope__in=Scope.objects.within(scope))
    if body is not None:
        rows = rows.filter(body=body)
    if theme is not None:
        rows = rows.filter(theme=theme)
    found = rows.order_by().values_list("theme_id", "body_id", "stage").annotate(Sum("count"))
    return [TallyRow(theme_key, body_key, Stage(stage), number) for theme_key, body_key, stage, number in found]


@remembered
def themes_of(territory: Scope) -> list[Theme]:
    """Those given up too: what bears them stays."""
    return list(Theme.objects.filter(territory=territory))


def themes_in_use(territory: Scope) -> list[Theme]:
    """In the order that the territory gave them."""
    return list(Theme.objects.filter(territory=territory, retired_on=None))


def theme_changes(territory: Scope, limit: int = 100) -> list[ThemeChange]:
    """The latest first."""
    return list(ThemeChange.objects.filter(theme__territory=territory).select_related("theme")[:limit])
