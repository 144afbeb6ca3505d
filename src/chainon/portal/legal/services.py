"""Filling the legal pages."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import quality
from chainon.base.journal.services import record
from chainon.base.scopes.models import Scope
from chainon.base.scopes.services import set_purge_delay, touch

from . import events, rules
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
