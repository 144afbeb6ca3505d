"""Reasons: the best of each side, the newest of each side, the whole of one side, one reason with its replies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils import timezone

from chainon.base.accounts.models import User
from chainon.base.accounts.rules import By
from chainon.base.scopes.models import Scope
from chainon.base.ui import typography
from chainon.base.ui.names import ERASED, UNNAMED, in_words
from chainon.deliberation.debates.models import (
    Argument,
    ArgumentQuerySet,
    ArgumentState,
    Debate,
    Origin,
    Side,
    State,
    Useful,
)

FRESH = 5
"""How many of the newest reasons of each side stand on the page of a debate."""
PAGE = 30
REPLIES = 3
"""How many replies stand under a reason in a list; its own page shows them all."""


@dataclass(frozen=True)
class Reason:
    """A reason or a reply. `detail`: how it came and when. `more`: replies that are not shown here."""

    public_id: str
    url: str
    side: str
    side_label: str
    text: str
    who: str
    detail: str
    state: ArgumentState
    useful: int
    is_marked: bool
    may_mark: bool
    replies: list[Reason] = field(default_factory=list)
    reply_count: int = 0

    @property
    def more(self) -> int:
        return max(0, self.reply_count - len(self.replies))


@dataclass(frozen=True)
class Column:
    """One side of a debate, with as much room as the others: its best reason, its newest ones."""

    side: Side
    count: int
    best: Reason | None
    newest: list[Reason]

    @property
    def left(self) -> int:
        """How many reasons are on the page of the side only."""
        return self.count - len(self.newest) - (self.best is not None)


@dataclass(frozen=True)
class ReasonPage:
    """Reasons of one side, the newest first; `older`: the public id after which the next page begins, or ""."""

    reasons: list[Reason]
    older: str


def argument_with_id(territory: Scope, public_id: str) -> Argument | None:
    """Whatever its state: who may read its words is the rules' business."""
    related = ("author", "body__scope", "answers", "debate__node__territory", "debate__scope", "debate__body__scope")
    found = Argument.objects.filter(debate__node__territory=territory.root, public_id=public_id)
    return found.select_related(*related).first()


def columns(debate: Debate, by: By) -> list[Column]:
    """The sides, in the order in which they are named: best is most often found useful, then newest."""
    newest = [F("created_at").desc(), F("pk").desc()]
    rows = _reasons(debate).annotate(
        rank=Window(RowNumber(), partition_by=F("side"), order_by=newest),
        merit=Window(RowNumber(), partition_by=F("side"), order_by=[F("useful").desc(), *newest]),
    )
    found = list(rows.filter(Q(rank__lte=FRESH) | Q(merit=1)).order_by("side", "rank"))
    shown = _shown(debate, found, by)
    by_side: dict[str, list[tuple[int, Reason]]] = defaultdict(list)
    for row, reason in zip(found, shown, strict=True):
        by_side[row.side].append((row.merit, reason))  # type: ignore[attr-defined]  # annotated
    return [
        Column(
            side=side,
            count=debate.count_of(side),
            best=next((reason for merit, reason in by_side[side] if merit == 1), None),
            newest=[reason for merit, reason in by_side[side] if merit != 1],
        )
        for side in Side
    ]


def side_page(debate: Debate, side: Side, by: By, *, after: str = "") -> ReasonPage:
    """The page that begins after a reason costs what the first one costs."""
    rows = _reasons(debate).filter(side=side)
    if after:
        last = Argument.objects.filter(debate=debate, public_id=after).values_list("created_at", "pk").first()
        rows = rows.filter(Q(created_at__lt=last[0]) | Q(created_at=last[0], pk__lt=last[1])) if last else rows.none()
    found = list(rows.order_by("-created_at", "-pk")[: PAGE + 1])
    shown = _shown(debate, found[:PAGE], by)
    return ReasonPage(shown, shown[-1].public_id if len(found) > PAGE else "")


def reason_of(argument: Argument, by: By) -> Reason:
    """One reason for its own page, whatever its state."""
    return _row(argument, argument.debate, by, marked=_marked(by, [argument.pk]))


def replies_to(argument: Argument, by: By, *, limit: int = 200) -> list[Reason]:
    """The public replies, in the order in which they were written."""
    rows = Argument.objects.public().filter(answers=argument).select_related("body__scope").order_by("created_at", "pk")
    found = list(rows[:limit])
    marked = _marked(by, [each.pk for each in found])
    return [_row(each, argument.debate, by, marked=marked) for each in found]


def waiting_in(debate: Debate, by: By, *, limit: int = 50) -> list[Reason]:
    """What waits to be read, the oldest first; `by` may read it."""
    rows = Argument.objects.filter(debate=debate).waiting().select_related("body__scope", "answers")
    return [_row(each, debate, by) for each in rows.order_by("created_at", "pk")[:limit]]


@dataclass(frozen=True)
class Hidden:
    """That something is not published, when and why; not the words, not the person."""

    hidden_on: date
    reason: str


def hidden_in(debate: Debate, *, limit: int = 200) -> list[Hidden]:
    rows = Argument.objects.filter(debate=debate, hidden_at__isnull=False).order_by("-hidden_at", "-pk")
    found = rows.values_list("hidden_at", "hidden_reason")[:limit]
    return [Hidden(timezone.localtime(at).date(), reason) for at, reason in found if at]


def _reasons(debate: Debate) -> ArgumentQuerySet:
    return Argument.objects.public().filter(debate=debate, answers=None).select_related("body__scope")


def _shown(debate: Debate, found: list[Argument], by: By) -> list[Reason]:
    """Reasons with their first replies: two or three queries, whatever their number."""
    replies = _first_replies(each for each in found if each.replies)
    marked = _marked(by, [each.pk for each in [*found, *(reply for some in replies.values() for reply in some)]])
    return [
        _row(each, debate, by, marked=marked, replies=[_row(r, debate, by, marked=marked) for r in replies[each.pk]])
        for each in found
    ]


def _first_replies(answered: Iterable[Argument]) -> dict[int, list[Argument]]:
    found: dict[int, list[Argument]] = defaultdict(list)
    keys = [each.pk for each in answered]
    if not keys:
        return found
    rank = Window(RowNumber(), partition_by=F("answers"), order_by=[F("created_at").asc(), F("pk").asc()])
    rows = Argument.objects.public().filter(answers__in=keys).select_related("body__scope").annotate(rank=rank)
    for row in rows.filter(rank__lte=REPLIES).order_by("created_at", "pk"):
        assert row.answers_id is not None
        found[row.answers_id].append(row)
    return found


def _marked(by: By, keys: list[int]) -> set[int]:
    if not isinstance(by, User) or not keys:
        return set()
    return set(Useful.objects.filter(user=by, argument__in=keys).values_list("argument_id", flat=True))


def _row(
    argument: Argument,
    debate: Debate,
    by: By,
    *,
    marked: set[int] | None = None,
    replies: list[Reason] | None = None,
) -> Reason:
    """`may_mark` says what `rules.may_mark` says, without asking it of each row."""
    day = argument.said_on or timezone.localtime(argument.created_at).date()
    origin = "" if argument.origin in {Origin.ONLINE, Origin.BODY} else str(Origin(argument.origin).label)
    is_own = isinstance(by, User) and argument.author_id == by.pk
    can = isinstance(by, User) and argument.state == ArgumentState.SHOWN and debate.state != State.CLOSED
    return Reason(
        public_id=argument.public_id,
        url=reverse("debates:argument_page", args=[argument.public_id]),
        side=argument.side,
        side_label=str(Side(argument.side).label) if argument.side else "",
        text=argument.text,
        who=in_words(argument.author_name or (ERASED if argument.author_id else UNNAMED)),
        detail=" · ".join(part for part in (origin, typography.day(day)) if part),
        state=argument.state,
        useful=argument.useful,
        is_marked=argument.pk in (marked or set()),
        may_mark=can and not is_own,
        replies=replies or [],
        reply_count=argument.replies,
    )
