"""Filling the legal pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import quality
from chainon.base.journal.services import record
from chainon.base.scopes.models import Scope, Territory
from chainon.base.scopes.services import set_pre_election as keep_pre_election
from chainon.base.scopes.services import set_purge_delay, touch
from chainon.base.scopes.verdict import Unavailable

from . import events, rules
from .electoral import first_neutral_day
from .models import LegalNotice
from .selectors import missing


@transaction.atomic
def fill_notice(*, by: User, territory: Scope, answers: dict[str, Any], purge_months: int | None = None) -> LegalNotice:
    """Keep the answers given, some may still be missing; saving the same ones writes nothing.

    `answers`: names of `LegalNotice`'s fields. `purge_months`: the territory's delay, where it is asked.
    Raises `Refused` (`rules.may_edit_legal`).
    """
    rules.may_edit_legal(by, territory).require()
    notice, is_new = LegalNotice.objects.select_for_update(no_key=True).get_or_create(territory=territory)
    is_same_delay = purge_months in {None, territory.settings.purge_months}
    if purge_months is not None and not is_same_delay:
        set_purge_delay(territory=territory, months=purge_months)
    if not is_new and is_same_delay and all(getattr(notice, name) == value for name, value in answers.items()):
        return notice
    for name, value in answers.items():
        setattr(notice, name, value)
    notice.updated_at = clock.now()
    notice.save()
    touch(territory)
    record(events.COMPLETED, scope=territory, role=quality(by, territory), by=by, missing=len(missing(notice)))
    return notice


@transaction.atomic
def set_pre_election(*, by: User, territory: Scope, first_round: date, last_round: date | None = None) -> None:
    """The front page praises nothing from the day that the law says until the last round. The same again is nothing.

    Raises `Refused` (`rules.may_set_pre_election`); `Unavailable` when the rounds are upside down or over.
    """
    rules.may_set_pre_election(by, territory).require()
    first, last = first_neutral_day(first_round), last_round or first_round
    if last < first_round:
        raise Unavailable(_("Le dernier tour vient après le premier."))
    if last < clock.today(territory.settings.time_zone):
        raise Unavailable(_("Cette élection est passée."))
    touch(territory)
    settings = Territory.objects.get(scope=territory)
    if (settings.pre_election_from, settings.pre_election_until) == (first, last):
        return
    keep_pre_election(territory=territory, first=first, last=last)
    record(events.PRE_ELECTION_SET, scope=territory, role=quality(by, territory), by=by, first=first, last=last)


@transaction.atomic
def lift_pre_election(*, by: User, territory: Scope) -> None:
    """It was set by mistake, or the election is put off. Raises `Refused`."""
    rules.may_set_pre_election(by, territory).require()
    touch(territory)
    if Territory.objects.get(scope=territory).pre_election_from is None:
        return
    keep_pre_election(territory=territory, first=None, last=None)
    record(events.PRE_ELECTION_LIFTED, scope=territory, role=quality(by, territory), by=by)
