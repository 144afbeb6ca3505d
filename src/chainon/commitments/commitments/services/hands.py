"""« On a besoin de bras »: the call of residents who took something on, and those who offer."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.services import publish
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.commitments.commitments import rules, verbs
from chainon.commitments.commitments.models import Commitment, HandsCall, Offer

from .keeping import locked, note

KEPT_FOR = timedelta(days=90)
"""How long names and contacts stay once the call is closed, or the promise has ended."""


@transaction.atomic
def open_call(
    *, by: User, commitment: Commitment, missing: str, people: int | None = None, hours: int | None = None
) -> HandsCall:
    """What is missing, said in public; said again, it replaces what was said, and opens what was closed.

    Raises `Refused`.
    """
    commitment = locked(commitment)
    rules.may_call_for_hands(by, commitment).require()
    said = {"missing": missing, "people": people, "hours": hours}
    call = HandsCall.objects.filter(commitment=commitment).first()
    if call is not None and call.closed_at is None and all(getattr(call, name) == said[name] for name in said):
        return call
    opened = {"opened_at": clock.now(), "closed_at": None, "entered_by": by}
    call, _is_new = HandsCall.objects.update_or_create(commitment=commitment, defaults={**said, **opened})
    publish(commitment)
    note(verbs.CALLED, commitment, by)
    return call


@transaction.atomic
def close_call(*, by: User, call: HandsCall) -> None:
    """Nobody offers any more; how many did stays. Raises `Refused`."""
    commitment = locked(call.commitment)
    rules.may_call_for_hands(by, commitment).require()
    if not HandsCall.objects.filter(commitment=commitment, closed_at=None).update(closed_at=clock.now()):
        return
    offers = call.offers.filter(withdrawn_at=None).count()
    note(verbs.CALL_CLOSED, commitment, by, offers=offers)


@transaction.atomic
def offer_hand(
    *, call: HandsCall, entry: UUID, by: User | None = None, name: str = "", contact: str = "", brings: str = ""
) -> Offer:
    """With an account, or with a name and how to reach them. Sent twice (`entry`, or the account), it is once.

    Raises `Refused`; `Unavailable` when there is no way to reach them.
    """
    touch(call.commitment.territory)
    call = HandsCall.objects.select_related("commitment").get(pk=call.pk)
    if known := Offer.objects.filter(entry=entry).first():
        return known
    rules.may_offer(call).require()
    if by is not None and (mine := call.offers.filter(user=by, withdrawn_at=None).first()):
        return mine
    if by is None and not (name and contact):
        raise Unavailable(_("Écrivez votre nom, et comment vous joindre."))
    return Offer.objects.create(
        call=call, user=by, name=name, contact=contact, brings=brings, entry=entry, offered_at=clock.now()
    )


@transaction.atomic
def withdraw_offer(*, by: User, offer: Offer) -> None:
    """Whoever offered takes it back. Raises `Refused`."""
    if offer.user_id != by.pk:
        raise Refused(_("Ce n’est pas votre proposition."))
    touch(offer.call.commitment.territory)
    Offer.objects.filter(pk=offer.pk, withdrawn_at=None).update(withdrawn_at=clock.now())


def forget_offers_of(user: User) -> None:
    """The account is closed."""
    Offer.objects.filter(user=user).update(
        user=None, name="", contact="", brings="", withdrawn_at=clock.now(), forgotten_at=clock.now()
    )


def forget_old_offers() -> int:
    """Periodic: names and contacts are erased some time after the call is over; returns how many."""
    before = clock.now() - KEPT_FOR
    old = Offer.objects.filter(forgotten_at=None)
    closed = old.filter(call__closed_at__lt=before)
    ended = old.filter(call__commitment__ended_on__lt=before.date())
    return (closed | ended).update(name="", contact="", brings="", user=None, forgotten_at=clock.now())
