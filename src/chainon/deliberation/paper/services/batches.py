"""A pile of papers: opened with what its papers share, closed when the count is right, or said to be wrong."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import quality
from chainon.base.chain.calendar import zone_of
from chainon.base.chain.models import Theme
from chainon.base.journal.services import record
from chainon.base.scopes.models import Scope
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Unavailable
from chainon.deliberation.paper import rules, verbs
from chainon.deliberation.paper.models import Batch
from chainon.deliberation.proposals.models import Origin


@transaction.atomic
def open_batch(
    *,
    by: User,
    scope: Scope,
    name: str,
    origin: Origin,
    said_on: date,
    entry: UUID,
    theme: Theme | None = None,
    expected: int | None = None,
) -> Batch:
    """Sent twice (`entry`), it is one. Raises `Refused`; `Unavailable` when the day is to come."""
    rules.may_open_batch(by, scope).require()
    if said_on > clock.today(zone_of(scope.root)):
        raise Unavailable(_("Ce jour n’est pas encore venu."))
    touch(scope.root)
    if known := Batch.objects.filter(entry=entry).first():
        return known
    batch = Batch.objects.create(
        territory=scope.root,
        scope=scope,
        theme=theme,
        name=name,
        origin=origin,
        said_on=said_on,
        expected=expected,
        entry=entry,
        opened_by=by,
        opened_at=clock.now(),
    )
    counted = {"batch": batch.public_id, "expected": expected or 0}
    record(verbs.OPENED, scope=scope, role=quality(by, scope), by=by, **counted)
    return batch


@transaction.atomic
def close_batch(*, by: User, batch: Batch) -> None:
    """All is typed, or what is missing is known: nobody types in it any more. Raises `Refused`."""
    touch(batch.territory)
    batch.refresh_from_db()
    rules.may_close(by, batch).require()
    batch.closed_at = clock.now()
    batch.save(update_fields=["closed_at"])
    counted = {"batch": batch.public_id, "expected": batch.expected or 0, "entered": batch.entered}
    record(verbs.CLOSED, scope=batch.scope, role=quality(by, batch.scope), by=by, **counted)
