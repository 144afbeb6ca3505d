"""Proposing: for oneself, for a body, for people who write together; and writing down what others said."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import By
from chainon.base.chain.calendar import zone_of
from chainon.base.chain.services import publish
from chainon.base.scopes.models import Scope
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Unavailable
from chainon.base.slips.models import Slip
from chainon.base.slips.services import bind_slip
from chainon.base.ui.names import UNNAMED
from chainon.deliberation.proposals import rules
from chainon.deliberation.proposals.models import Draft, Origin, Proposal
from chainon.governance.bodies.models import Body
from chainon.governance.bodies.rules import may_speak_for

from .acting import make_public
from .picturing import NewPicture, keep_pictures
from .words import Speaker, Words, create


@transaction.atomic
def propose(
    *,
    by: By,
    scope: Scope,
    words: Words,
    entry: UUID,
    author_name: str = "",
    body: Body | None = None,
    collective: str = "",
    pictures: Iterable[NewPicture] = (),
) -> Proposal:
    """Someone speaks for themselves, for a body, or under the name of a collective. With an account it is public at
    once; without one it waits to be read. Sent twice (`entry`), it counts once; the draft it comes from is gone.

    Raises `Refused`; `Unavailable` when the theme was given up or the body is of another territory.
    """
    rules.may_propose(by).require()
    if body is not None:
        may_speak_for(by, body).require()
    if known := sent_before(scope, entry):
        return known
    proposal = create(scope, words, _speaker(by, body, collective, author_name), entry=entry)
    keep_pictures(proposal, pictures)
    if isinstance(by, User):
        Draft.objects.filter(author=by, entry=entry).delete()
    if rules.is_published_at_once(by):
        make_public(proposal, by)
    else:
        publish(proposal)
    return proposal


def _speaker(by: By, body: Body | None, collective: str, author_name: str) -> Speaker:
    if body is not None:
        return Speaker(Origin.BODY, body.name, body=body)
    account = by if isinstance(by, User) else None
    if account is None:
        return Speaker(Origin.ONLINE, author_name)
    name = collective or account.display_name or author_name or UNNAMED
    return Speaker(Origin.ONLINE, name, account=account, is_collective=bool(collective))


@transaction.atomic
def enter_for_someone(
    *,
    by: User,
    scope: Scope,
    words: Words,
    entry: UUID,
    origin: Origin,
    said_on: date,
    author_name: str = "",
    body: Body | None = None,
    slip: Slip | None = None,
) -> Proposal:
    """What someone wrote on paper, or said at a gathering or to a relay: public at once, named as they asked; the slip
    that they keep opens its thread.

    Raises `Refused`; `Unavailable` when the day is to come, or the slip leads elsewhere.
    """
    rules.may_enter_for_others(by, scope).require()
    if body is not None:
        may_speak_for(by, body).require()
    if said_on > clock.today(zone_of(scope.root)):
        raise Unavailable(_("Ce jour n’est pas encore venu."))
    if known := sent_before(scope, entry):
        return known
    speaker = Speaker(origin, author_name if body is None else body.name, body=body)
    proposal = create(scope, words, speaker, entry=entry, said_on=said_on)
    make_public(proposal, by)
    if slip is not None:
        bind_slip(by=by, slip=slip, node=proposal.node)
    return proposal


def sent_before(scope: Scope, entry: UUID) -> Proposal | None:
    touch(scope.root)  # one after the other: of two sendings at once, the second sees the first
    return Proposal.objects.filter(entry=entry).select_related("node", "scope").first()
