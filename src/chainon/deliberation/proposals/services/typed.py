"""What someone typed from a paper by the right that the slice above gave them: read before it is public."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base.chain.services import publish
from chainon.base.scopes.models import Scope
from chainon.base.scopes.verdict import Unavailable
from chainon.base.slips.models import Slip
from chainon.base.slips.services import bind_slip
from chainon.deliberation.proposals.models import Origin, Proposal, State

from .acting import locked
from .proposing import sent_before
from .words import Speaker, Words, check_theme, create


@transaction.atomic
def receive_typed(
    *,
    scope: Scope,
    words: Words,
    entry: UUID,
    origin: Origin,
    said_on: date,
    author_name: str = "",
    slip: Slip | None = None,
) -> Proposal:
    """It waits to be read by the team. The caller asked its own rule. Sent twice (`entry`), it is one.

    Raises `Unavailable`: the theme was given up, or the slip leads elsewhere.
    """
    if known := sent_before(scope, entry):
        return known
    proposal = create(scope, words, Speaker(origin, author_name), entry=entry, said_on=said_on)
    publish(proposal)
    if slip is not None:
        bind_slip(by=None, slip=slip, node=proposal.node)
    return proposal


@transaction.atomic
def retype(*, proposal: Proposal, scope: Scope, words: Words, author_name: str) -> Proposal:
    """A slip of the hand, before anybody read it: no version is kept of what was never public.

    The caller asked its own rule. Raises `Unavailable`: it was read meanwhile.
    """
    proposal = locked(proposal)
    if proposal.state != State.WAITING:
        raise Unavailable(_("L’équipe l’a lue entre-temps : dites-lui ce qu’il faut corriger."))
    check_theme(words, scope)
    for name in Words.SAID:
        setattr(proposal, name, getattr(words, name))
    proposal.scope, proposal.author_name = scope, author_name
    proposal.save(update_fields=[*Words.SAID, "scope", "author_name"])
    publish(proposal)
    return proposal
