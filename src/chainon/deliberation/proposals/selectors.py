"""Reading proposals for pages: plain rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from chainon.base.accounts.models import User
from chainon.base.chain.kinds import address_of
from chainon.base.chain.models import Follow, Node, Theme
from chainon.base.chain.selectors import Turn, turns_of_nodes
from chainon.base.scopes.models import Scope
from chainon.base.ui import typography
from chainon.governance.bodies.models import Body

from .models import Proposal
from .node import KIND, who_in_words
from .standing import News, Standing, standing

PAGE = 50
LATEST = 3


@dataclass(frozen=True)
class Card:
    """A proposal in a list, read from its node alone."""

    public_id: str
    url: str
    title: str
    who: str
    where: str
    theme: str
    day: str
    standing: Standing


@dataclass(frozen=True)
class Page:
    """Cards from the newest; `older` is the public id after which the next page begins, or "" at the end."""

    cards: list[Card]
    older: str


def page(
    territory: Scope,
    *,
    place: Scope | None = None,
    theme: Theme | None = None,
    body: Body | None = None,
    after: str = "",
    size: int,
) -> Page:
    """Public proposals, the newest first; the page that begins after a proposal costs what the first one costs."""
    nodes = Node.objects.of(territory).public().filter(kind=KIND)
    if place is not None and place != territory:
        nodes = nodes.filter(scope__in=Scope.objects.within(place))
    if theme is not None:
        nodes = nodes.filter(theme=theme)
    if body is not None:
        nodes = nodes.filter(body=body.scope)
    if after:
        last = Node.objects.of(territory).filter(kind=KIND, public_id=after).values_list("opened_at", "pk").first()
        nodes = nodes.filter(_older(*last)) if last else nodes.none()
    rows = list(
        nodes.order_by("-opened_at", "-pk").values(
            "pk", "public_id", "title", "who", "state", "reached", "opened_at", "latest",
            where=F("scope__label"), theme_name=F("theme__name"),
            news_kind=F("latest__kind"), news_state=F("latest__state"),
        )[: size + 1]
    )  # fmt: skip
    cards = _cards(territory, rows[:size])
    return Page(cards, cards[-1].public_id if len(rows) > size else "")


def _older(opened_at: datetime, key: int) -> Q:
    return Q(opened_at__lte=opened_at) & (Q(opened_at__lt=opened_at) | Q(pk__lt=key))


def _cards(territory: Scope, rows: Sequence[Mapping[str, Any]]) -> list[Card]:
    keys = {key for row in rows for key in (row["pk"], row["latest"]) if key}
    turns, days = turns_of_nodes(territory, keys) if keys else {}, _days(rows)
    return [
        Card(
            public_id=row["public_id"],
            url=address_of(KIND, row["public_id"], row["title"]),
            title=row["title"],
            who=who_in_words(row["who"]),
            where=row["where"],
            theme=row["theme_name"] or "",
            day=days[timezone.localtime(row["opened_at"]).date()],
            standing=_standing(row, turns),
        )
        for row in rows
    ]


def _days(rows: Iterable[Mapping[str, Any]]) -> dict[date, str]:
    """Each day in words, once: many were said on the same one."""
    return {day: typography.day(day) for day in {timezone.localtime(row["opened_at"]).date() for row in rows}}


def _standing(row: Mapping[str, Any], turns: Mapping[int, list[Turn]]) -> Standing:
    news = News(row["news_kind"], row["news_state"]) if row["latest"] else None
    open_turns = [*turns.get(row["pk"], []), *turns.get(row["latest"], [])]
    return standing(state=row["state"], reached=row["reached"], news=news, turns=open_turns)


def proposal_with_id(territory: Scope, public_id: str) -> Proposal | None:
    """Whatever its state: who may read its words is the rules' business."""
    related = ("node__territory__settings", "scope__territory", "theme", "body__scope__territory", "author")
    return Proposal.objects.of(territory).filter(node__public_id=public_id).select_related(*related).first()


def waiting_for_review(by: User, territory: Scope) -> list[Proposal]:
    """What waits to be read, where `by` reads it, the oldest first; fifty at most."""
    waiting = Proposal.objects.of(territory).waiting().visible_to(by).exclude(author=by)
    return list(waiting.select_related("node", "scope", "theme").order_by("created_at")[:PAGE])


def count_waiting(by: User, territory: Scope) -> int:
    return Proposal.objects.of(territory).waiting().visible_to(by).exclude(author=by).count()


@dataclass(frozen=True)
class Refusal:
    """Where, when and why; not the words, not the person."""

    public_id: str
    where: str
    refused_on: date
    reason: str


def refusals(territory: Scope, limit: int = 200) -> list[Refusal]:
    """The latest first."""
    rows = Proposal.objects.of(territory).refused().order_by("-refused_at", "-pk")
    found = rows.values_list("node__public_id", "scope__label", "refused_at", "refusal_reason")[:limit]
    return [
        Refusal(public_id, where, timezone.localtime(at).date(), reason) for public_id, where, at, reason in found if at
    ]


def follows(by: User, node: Node) -> bool:
    return Follow.objects.filter(node=node, user=by).exists()


def has_proposed(user: User, territory: Scope) -> bool:
    return Proposal.objects.of(territory).filter(author=user).exists()


def own_proposals(user: User) -> list[dict[str, object]]:
    """For the person who takes their data away."""
    mine = Proposal.objects.filter(author=user).select_related("node", "scope", "theme").order_by("created_at")
    return [
        {
            "titre": proposal.title,
            "ce qui va bien": proposal.goes_well,
            "ce qui doit changer": proposal.must_change,
            "ce que je ferais": proposal.would_do,
            "signée": proposal.author_name,
            "lieu": proposal.scope.label,
            "thème": proposal.theme.name if proposal.theme else "",
            "écrite le": proposal.created_at.isoformat(),
            "état": str(proposal.state.label),
        }
        for proposal in mine
    ]
