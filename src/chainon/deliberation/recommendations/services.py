"""Writing the recommendations of a body, publishing them together, handing several over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import quality
from chainon.base.chain.calendar import zone_of
from chainon.base.chain.handing import hand
from chainon.base.chain.models import Stage
from chainon.base.chain.services import new_node, publish
from chainon.base.journal.services import record
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.governance.bodies.models import Body

from . import rules, selectors, verbs
from .models import Recommendation, Sheet
from .node import KIND


@transaction.atomic
def write_sheet(
    *, by: User, body: Body, title: str, addressed_to: str, adopted_on: date, source: str, entry: UUID
) -> Sheet:
    """Kept to be read again, public nowhere. Sent twice (`entry`) it is one, corrected.

    Raises `Refused`; `Unavailable`: the day is to come, or what is wrong in the lines.
    """
    rules.may_write(by, body).require()
    territory = body.scope.root
    touch(territory)  # one after the other: of two sendings of a form, the second sees the first
    if adopted_on > clock.today(zone_of(territory)):
        raise Unavailable(_("Ce jour n’est pas encore venu."))
    sheet = Sheet.objects.filter(entry=entry).first() or Sheet(entry=entry, body=body, written_by=by)
    rules.may_publish(by, sheet).require()
    sheet.title, sheet.addressed_to, sheet.adopted_on, sheet.source = title, addressed_to, adopted_on, source
    if faults := selectors.reading_of(sheet).faults:
        raise Unavailable(" ".join(faults[:3]))
    sheet.written_at = clock.now()
    sheet.save()
    return sheet


@transaction.atomic
def publish_sheet(*, by: User, sheet: Sheet) -> Sheet:
    """All of them at once, or none. Raises `Refused`; `Unavailable` when a line can no longer be read (a theme given
    up since)."""
    territory = sheet.body.scope.root
    touch(territory)
    sheet = Sheet.objects.select_related("body__scope__territory").get(pk=sheet.pk)
    rules.may_publish(by, sheet).require()
    reading = selectors.reading_of(sheet)
    if reading.faults:
        raise Unavailable(" ".join(reading.faults[:3]))
    sheet.published_at, sheet.source = clock.now(), ""
    sheet.save(update_fields=["published_at", "source"])
    scope = sheet.body.scope
    for position, line in enumerate(reading.lines, start=1):
        one = Recommendation.objects.create(
            node=new_node(kind=KIND, stage=Stage.DELIBERATION, scope=scope),
            sheet=sheet,
            position=position,
            number=line.number,
            text=line.text,
            theme=line.theme,
            carried_by=line.carried_by,
        )
        publish(one)
    ids = {"sheet": sheet.public_id, "body": sheet.body.public_id, "lines": len(reading.lines)}
    record(verbs.PUBLISHED, scope=scope, role=quality(by, scope), by=by, **ids)
    return sheet


@transaction.atomic
def hand_several(*, by: User, sheet: Sheet, key: str, lines: Sequence[Recommendation]) -> int:
    """Each to the same answerer, as one by one; those already with them are left out. Returns how many went.

    Raises `Refused`.
    """
    rules.may_hand(by, sheet).require()
    went = 0
    for one in lines:
        try:
            with transaction.atomic():
                hand(node=one.node, key=key, by=by)
        except Refused:
            continue
        went += 1
    return went
