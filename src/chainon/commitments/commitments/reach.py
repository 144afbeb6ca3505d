"""How the owner of a promise is reached: the answerer at their address; residents by whoever wrote it for them."""

from __future__ import annotations

from chainon.base.chain.models import Relation, Wait
from chainon.base.chain.reach import Reached

from .links import full_address
from .models import Commitment


def reach(wait: Wait) -> Reached | None:
    """News, by the link that they were given."""
    if wait.expects != Relation.UPDATE:
        return None
    found = Commitment.objects.select_related("node", "scope", "answerer").filter(node=wait.node_id).first()
    if found is None or found.answerer is None or not found.answerer.email:
        return None
    return Reached(found.answerer.email, full_address(found))
