"""Reading answers for pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Lower

from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Link, Node, Relation, Stage
from chainon.base.chain.selectors import today
from chainon.base.scopes.models import Scope
from chainon.base.ui.names import in_words
from chainon.deliberation.debates.models import Debate
from chainon.deliberation.proposals.models import Proposal

from .links import path_of
from .models import Answer, Answerer, Draft, Handover, Move, MoveKind


@dataclass(frozen=True)
class AnswererRow:
    """Who answers: since when they accepted, what was handed to them, what they answered, what waits."""

    public_id: str
    name: str
    accepted_at: datetime | None
    days: int | None
    handed: int
    answered: int
    waiting: int


FIELDS = ("public_id", "name", "accepted_at", "accepted_days")


def answerer_rows(territory: Scope) -> list[AnswererRow]:
    counts = {
        "handed": Count("handovers"),
        "answered": Count("handovers__answer"),
        "waiting": Count("handovers", filter=Q(handovers__ended_at=None)),
    }
    answerers = Answerer.objects.of(territory).active().annotate(**counts).order_by("name", "pk")
    return [AnswererRow(*row) for row in answerers.values_list(*FIELDS, *counts)]


def answerer_with_id(territory: Scope, public_id: str) -> Answerer | None:
    return Answerer.objects.of(territory).active().select_related("territory").filter(public_id=public_id).first()


def handover_with_id(territory: Scope, public_id: str) -> Handover | None:
    related = ("node__scope__territory", "node__territory", "answerer__territory", "wait", "answer__node")
    found = Handover.objects.select_related(*related)
    return found.filter(public_id=public_id, node__territory=territory.root).first()


def answer_of(node: Node) -> Answer | None:
    found = Answer.objects.select_related("answerer", "quick_win", "carried_by__asked")
    return found.prefetch_related("handovers__node").filter(node=node).first()


def move_of(node: Node) -> Move | None:
    related = ("asked__scope__territory", "asked__territory", "handover__answerer", "reply__node", "node")
    return Move.objects.select_related(*related).filter(node=node).first()


def unheard(territory: Scope) -> QuerySet[Node]:
    """Public words to which nobody has to answer: never handed over, or come back; not merged, nor debated now, nor in
    a step that still collects. `idle_since`: since they were said, or since they came back without an answer.

    Read by the index `node_unheard`, so that what was answered long ago costs nothing.
    """
    words = Node.objects.of(territory).public()
    words = words.filter(stage=Stage.VOICE, reached__lt=Stage.DECISION, due_on__isnull=True)
    handed = Handover.objects.filter(node=OuterRef("pk"))
    here = handed.filter(Q(ended_at=None) | Q(answer__isnull=False))
    merged = Link.objects.filter(relation=Relation.MERGED, source=OuterRef("pk"))
    debated = Debate.objects.filter(closed_at=None, source=OuterRef("pk"))
    said = Proposal.objects.filter(node=OuterRef("pk"))
    withdrawn, still = said.exclude(withdrawn_at=None), said.filter(step__last_on__gte=today(territory))
    words = words.filter(~Exists(here), ~Exists(merged), ~Exists(debated), ~Exists(withdrawn), ~Exists(still))
    came_back = handed.order_by("-ended_at").values("ended_at")[:1]
    return words.annotate(idle_since=Coalesce(Subquery(came_back), F("opened_at")))


def answerers_at(territory: Scope, mailboxes: Iterable[str]) -> QuerySet[Answerer]:
    """Those who are written to at one of these addresses, given in lower case."""
    active = Answerer.objects.of(territory).active().alias(mailbox=Lower("email"))
    return active.filter(mailbox__in=list(mailboxes))


def open_handovers(node: Node) -> list[Handover]:
    """What was handed over and is not answered yet."""
    return list(node.handovers.filter(ended_at=None).select_related("answerer", "wait"))


@dataclass(frozen=True)
class Asked:
    """A word that an answer is about, as everyone may read it."""

    title: str
    said: str
    who: str
    url: str


def asked_of(answer: Answer) -> list[Asked]:
    """What was asked, as far as it is still public."""
    return [asked(node) for node in answer.asked if node.is_public]


def asked(node: Node) -> Asked:
    return Asked(node.title, node.said, in_words(node.who), url_of(node))


@dataclass(frozen=True)
class OwnRow:
    """Something that waits for an answerer, on their own page. `left`: days until it is due, None without a delay."""

    key: str
    title: str
    said: str
    where: str
    url: str
    handed_at: datetime
    due_on: date | None
    is_late: bool
    carried_to: str
    studied: bool
    draft: Draft | None


def own_rows(answerer: Answerer) -> list[OwnRow]:
    """All that is theirs and public, late first, then what is due soonest; three queries whatever their number."""
    day = today(answerer.territory)
    found = answerer.handovers.filter(ended_at=None, node__is_public=True).select_related("node__scope", "wait")
    handovers = list(found)
    keys = [each.pk for each in handovers]
    moves = list(Move.objects.filter(handover__in=keys, ended_at=None))
    carried = {each.handover_id: each.to for each in moves if each.kind == MoveKind.CARRIED}
    studied = {each.handover_id for each in moves if each.kind == MoveKind.STUDIED}
    drafts: dict[int, Draft] = {}
    for draft in answerer.drafts.filter(answer=None, handovers__in=keys).prefetch_related("handovers"):
        drafts |= {each.pk: draft for each in draft.handovers.all()}
    rows = [
        OwnRow(
            key=each.public_id,
            title=each.node.title,
            said=each.node.said,
            where=each.node.scope.label,
            url=path_of(each),
            handed_at=each.handed_at,
            due_on=due,
            is_late=due is not None and due < day,
            carried_to=carried.get(each.pk, ""),
            studied=each.pk in studied,
            draft=drafts.get(each.pk),
        )
        for each in handovers
        for due in [each.wait.due_on if each.wait is not None and each.wait.ended_on is None else None]
    ]
    return sorted(rows, key=lambda row: (row.due_on or date.max, row.handed_at))


@dataclass(frozen=True)
class Given:
    """An answer already given, on the page of who gave it. `said`: how it begins."""

    title: str
    url: str
    kind: str
    said: str
    answered_at: datetime


def given_by(answerer: Answerer, limit: int = 20) -> list[Given]:
    """The latest first."""
    found = answerer.answers.filter(node__is_public=True).select_related("node").order_by("-answered_at")[:limit]
    return [
        Given(each.node.title, url_of(each.node), each.get_kind_display(), each.node.said, each.answered_at)
        for each in found
    ]


def chosen(answerer: Answerer, keys: Sequence[str]) -> list[Handover]:
    """The open handovers of that answerer among those asked for: several alike are answered once."""
    related = ("node__scope__territory", "node__territory", "answerer__territory", "wait")
    found = answerer.handovers.filter(public_id__in=list(keys), ended_at=None, node__is_public=True)
    return list(found.select_related(*related))


def open_carrying(handover: Handover) -> Move | None:
    found = handover.moves.filter(kind=MoveKind.CARRIED, ended_at=None)
    return found.select_related("node", "asked__scope", "asked__territory").first()


def draft_for(handovers: Sequence[Handover]) -> Draft | None:
    """The draft not signed yet of exactly these words."""
    wanted = {each.pk for each in handovers}
    drafts = Draft.objects.filter(answer=None, handovers__in=wanted).distinct().prefetch_related("handovers")
    return next((each for each in drafts if {one.pk for one in each.handovers.all()} == wanted), None)


def alike(handover: Handover) -> list[Handover]:
    """The other words that wait for the same answerer: one letter may answer several."""
    found = handover.answerer.handovers.filter(ended_at=None, node__is_public=True).exclude(pk=handover.pk)
    return list(found.select_related("node"))
