"""What the slice of moderation asks for: words taken out, a refusal overturned. It writes the journal."""

from __future__ import annotations

from django.db import transaction

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.services import publish
from chainon.deliberation.proposals import letters, rules
from chainon.deliberation.proposals.models import Proposal, Version

from .acting import locked
from .picturing import show_or_hide

SPOKEN = {"title": 120, "goes_well": 2000, "must_change": 2000, "would_do": 2000}
"""How long each may be."""


@transaction.atomic
def strike_words(*, by: User, proposal: Proposal, passage: str, mark: str) -> bool:
    """A name, a telephone number: `mark` stands in its place, in every version; whether it was there.

    Raises `Refused`.
    """
    proposal = locked(proposal)
    rules.may_strike(by, proposal).require()
    if not any(passage in getattr(proposal, name) for name in SPOKEN):
        return False
    for each in (proposal, *Version.objects.filter(proposal=proposal)):
        for name, most in SPOKEN.items():
            setattr(each, name, getattr(each, name).replace(passage, mark)[:most])
        each.save(update_fields=list(SPOKEN))
    publish(proposal)
    return True


@transaction.atomic
def republish_on_appeal(*, by: User, proposal: Proposal) -> Proposal:
    """The guarantor disagrees with the refusal: it is public. Raises `Refused`."""
    proposal = locked(proposal)
    rules.may_overturn(by, proposal).require()
    proposal.refused_at, proposal.refusal_reason = None, ""
    proposal.published_at = proposal.published_at or clock.now()
    proposal.save(update_fields=["refused_at", "refusal_reason", "published_at"])
    show_or_hide(proposal)
    publish(proposal)
    letters.tell_author(proposal, "published", by=by)
    return proposal
