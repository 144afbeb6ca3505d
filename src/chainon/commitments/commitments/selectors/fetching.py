"""A promise with all that its pages read of it."""

from __future__ import annotations

from chainon.base.chain.models import Node
from chainon.commitments.commitments.models import Commitment

RELATED = ("node", "territory", "scope__territory", "theme", "source", "answerer", "entered_by", "hands_call")


def commitment_of_node(node: Node) -> Commitment | None:
    return Commitment.objects.select_related(*RELATED).filter(node=node).first()
