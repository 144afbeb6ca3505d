"""Linking: what came out of what, and why."""

from __future__ import annotations

from django.db import transaction

from chainon.base import clock
from chainon.base.chain.lineage import descendants
from chainon.base.chain.models import Link, Node, Relation
from chainon.base.scopes.services import touch

from .nodes import refresh
from .waits import meet


class CycleError(ValueError):
    """A link that would make something come out of what came out of it."""


@transaction.atomic
def add_link(*, source: Node, target: Node, relation: Relation, why: str = "", whose_key: str = "") -> Link:
    """`target` came out of `source`: whoever was to give it (`whose_key`, or anyone) has done so. Twice is once.

    Raises `CycleError`; `ValueError` when the two belong to different territories.
    """
    if source.territory_id != target.territory_id:
        raise ValueError("a link does not leave its territory")
    touch(source.territory)  # one after the other: two links added at once could close a cycle that neither sees
    if source.pk == target.pk or source.pk in descendants(target.pk):
        raise CycleError(f"{source.public_id} came out of {target.public_id}")
    link, is_new = Link.objects.get_or_create(
        source=source, target=target, defaults={"relation": relation, "why": why, "made_at": clock.now()}
    )
    if is_new:
        meet(link, whose_key)
        refresh(source)
    return link
