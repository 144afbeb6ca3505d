"""Whose turn it is: a wait is opened by an act, met by the link that was expected, or ended with a reason."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from chainon.base import clock
from chainon.base.chain.calendar import days_for, due_of, pauses_of, zone_of
from chainon.base.chain.models import Link, Node, Relation, Wait
from chainon.base.scopes.models import Scope
from chainon.base.scopes.services import touch

from .nodes import refresh


@transaction.atomic
def expect(
    *,
    node: Node,
    expects: Relation,
    whose: str,
    whose_key: str,
    since_on: date | None = None,
    days: int | None = None,
    fixed_on: date | None = None,
) -> Wait:
    """From this day it is someone's turn; already so, the wait stands as it is. Of a node that is not public, from the
    day it is.

    `days`: the delay promised; the territory's own when None. The clock follows the announced pauses.
    `fixed_on`: due on that day at the latest, whatever the pauses.
    """
    territory: Scope = node.territory
    touch(territory)
    start = since_on or clock.today(zone_of(territory))
    promised = days_for(territory, expects) if days is None else days
    stored = Node.objects.only("scope_id", "is_public").get(pk=node.pk)
    wait, is_new = Wait.objects.pending().get_or_create(
        node=node,
        expects=expects,
        whose_key=whose_key,
        defaults={
            "territory": territory,
            "scope_id": stored.scope_id,
            "whose": whose,
            "since_on": start,
            "days": promised,
            "due_on": due_of(start, promised, fixed_on, pauses_of(territory)),
            "fixed_on": fixed_on,
            "ended_on": None if stored.is_public else start,
            "is_suspended": not stored.is_public,
        },
    )
    if is_new:
        refresh(node)
    return wait


@transaction.atomic
def end_wait(*, wait: Wait, reason: str = "", is_met: bool = False) -> None:
    """It is nobody's turn any more: what was expected came without a link (`is_met`), or will not come, and why."""
    touch(wait.territory)
    wait.refresh_from_db(fields=["ended_on", "ended_for", "is_suspended"])
    if wait.ended_on is not None and not wait.is_suspended:
        return
    wait.ended_on, wait.ended_for, wait.is_suspended = clock.today(zone_of(wait.territory)), reason, False
    wait.is_met = is_met
    wait.save(update_fields=["ended_on", "ended_for", "is_suspended", "is_met"])
    refresh(wait.node)


def meet(link: Link, whose_key: str) -> None:
    """The link that was expected is there, from that one or (empty) from anyone; the caller refreshes the node."""
    waits = Wait.objects.pending().filter(node=link.source_id, expects=link.relation)
    if whose_key:
        waits = waits.filter(whose_key=whose_key)
    today = clock.today(zone_of(link.source.territory))
    waits.update(ended_on=today, is_suspended=False, is_met=True, met_by=link)
