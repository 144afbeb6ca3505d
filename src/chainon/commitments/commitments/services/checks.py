"""What residents see: each person once, by account or by slip; people asked on the spot, counted by someone."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.calendar import zone_of
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Unavailable
from chainon.commitments.commitments import rules, verbs
from chainon.commitments.commitments.models import Check, Commitment, CountedCheck, Seen

from .keeping import locked, note, tell_followers


@transaction.atomic
def check_promise(*, by: User, commitment: Commitment, seen: Seen) -> Check:
    """Once an account; said again, it replaces what was said. Raises `Refused`."""
    rules.may_check(by, commitment, clock.today(zone_of(commitment.territory))).require()
    touch(commitment.territory)
    check, _is_new = Check.objects.update_or_create(
        commitment=commitment, user=by, defaults={"seen": seen, "said_at": clock.now()}
    )
    return check


@transaction.atomic
def check_by_slip(*, slip: str, commitment: Commitment, seen: Seen) -> Check:
    """Once a paper slip (`slip`: its mark, found by its code). Raises `Refused`."""
    rules.may_be_checked(commitment, clock.today(zone_of(commitment.territory))).require()
    touch(commitment.territory)
    check, _is_new = Check.objects.update_or_create(
        commitment=commitment, slip=slip, defaults={"seen": seen, "said_at": clock.now()}
    )
    return check


@transaction.atomic
def record_count(
    *, by: User, commitment: Commitment, where: str, counted_on: date, yes: int, partly: int, no: int
) -> CountedCheck:
    """People asked on the spot: how many said what, where, which day. One count a place and a day.

    Raises `Refused`; `Unavailable` when nobody was asked, the day is to come, or that count is written already.
    """
    commitment = locked(commitment)
    today = clock.today(zone_of(commitment.territory))
    rules.may_count_checks(by, commitment, today).require()
    if counted_on > today:
        raise Unavailable(_("Ce jour n’est pas encore venu."))
    if yes + partly + no == 0:
        raise Unavailable(_("Écrivez combien de personnes ont répondu."))
    numbers = {"yes": yes, "partly": partly, "no": no}
    if known := commitment.counted_checks.filter(where=where, counted_on=counted_on).first():
        if {name: getattr(known, name) for name in numbers} == numbers:
            return known
        raise Unavailable(_("Ce compte est déjà noté, avec d’autres nombres : dites autrement où c’était."))
    counted = CountedCheck.objects.create(
        commitment=commitment, where=where, counted_on=counted_on, entered_by=by, entered_at=clock.now(), **numbers
    )
    tell_followers(commitment)
    note(verbs.COUNTED, commitment, by, day=counted_on, **numbers)
    return counted


def forget_checks(user: User) -> None:
    """The account is closed: what was seen stays counted, and nobody's."""
    Check.objects.filter(user=user).update(user=None)
