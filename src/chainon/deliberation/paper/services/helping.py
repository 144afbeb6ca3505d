"""The right to type one batch, given to someone who sees nothing else; ended in one press."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import quality
from chainon.base.chain.calendar import zone_of
from chainon.base.journal.services import record
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Unavailable
from chainon.deliberation.paper import rules, verbs
from chainon.deliberation.paper.models import Batch, Helper

KEPT_FOR = timedelta(days=90)
"""A link has ended: who typed what matters to nobody any more."""


@transaction.atomic
def give_help(*, by: User, batch: Batch, name: str, days: int) -> Helper:
    """A signed link, good for so many days. The same name twice is one right, which lasts anew.

    Raises `Refused`; `Unavailable` beyond a month.
    """
    rules.may_ask_for_help(by, batch).require()
    if not 1 <= days <= rules.LONGEST:
        raise Unavailable(_("Un droit de saisie dure de un à trente jours."))
    touch(batch.territory)
    ends_at = clock.now() + timedelta(days=days)
    helper = Helper.objects.filter(batch=batch, name=name, revoked_at=None).first()
    if helper is None:
        helper = Helper.objects.create(batch=batch, name=name, given_by=by, given_at=clock.now(), ends_at=ends_at)
    else:
        helper.ends_at = ends_at
        helper.save(update_fields=["ends_at"])
    until = clock.today(zone_of(batch.territory)) + timedelta(days=days)
    ids = {"batch": batch.public_id, "helper": helper.public_id}
    record(verbs.HELP_GIVEN, scope=batch.scope, role=quality(by, batch.scope), by=by, until=until, **ids)
    return helper


@transaction.atomic
def end_help(*, by: User, helper: Helper) -> None:
    """The link opens nothing any more. Twice is once. Raises `Refused`."""
    batch = helper.batch
    rules.may_ask_for_help(by, batch).require()
    touch(batch.territory)
    if not Helper.objects.filter(pk=helper.pk, revoked_at=None).update(revoked_at=clock.now()):
        return
    ids = {"batch": batch.public_id, "helper": helper.public_id}
    record(verbs.HELP_ENDED, scope=batch.scope, role=quality(by, batch.scope), by=by, **ids)


def forget_helpers() -> int:
    """Periodic: names are erased some time after their link ended; what they typed stays. Returns how many."""
    before = clock.now() - KEPT_FOR
    over = Q(revoked_at__lt=before) | Q(ends_at__lt=before)
    return Helper.objects.filter(over).exclude(name="").update(name="")
