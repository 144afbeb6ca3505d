"""How an answerer is reached: at their address, with the link of what was handed to them."""

from __future__ import annotations

from chainon.base.chain.models import Relation, Wait
from chainon.base.chain.reach import Reached

from .links import full_address
from .models import Handover

HANDOVERS = Handover.objects.select_related("answerer__territory", "node")


def reach(wait: Wait) -> Reached | None:
    """An answer, by the link of the handover; after a yes, the promise, by the same. A third party has promised
    nothing: nobody writes to them."""
    if wait.expects == Relation.ANSWER:
        handover = HANDOVERS.filter(wait=wait).first()
    elif wait.expects == Relation.COMMITMENT:
        handover = HANDOVERS.filter(answer__node=wait.node_id, answerer__public_id=wait.whose_key).first()
    else:
        return None
    return Reached(handover.answerer.email, full_address(handover)) if handover and handover.answerer.email else None
