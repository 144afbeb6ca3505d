"""Reports and appeals made through the services: for the tests of this slice and of the house."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Scope
from chainon.deliberation.moderation import services
from chainon.deliberation.moderation.models import Quality, Reason
from chainon.deliberation.moderation.things import Thing, thing_named
from chainon.deliberation.proposals.models import Proposal
from chainon.deliberation.proposals.services import refuse_proposal
from chainon.deliberation.proposals.tests.making import said


def thing_of(proposal: Proposal) -> Thing:
    found = thing_named(proposal.scope.root, "proposal", proposal.public_id)
    assert found is not None
    return found


def examples(scope: Scope, by: User) -> dict[tuple[str, str], str]:
    shown, hidden = said(scope, by=by), said(scope, by=by, title="Refusée")
    case = services.report(by=by, thing=thing_of(shown), reason=Reason.OTHER)
    refuse_proposal(by=by, proposal=hidden, reason="Nomme une personne.")
    made = services.appeal(
        by=AnonymousUser(), thing=thing_of(hidden), quality_of=Quality.OTHER, words="Personne n’y est nommé."
    )
    return {
        ("moderation", "kind"): "proposal",
        ("moderation", "thing_id"): shown.public_id,
        ("moderation", "refused_id"): hidden.public_id,
        ("moderation", "case_id"): case.public_id,
        ("moderation", "appeal_id"): made.public_id,
    }
