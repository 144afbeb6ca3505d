"""Reading answers for pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from chainon.base.chain.models import Node
from chainon.base.scopes.models import Scope

from .models import Answer, Answerer, Handover


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
    found = Handover.objects.select_related("node__scope__territory", "node__territory", "answerer", "wait")
    return found.filter(public_id=public_id, node__territory=territory.root).first()


def answer_of(node: Node) -> Answer | None:
    return Answer.objects.select_related("handover__answerer", "handover__node").filter(node=node).first()


def open_handovers(node: Node) -> list[Handover]:
    """What was handed over and is not answered yet."""
    return list(node.handovers.filter(ended_at=None).select_related("answerer", "wait"))
