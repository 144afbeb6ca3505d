"""What every act on a seat begins with: the draw locked, the invitation as it is now."""

from __future__ import annotations

from datetime import date

from chainon.base import clock
from chainon.base.accounts.rules import By
from chainon.base.journal.services import record
from chainon.base.journal.verbs import Verb
from chainon.base.scopes.services import touch
from chainon.governance.draws.models import Draw
from chainon.governance.draws.services.guards import actor, locked, role_of
from chainon.governance.seats.models import Invitation


def lock(invitation: Invitation) -> Invitation:
    """The invitation read again under the lock of its draw: of two people who click at once, one comes second."""
    draw = locked(invitation.seat.draw)
    found = Invitation.objects.select_related("seat", "volunteer", "replacement", "account").get(pk=invitation.pk)
    found.seat.draw = draw
    return found


def today_of(draw: Draw) -> date:
    return clock.today(draw.body.scope.root.settings.time_zone)


def say(verb: Verb, by: By | None, draw: Draw, **payload: object) -> None:
    """One journal line and the new version of public pages. `by` is None for whoever answers for themselves: the line
    says a resident did, and nothing that ties the seat to an account."""
    touch(draw.body.scope)
    role = "resident" if by is None else role_of(by, draw)
    person = None if by is None else actor(by)
    record(verb, scope=draw.body.scope, role=role, by=person, draw=draw.public_id, **payload)
