"""Reading proposals for pages: plain rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from chainon.base.accounts.models import User
from chainon.base.accounts.rules import By
from chainon.base.chain.handing import unheard_in
from chainon.base.chain.kinds import address_of
from chainon.base.chain.models import Follow, Link, Node, Relation, Theme
from chainon.base.chain.selectors import Expected, turns_where_they_stand
from chainon.base.chain.steps import NextStep
from chainon.base.chain.unheard import days_idle, days_unheard
from chainon.base.scopes.models import Scope
from chainon.base.ui import typography
from chainon.base.ui.differences import Piece, differences
from chainon.base.ui.names import in_words
from chainon.deliberation.supports.selectors import Counts
from chainon.governance.bodies.models import Body
from chainon.governance.processes.models import Process

from .hooks import steps_of
from .models import Draft, Picture, Proposal, Signature, Version
from .node import KIND
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
    supports: str
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
    process: Process | None = None,
    is_unheard: bool = False,
    after: str = "",
    size: int,
) -> Page:
    """Public proposals, the newest first; the page that begins after a proposal costs what the first one costs.

    `is_unheard`: only those that the team has still to hand over, and for how many days.
    """
    nodes = unheard_in(territory) if is_unheard else Node.objects.of(territory).public()
    nodes = nodes.filter(kind=KIND)
    if place is not None and place != territory:
        nodes = nodes.filter(scope__in=Scope.objects.within(place))
    if theme is not None:
        nodes = nodes.filter(theme=theme)
    if body is not None:
        nodes = nodes.filter(body=body.scope)
    if process is not None:
        nodes = nodes.filter(proposal__step__process=process)
    if after:
        last = Node.objects.of(territory).filter(kind=KIND, public_id=after).values_list("opened_at", "pk").first()
        nodes = nodes.filter(_older(*last)) if last else nodes.none()
    rows = list(
        nodes.order_by("-opened_at", "-pk").values(
            "pk", "public_id", "title", "who", "state", "reached", "opened_at", "stands_at",
            "scope__label", "theme__name", "support_count__counted", "stands_at__kind", "stands_at__state",
            *(["idle_since"] if is_unheard else []),
        )[: size + 1]
    )  # fmt: skip
    cards = _cards(territory, rows[:size])
    return Page(cards, cards[-1].public_id if len(rows) > size else "")


def _older(opened_at: datetime, key: int) -> Q:
    return Q(opened_at__lte=opened_at) & (Q(opened_at__lt=opened_at) | Q(pk__lt=key))


def _cards(territory: Scope, rows: Sequence[Mapping[str, Any]]) -> list[Card]:
    turns = turns_where_they_stand(territory, [(row["pk"], row["stands_at"]) for row in rows])
    idle = _idle(territory, rows)
    return [
        Card(
            public_id=row["public_id"],
            url=address_of(KIND, row["public_id"], row["title"]),
            title=row["title"],
            who=in_words(row["who"]),
            where=row["scope__label"],
            theme=row["theme__name"] or "",
            supports=Counts(counted).words if (counted := row["support_count__counted"]) else "",
            day=day,
            standing=_standing(row, turns[row["pk"]], idle.get(row["pk"])),
        )
        for row, day in zip(rows, _days(rows), strict=True)
    ]


def _days(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """The day of each, in words: made once, for many were said on the same one."""
    zone = timezone.get_current_timezone()
    days = [row["opened_at"].astimezone(zone).date() for row in rows]
    words = {day: typography.day(day) for day in set(days)}
    return [words[day] for day in days]


def _idle(territory: Scope, rows: Sequence[Mapping[str, Any]]) -> dict[int, int]:
    """For how many days each is to be handed over, where that was asked for, or where the list is short."""
    if not rows:
        return {}
    if "idle_since" not in rows[0]:
        return days_unheard(territory, [row["pk"] for row in rows]) if len(rows) <= LATEST else {}
    counted = days_idle(territory)
    return {row["pk"]: counted(row["idle_since"]) for row in rows}


def _standing(row: Mapping[str, Any], turns: Sequence[Expected], idle: int | None) -> Standing:
    news = News(row["stands_at__kind"], row["stands_at__state"]) if row["stands_at"] else None
    return standing(state=row["state"], reached=row["reached"], news=news, turns=turns, idle=idle)


POINTS = 200


@dataclass(frozen=True)
class Pointed:
    lon: float
    lat: float
    title: str
    where: str
    url: str


def with_a_point(territory: Scope) -> list[Pointed]:
    """The latest public ones that show a point."""
    rows = Proposal.objects.of(territory).filter(lon__isnull=False, node__is_public=True, withdrawn_at=None)
    found = rows.order_by("-node__opened_at", "-pk").values_list(
        "lon", "lat", "node__title", "where_exactly", "scope__label", "node__public_id"
    )
    return [
        Pointed(lon, lat, title, exactly or place, address_of(KIND, public_id, title))
        for lon, lat, title, exactly, place, public_id in found[:POINTS]
        if lon is not None and lat is not None
    ]


def proposal_with_id(territory: Scope, public_id: str) -> Proposal | None:
    """Whatever its state: who may read its words is the rules' business."""
    around = ("scope__territory", "theme", "body__scope__territory", "author", "step__process__node")
    found = Proposal.objects.of(territory).filter(node__public_id=public_id)
    found = found.select_related("node__territory__settings", *around)
    return found.prefetch_related("signatures").first()


def proposal_sent(territory: Scope, entry: str) -> Proposal | None:
    """The one that a form of this id made, where it was sent before."""
    try:
        return Proposal.objects.of(territory).select_related("node").filter(entry=UUID(entry)).first()
    except ValueError:
        return None


def draft_of(by: By, territory: Scope, public_id: str) -> Draft | None:
    """One of one's own: nobody reads another's."""
    if not isinstance(by, User) or not by.is_active:
        return None
    return Draft.objects.filter(author=by, territory=territory, public_id=public_id).first()


def drafts_of(user: User, territory: Scope) -> list[Draft]:
    """The latest first."""
    return list(Draft.objects.filter(author=user, territory=territory))


@dataclass(frozen=True)
class Shown:
    """A picture on a page: the small one, its address and that of the whole one.

    `hidden_at`, with its `reason`: the team does not show it, and its addresses answer the team alone. `steps`: to
    report it, to ask that it be shown.
    """

    public_id: str
    alt: str
    url: str
    small_url: str
    hidden_at: datetime | None
    reason: str
    is_erased: bool
    steps: list[NextStep]


def pictures_of(proposal: Proposal) -> list[Shown]:
    return [_shown(picture, proposal) for picture in proposal.pictures.select_related("file", "small")]


def _shown(picture: Picture, proposal: Proposal) -> Shown:
    picture.proposal = proposal
    file, small = picture.file, picture.small
    reason, erased = picture.hidden_reason, picture.is_erased
    return Shown(file.public_id, file.alt, file.url, small.url, picture.hidden_at, reason, erased, steps_of(picture))


def picture_with_id(territory: Scope, public_id: str) -> Picture | None:
    """Of a proposal of this territory, as long as it is not erased."""
    related = ("file", "small", "proposal__node", "proposal__scope__territory", "proposal__author")
    found = Picture.objects.select_related(*related).filter(proposal__node__territory=territory, file__purged_at=None)
    return found.filter(file__public_id=public_id).first()


@dataclass(frozen=True)
class VersionRow:
    """A version and what it changed: label → pieces, as `differences` gives them. `is_after_answer`: the words changed
    once someone had answered the ones before."""

    number: int
    day: date
    made_by: str
    reason: str
    is_after_answer: bool
    changes: list[tuple[str, list[Piece]]]


def versions_of(proposal: Proposal) -> list[VersionRow]:
    """The latest first; the first one, which changed nothing, comes last."""
    versions = list(proposal.versions.all())
    answered = Link.objects.filter(source=proposal.node, relation=Relation.ANSWER, target__is_public=True)
    answered_at = answered.order_by("target__opened_at").values_list("target__opened_at", flat=True).first()
    rows = []
    for before, version in zip([None, *versions], versions, strict=False):
        rows.append(
            VersionRow(
                number=version.number,
                day=timezone.localtime(version.made_at).date(),
                made_by=version.get_made_by_display(),
                reason=version.reason,
                is_after_answer=answered_at is not None and version.made_at > answered_at and before is not None,
                changes=_changes(before, version),
            )
        )
    return rows[::-1]


def _changes(before: Version | None, after: Version) -> list[tuple[str, list[Piece]]]:
    pairs = [(label, getattr(before, name, ""), getattr(after, name)) for name, label in READ_IN_VERSIONS.items()]
    return [(str(label), differences(old, new)) for label, old, new in pairs if old != new]


READ_IN_VERSIONS = {
    "title": gettext_lazy("En une phrase"),
    "goes_well": gettext_lazy("Ce qui va bien"),
    "must_change": gettext_lazy("Ce qui doit changer"),
    "would_do": gettext_lazy("Ce que l’on ferait"),
    "where": gettext_lazy("Où"),
    "theme": gettext_lazy("Thème"),
}


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
            "où exactement": proposal.where_exactly,
            "versions": [_version_row(version) for version in proposal.versions.all()],
        }
        for proposal in mine
    ]


def _version_row(version: Version) -> dict[str, object]:
    names = (*READ_IN_VERSIONS, "reason")
    return {"écrite le": version.made_at.isoformat(), **{name: getattr(version, name) for name in names}}


def own_drafts(user: User) -> list[dict[str, object]]:
    """For the person who takes their data away."""
    drafts = Draft.objects.filter(author=user)
    return [{"gardé le": draft.saved_at.isoformat(), **draft.said} for draft in drafts]


def own_signatures(user: User) -> list[dict[str, str]]:
    """For the person who takes their data away."""
    rows = Signature.objects.filter(user=user).select_related("proposal")
    return [{"titre": row.proposal.title, "signée": row.name, "le": row.signed_at.isoformat()} for row in rows]
