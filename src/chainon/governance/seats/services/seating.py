"""From the drawn panel to its seats, and from the purge to what may stay."""

from __future__ import annotations

from chainon.base import clock
from chainon.base.journal.services import record
from chainon.governance.draws.models import Member
from chainon.governance.draws.services.ceremony import DrawDone
from chainon.governance.draws.services.closing import DrawCancelled, DrawPurged
from chainon.governance.seats import events
from chainon.governance.seats.models import Invitation, LineCode, Seat

from .members import take_membership


def open_seats(event: DrawDone) -> None:
    """A seat and an invitation to send for each member, in the transaction of the draw, whose line says it all."""
    members = list(Member.objects.filter(draw=event.draw))
    seats = Seat.objects.bulk_create(Seat(draw=event.draw, number=member.number) for member in members)
    Invitation.objects.bulk_create(
        Invitation(seat=seat, volunteer_id=member.volunteer_id, token=member.token, made_at=clock.now())
        for seat, member in zip(seats, members, strict=True)
    )


def give_seats_back(event: DrawCancelled) -> None:
    """In the transaction of the cancellation: what was answered stays written, and makes nobody a member any more."""
    invitations = Invitation.objects.filter(seat__draw=event.draw).select_related("seat__draw__body__scope", "account")
    for invitation in invitations.exclude(account=None):
        take_membership(invitation)
    if event.draw.drawn_at is not None:
        record(events.GIVEN_BACK, scope=event.draw.body.scope, role="system", draw=event.draw.public_id)


def forget_people(event: DrawPurged) -> None:
    """In the transaction of the purge: seats keep their numbers and dates; codes open nothing any more."""
    invitations = Invitation.objects.filter(seat__draw=event.draw)
    invitations.update(code_hash="", refusal_reason="", volunteer=None, name_public=False)
    LineCode.objects.filter(draw=event.draw).delete()
