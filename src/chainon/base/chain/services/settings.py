"""The clocks of a territory: what it promises, and the pauses it announces."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import quality
from chainon.base.chain import rules, verbs
from chainon.base.chain.calendar import days_for, due_of, pauses_of, zone_of
from chainon.base.chain.models import Delay, Node, Pause, Relation, Wait
from chainon.base.journal.services import record
from chainon.base.scopes.models import Scope
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Unavailable

LONGEST_PAUSE = 92


@transaction.atomic
def announce_pause(*, by: User, territory: Scope, first: date, last: date, reason: str) -> Pause:
    """The clocks will stand still: announced, never afterwards. What is due later moves by as much.

    Raises `Refused`; `Unavailable` when the days are past, upside down or more than three months.
    """
    rules.may_set_clocks(by, territory).require()
    if first < clock.today(zone_of(territory)):
        raise Unavailable(_("Une pause s’annonce avant de commencer : son premier jour ne peut pas être passé."))
    if last < first:
        raise Unavailable(_("Le dernier jour est avant le premier : échangez-les."))
    if (last - first).days >= LONGEST_PAUSE:
        raise Unavailable(_("Une pause dure trois mois au plus : au-delà, dites plutôt que le délai est plus long."))
    touch(territory)  # of two sendings of a form, the second sees the first
    days = {"first": first, "last": last}
    if known := Pause.objects.filter(territory=territory, reason=reason, **days).first():
        return known
    pause = Pause.objects.create(territory=territory, reason=reason, announced_at=clock.now(), **days)
    _reckon(territory)
    payload = {**days, "pause": pause.public_id}
    record(verbs.PAUSE_ANNOUNCED, scope=territory, role=quality(by, territory), by=by, **payload)
    return pause


@transaction.atomic
def withdraw_pause(*, by: User, pause: Pause) -> None:
    """A pause that has not begun is taken back. Raises `Refused`."""
    territory = pause.territory
    rules.may_withdraw_pause(by, pause, clock.today(zone_of(territory))).require()
    touch(territory)
    public_id = pause.public_id
    pause.delete()
    _reckon(territory)
    record(verbs.PAUSE_WITHDRAWN, scope=territory, role=quality(by, territory), by=by, pause=public_id)


@transaction.atomic
def set_delay(*, by: User, territory: Scope, expects: Relation, days: int) -> None:
    """What will be promised from now on; the waits that run keep theirs. Raises `Refused`, `Unavailable`."""
    rules.may_set_clocks(by, territory).require()
    if not 1 <= days <= 365:
        raise Unavailable(_("Un délai va de 1 à 365 jours."))
    if days == days_for(territory, expects):
        return
    Delay.objects.update_or_create(territory=territory, expects=expects, defaults={"days": days})
    record(verbs.DELAY_SET, scope=territory, role=quality(by, territory), by=by, expects=str(expects), days=days)


def _reckon(territory: Scope) -> None:
    """The open waits are due when the pauses now say, and their nodes with them."""
    pauses = pauses_of(territory)
    moved = []
    for wait in Wait.objects.of(territory).open():
        due = due_of(wait.since_on, wait.days, wait.fixed_on, pauses)
        if due != wait.due_on:
            wait.due_on = due
            moved.append(wait)
    Wait.objects.bulk_update(moved, ["due_on"], batch_size=500)
    nodes = {node.pk: node for node in Node.objects.filter(pk__in={wait.node_id for wait in moved})}
    for node in nodes.values():
        node.due_on = min(node.waits.open().values_list("due_on", flat=True))
    Node.objects.bulk_update(nodes.values(), ["due_on"], batch_size=500)
