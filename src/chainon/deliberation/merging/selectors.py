"""Reading, for pages: what is near a proposal, what may be, whom one asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from chainon.base.accounts.models import Grant, Role, User
from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Link, Node, Relation
from chainon.base.scopes.models import Scope
from chainon.base.search.likeness import Near, near
from chainon.base.ui.names import in_words
from chainon.deliberation.proposals.models import Proposal
from chainon.deliberation.proposals.node import KIND, all_words

from .models import Consent, MergeRequest, Nearness, Pair, State

PAGE = 10
"""Proposals whose neighbours are looked for on one page."""


@dataclass(frozen=True)
class Other:
    """Another proposal, as a card shows it."""

    title: str
    url: str
    who: str
    why: str = ""


@dataclass(frozen=True)
class Around:
    """What stands around a proposal. `kept`: the one in which it is read now; `gone`: those that are read in it;
    `bodies`: which bodies ask for it, here or beside."""

    kept: Other | None = None
    gone: list[Other] = field(default_factory=list)
    near: list[Other] = field(default_factory=list)
    contrary: list[Other] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.kept or self.gone or self.near or self.contrary)


def around(node: Node) -> Around:
    """Public ones only, in three queries."""
    links = Link.objects.filter(Q(source=node) | Q(target=node), relation=Relation.MERGED)
    pairs = Pair.objects.filter(Q(first=node) | Q(second=node)).exclude(nearness=Nearness.APART)
    joined = list(links.values_list("source", "target", "why").order_by("made_at", "pk"))
    said = list(pairs.values_list("first", "second", "nearness").order_by("-said_at", "pk"))
    keys = {key for row in (*joined, *said) for key in row[:2]} | {node.pk}
    nodes = Node.objects.public().filter(pk__in=keys).select_related("body").in_bulk()

    def others(rows: Iterable[tuple[int, int, str]], *, is_why: bool = False) -> list[Other]:
        found = [(nodes.get(one if other == node.pk else other), note) for one, other, note in rows]
        return [_other(each, note if is_why else "") for each, note in found if each is not None]

    near_ones = [row for row in said if row[2] == Nearness.NEAR]
    group = {key for row in (*joined, *near_ones) for key in row[:2]} | {node.pk}
    bodies = dict.fromkeys(nodes[key].body for key in sorted(group & nodes.keys()) if nodes[key].body)
    return Around(
        kept=next(iter(others([row for row in joined if row[0] == node.pk], is_why=True)), None),
        gone=others([row for row in joined if row[1] == node.pk], is_why=True),
        near=others(near_ones),
        contrary=others([row for row in said if row[2] == Nearness.CONTRARY]),
        bodies=[str(body) for body in bodies],
    )


def _other(node: Node, why: str) -> Other:
    return Other(node.title, url_of(node), in_words(node.who), why)


def proposal_with_id(territory: Scope, public_id: str) -> Proposal | None:
    """A public one, with what its rules read."""
    related = ("node__territory", "scope__territory", "author", "body__scope__territory", "theme")
    found = Proposal.objects.of(territory).public().select_related(*related)
    return found.filter(node__public_id=public_id).first()


def words_of(proposal: Proposal) -> str:
    return f"{proposal.title}\n{all_words(proposal)}"


def near_ones(proposal: Proposal, k: int = 3) -> list[Near]:
    """Those that may ask for the same, of which nothing was said yet."""
    node = proposal.node
    said = Pair.objects.filter(Q(first=node) | Q(second=node)).values_list("first__public_id", "second__public_id")
    linked = Link.objects.filter(Q(source=node) | Q(target=node), relation=Relation.MERGED)
    joined = linked.values_list("source__public_id", "target__public_id")
    without = {node.public_id, *(key for pair in (*said, *joined) for key in pair)}
    return near(node.territory, words_of(proposal), kind=KIND, without=without, k=k)


@dataclass(frozen=True)
class ToRead:
    """A proposal, and those that may be near it: for the team to read."""

    title: str
    url: str
    who: str
    public_id: str
    found: list[Near]


def to_read(territory: Scope, *, start: int = 0) -> tuple[list[ToRead], int]:
    """The newest proposals that have neighbours of which nothing was said; and where the next page starts, or 0.

    Each pair is shown once, on the newer of the two.
    """
    rows = Proposal.objects.of(territory).public().filter(withdrawn_at=None).select_related("node__territory")
    some = list(rows.order_by("-created_at", "-pk")[start : start + PAGE + 1])
    shown: set[frozenset[str]] = set()
    found = []
    for each in some[:PAGE]:
        fresh = [one for one in near_ones(each) if frozenset((each.public_id, one.key)) not in shown]
        shown.update(frozenset((each.public_id, one.key)) for one in fresh)
        if fresh:
            node = each.node
            found.append(ToRead(each.title, url_of(node), in_words(node.who), node.public_id, fresh))
    return found, start + PAGE if len(some) > PAGE else 0


def read_beside(proposal: Proposal) -> list[ToRead]:
    """What may be near one proposal, of which nothing was said yet."""
    node, found = proposal.node, near_ones(proposal, 10)
    row = ToRead(proposal.title, url_of(node), in_words(node.who), node.public_id, found)
    return [row] if found else []


def nearness_of(one: Proposal, other: Proposal) -> Nearness | None:
    first, second = sorted((one.node_id, other.node_id))
    pair = Pair.objects.filter(first=first, second=second).first()
    return Nearness(pair.nearness) if pair else None


def request_with_id(territory: Scope, public_id: str) -> MergeRequest | None:
    related = ("territory__settings", "gone__territory", "kept__territory", "asked_by")
    found = MergeRequest.objects.filter(territory=territory).select_related(*related)
    consents = "consents__node__proposal__"
    wanted = (f"{consents}author", f"{consents}body__scope", f"{consents}scope", f"{consents}node__territory")
    return found.prefetch_related(*wanted).filter(public_id=public_id).first()


def open_requests(territory: Scope) -> list[MergeRequest]:
    asked = MergeRequest.objects.filter(territory=territory, state=State.ASKED)
    return list(asked.select_related("gone", "kept").prefetch_related("consents").order_by("-asked_at", "-pk"))


def asked_of(by: User, territory: Scope) -> list[MergeRequest]:
    """What this person is still to answer, for themselves or for their bodies."""
    seats = Grant.objects.filter(user=by, role=Role.MEMBER).values("scope")
    mine = Q(node__proposal__author=by) | Q(node__proposal__author=None, node__proposal__body__scope__in=seats)
    waiting = Consent.objects.filter(mine, agrees=None, request__state=State.ASKED, request__territory=territory)
    asked = MergeRequest.objects.filter(pk__in=waiting.values("request")).select_related("gone", "kept")
    return list(asked.order_by("-asked_at", "-pk"))


def own_answers(user: User) -> list[dict[str, object]]:
    """For the person who takes their data away."""
    rows = Consent.objects.filter(by=user).select_related("request__gone", "request__kept").order_by("answered_at")
    return [
        {
            "propositions": [row.request.gone.title, row.request.kept.title],
            "réponse": "oui" if row.agrees else "non",
            "répondu le": row.answered_at.isoformat() if row.answered_at else "",
        }
        for row in rows
    ]
