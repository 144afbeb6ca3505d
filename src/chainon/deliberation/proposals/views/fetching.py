"""What a page starts with: the proposal named in the address, within the territory asked for."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory
from chainon.deliberation.proposals import selectors
from chainon.deliberation.proposals.models import Proposal
from chainon.territory.places.converters import public_id_of
from chainon.territory.places.views import territory_of


def proposal_of(request: HttpRequest, proposal_handle: str) -> Proposal:
    territory: Territory = territory_of(request)
    proposal = selectors.proposal_with_id(territory.scope, public_id_of(proposal_handle))
    if proposal is None:
        raise Http404
    return proposal


def account_of(request: HttpRequest) -> User:
    assert isinstance(request.user, User), "login_required let them through"
    return request.user
