"""What several acts share: the row as it is now, becoming public, the line of the journal."""

from __future__ import annotations

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import By, quality
from chainon.base.chain.services import publish
from chainon.base.journal.services import record
from chainon.base.journal.verbs import Verb
from chainon.base.scopes.services import touch
from chainon.deliberation.proposals import verbs
from chainon.deliberation.proposals.models import Proposal

from .picturing import show_or_hide


def make_public(proposal: Proposal, by: By) -> None:
    proposal.published_at = clock.now()
    proposal.save(update_fields=["published_at", "refused_at", "refusal_reason"])
    show_or_hide(proposal)
    publish(proposal)
    note(verbs.PUBLISHED, proposal, by, origin=proposal.origin)


def locked(proposal: Proposal) -> Proposal:
    """The proposal as it stands now: of two acts at once, the second is judged after the first."""
    touch(proposal.scope.root)
    related = ("node__territory", "scope__territory", "theme", "body__scope", "author")
    return Proposal.objects.select_related(*related).get(pk=proposal.pk)


def note(verb: Verb, proposal: Proposal, by: By, **payload: object) -> None:
    person = by if isinstance(by, User) else None
    role = quality(by, proposal.scope)
    record(verb, scope=proposal.scope, role=role, by=person, proposal=proposal.public_id, **payload)
