"""After: the guarantor's verification, a cancellation with its reason, the purge that keeps the proof."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.rules import By
from chainon.base.files.services import purge_file, read_bytes
from chainon.base.journal.models import Line
from chainon.base.journal.services import record
from chainon.base.scopes.emitting import emit
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Unavailable
from chainon.base.search import services as search
from chainon.governance.draws import events, rules
from chainon.governance.draws.finding import found_of
from chainon.governance.draws.models import Draw, State
from chainon.governance.volunteers.models import VolunteerList
from chainon.governance.volunteers.services import purge_list
from chainon.methods.sortition import verify_draw

from .ceremony import sealed_document
from .guards import actor, locked, reopen_list_of, role_of

logger = logging.getLogger(__name__)
DOUBLE_CLICK_SECONDS = 60


@dataclass(frozen=True)
class DrawPurged:
    """The personal data of a draw are erased."""

    draw: Draw


@dataclass(frozen=True)
class DrawCancelled:
    """A draw is cancelled, before or after it took place."""

    draw: Draw


@transaction.atomic
def record_verification(*, by: By, draw: Draw) -> list[str]:
    """Check the public file against the sealed one and journal the dated result. Returns the sentences of the check."""
    rules.may_hold_sealed(by, draw).require()
    draw = locked(draw)
    if draw.state != State.DRAWN:
        raise Unavailable(_("Il n’y a rien à vérifier avant le tirage."))
    holds, sentences = _verify(draw)
    if draw.verified_holds != holds or clock.silent_for(draw.verified_at, DOUBLE_CLICK_SECONDS):
        _keep_result(draw, holds, role=role_of(by, draw), by=by)
    return sentences


@transaction.atomic
def hand_sealed(*, by: By, draw: Draw) -> bytes:
    """The bytes of the sealed file, to the guarantor; the journal says each time that it was handed over."""
    rules.may_hold_sealed(by, draw).require()
    if draw.sealed is None:
        raise Unavailable(_("Le tirage n’est pas encore scellé."))
    record(events.SEALED_READ, scope=draw.body.scope, role=role_of(by, draw), by=actor(by), draw=draw.public_id)
    return read_bytes(draw.sealed)


@transaction.atomic
def cancel_draw(*, by: By, draw: Draw, reason: str) -> Draw:
    """Cancel, with a reason that stays. A frozen draw remains visible, cancelled."""
    draw = locked(draw)
    rules.may_cancel(by, draw).require()
    if not reason.strip():
        raise Unavailable(_("Dites pourquoi le tirage est annulé : la raison reste publiée."))
    draw.state, draw.cancelled_at, draw.cancel_reason = State.CANCELLED, clock.now(), reason.strip()
    draw.purge_on = clock.months_later(clock.today(), draw.purge_months)
    draw.save()
    reopen_list_of(draw)
    emit(DrawCancelled(draw))
    record(events.CANCELLED, scope=draw.body.scope, role=role_of(by, draw), by=actor(by), draw=draw.public_id)
    search.put(found_of(draw))
    touch(draw.body.scope)
    return draw


@transaction.atomic
def purge_draw(*, draw: Draw) -> None:
    """Erase the personal data: volunteers, sealed file, lottery. What was published stays.

    A drawn panel that nobody verified yet is verified by the platform first, and the journal says by whom.
    """
    draw = locked(draw)
    if draw.purged_at is not None:
        return
    if draw.state == State.DRAWN and draw.verified_at is None:
        try:
            holds = _verify(draw)[0]
        except Unavailable:  # the sealed file is lost or damaged: people are erased on their day all the same
            holds = False
        _keep_result(draw, holds, role="system", by=None)
    for file in (draw.sealed, draw.lottery):
        if file is not None:
            purge_file(file)
    others = Draw.objects.filter(volunteers=draw.volunteers, purged_at=None).exclude(pk=draw.pk)
    if not others.exists():
        purge_list(by=None, volunteer_list=draw.volunteers)
    draw.purged_at = clock.now()
    draw.save()
    emit(DrawPurged(draw))
    record(events.PURGED, scope=draw.body.scope, role="system", draw=draw.public_id)
    touch(draw.body.scope)


def purge_due() -> None:
    """Periodic: the draws whose day of purge has come; one that cannot be purged does not keep the others."""
    for draw in Draw.objects.filter(purged_at=None, purge_on__lte=clock.today()):
        try:
            purge_draw(draw=draw)
        except Exception:  # whatever it is, it is logged and tried again at the next tick
            logger.exception("the purge of draw %s failed", draw.public_id)


def purge_unused_lists() -> None:
    """Periodic: the lists of volunteers whose announced day has come, and on which no draw was ever sealed.

    A draw sealed upon a list, or cancelled, has its own day, which takes the list with it (`purge_due`).
    """
    for unused in VolunteerList.objects.filter(purged_at=None, purge_on__lte=clock.today()):
        try:
            _purge_unused(unused)
        except Exception:  # as above
            logger.exception("the purge of list %s failed", unused.public_id)


@transaction.atomic
def _purge_unused(unused: VolunteerList) -> None:
    draws = [locked(draw) for draw in Draw.objects.filter(volunteers=unused, purged_at=None).order_by("pk")]
    if any(draw.state not in {State.PREPARING, State.COMPUTED} for draw in draws):
        return
    for draw in draws:
        draw.state, draw.cancelled_at, draw.purge_on = State.CANCELLED, clock.now(), clock.today()
        draw.cancel_reason = _("La liste des volontaires a été effacée au jour annoncé, avant que le tirage soit figé.")
        draw.save()
        record(events.CANCELLED, scope=draw.body.scope, role="system", draw=draw.public_id)
        purge_draw(draw=draw)
    purge_list(by=None, volunteer_list=unused)


def _verify(draw: Draw) -> tuple[bool, list[str]]:
    """The public file against the sealed one, and both against what the journal said when the draw was frozen."""
    document, opening = sealed_document(draw), draw.opening or {}
    journalled = Line.objects.filter(verb=events.FROZEN.name, scope=draw.body.scope, payload__draw=draw.public_id)
    try:
        sentences = verify_draw.check_sealed(opening, document)
        verify_draw.ensure(opening["frozen"] == draw.frozen, _("le fichier publié avant le tirage a été modifié"))
        published = {line.payload.get("commitment") for line in journalled} == {opening["frozen"]["commitment"]}
        verify_draw.ensure(published, _("ce n’est pas l’empreinte que le journal a publiée quand le tirage a été figé"))
        return True, sentences
    except verify_draw.Refused as refused:
        return False, [str(refused)]


def _keep_result(draw: Draw, holds: bool, *, role: str, by: By | None) -> None:
    draw.verified_at, draw.verified_holds = clock.now(), holds
    draw.save(update_fields=["verified_at", "verified_holds"])
    record(
        events.VERIFIED,
        scope=draw.body.scope,
        role=role,
        by=actor(by) if by is not None else None,
        draw=draw.public_id,
        result="conforme" if holds else "non-conforme",
    )
