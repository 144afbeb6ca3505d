"""Pads made and cancelled, slips bound to what was said."""

from __future__ import annotations

import secrets
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import By, quality
from chainon.base.chain.models import Follow, Node
from chainon.base.chain.services import forget_contact, leave_contact
from chainon.base.codes import code_hash
from chainon.base.journal.services import record
from chainon.base.scopes.models import Scope
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Unavailable

from . import numbers, rules, verbs
from .codes import code_for
from .models import Pad, Slip
from .selectors import find_slip

SMALLEST, LARGEST = 20, 500


@transaction.atomic
def make_pad(*, by: User, scope: Scope, size: int, entry: UUID) -> Pad:
    """So many blank slips for a place, numbered after the last one of the territory. Sent twice (`entry`), it is one.

    Raises `Refused`; `Unavailable` when the number is not one of a pad.
    """
    rules.may_make_pads(by, scope).require()
    if not SMALLEST <= size <= LARGEST:
        raise Unavailable(_("Un carnet a de 20 à 500 coupons."))
    territory = scope.root
    touch(territory)  # pads of one territory follow one another: no number is given twice
    if known := Pad.objects.filter(entry=entry).first():
        return known
    last = Slip.objects.of(territory).aggregate(Max("number"))["number__max"] or 0
    pad = Pad.objects.create(
        territory=territory,
        scope=scope,
        first=last + 1,
        size=size,
        salt=secrets.token_hex(16),
        entry=entry,
        made_by=by,
        made_at=clock.now(),
    )
    Slip.objects.bulk_create(
        Slip(pad=pad, territory=territory, number=number, code_hash=code_hash(code_for(pad, number)))
        for number in range(pad.first, pad.last + 1)
    )
    record(
        verbs.PAD_MADE,
        scope=scope,
        role=quality(by, scope),
        by=by,
        pad=pad.public_id,
        first=pad.first,
        size=size,
    )
    return pad


@transaction.atomic
def cancel_pad(*, by: User, pad: Pad) -> None:
    """Its slips that lead nowhere yet never will; those that somebody was promised still open. Raises `Refused`."""
    touch(pad.territory)
    pad.refresh_from_db()
    rules.may_cancel(by, pad).require()
    pad.cancelled_at, pad.salt = clock.now(), ""
    pad.save(update_fields=["cancelled_at", "salt"])
    void = pad.size - pad.bound
    record(verbs.PAD_CANCELLED, scope=pad.scope, role=quality(by, pad.scope), by=by, pad=pad.public_id, void=void)


def slip_typed(*, territory: Scope, text: str) -> Slip:
    """The slip that a form names by its number or its code, ready to be bound. Raises `Unavailable`: why, in words."""
    slip = find_slip(territory, text)
    if slip is None:
        misspelt = numbers.read(text) is None if numbers.is_number(text) else not code_hash(text)
        if misspelt:
            raise Unavailable(_("Ce n’est pas le numéro d’un coupon : un chiffre ou une lettre ne va pas, relisez-le."))
        raise Unavailable(_("Aucun carnet d’ici ne porte ce coupon : relisez son numéro."))
    verdict = rules.may_be_bound(slip)
    if not verdict:
        raise Unavailable(verdict.reason)
    return slip


@transaction.atomic
def bind_slip(*, by: By | None, slip: Slip, node: Node) -> Slip:
    """The slip now leads to this node, once and for all; to the same node twice is once.

    Called by the service of the slice whose form is entered, which asked its own rule and writes the journal line: a
    helper by a signed link (`by` None) has no role to ask for. Raises `Unavailable`: bound to something else, or void.
    """
    touch(node.territory)  # of two forms entered at once with one number, the second is told
    slip = Slip.objects.select_related("pad").get(pk=slip.pk)
    if slip.node_id == node.pk:
        return slip
    if slip.territory_id != node.territory_id:
        raise Unavailable(_("Ce coupon n’est pas d’ici."))
    verdict = rules.may_be_bound(slip)
    if not verdict:
        raise Unavailable(verdict.reason)
    slip.node, slip.bound_at, slip.bound_by = node, clock.now(), by if isinstance(by, User) else None
    slip.save(update_fields=["node", "bound_at", "bound_by"])
    Pad.objects.filter(pk=slip.pad_id).update(bound=F("bound") + 1)
    return slip


@transaction.atomic
def release_slip(*, by: User, slip: Slip) -> Slip:
    """It was bound to the wrong word: it is blank again. Raises `Refused`.

    What its holder left here is forgotten; how to find the person, as the paper of this word says, stays with the word.
    """
    touch(slip.territory)
    slip = Slip.objects.select_related("pad__scope", "node").get(pk=slip.pk)
    rules.may_release(by, slip).require()
    assert slip.node is not None, "the rule says so"
    scope, ids = slip.pad.scope, {"pad": slip.pad.public_id, "node": slip.node.public_id}
    if slip.is_call_on_paper:
        slip.call, slip.is_call_on_paper = None, False
    stop_calls(slip=slip)
    slip.node = slip.bound_at = slip.bound_by = None
    slip.save(update_fields=["node", "bound_at", "bound_by", "call", "is_call_on_paper"])
    Pad.objects.filter(pk=slip.pad_id).update(bound=F("bound") - 1)
    record(verbs.RELEASED, scope=scope, role=quality(by, scope), by=by, **ids)
    return slip


@transaction.atomic
def ask_for_a_call(*, slip: Slip, contact: str) -> None:
    """Whoever holds the slip wants somebody to call them when there is news; another number takes the place of the
    first. The slip opened the page: there is nobody else to ask for leave.
    """
    touch(slip.territory)
    slip.refresh_from_db(fields=["node", "call", "is_call_on_paper"])
    assert slip.node is not None, "a slip that leads nowhere opens no page"
    stop_calls(slip=slip)
    slip.call = leave_contact(node=slip.node, contact=contact)
    slip.save(update_fields=["call"])


@transaction.atomic
def tie_contact(*, slip: Slip, contact: Follow) -> None:
    """How to find the person stood on the paper: whoever holds its slip knows it is kept, changes it, has it erased.

    Called by the service of the slice whose form is entered, right after `bind_slip`.
    """
    slip.call, slip.is_call_on_paper = contact, True
    slip.save(update_fields=["call", "is_call_on_paper"])


@transaction.atomic
def stop_calls(*, slip: Slip) -> None:
    """Nobody calls them any more, and how to find them is forgotten."""
    if slip.call is not None:
        call, slip.call, slip.is_call_on_paper = slip.call, None, False
        slip.save(update_fields=["call", "is_call_on_paper"])
        forget_contact(follow=call)
