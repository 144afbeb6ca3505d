"""A proposal, a debate on it, a council and one of its members."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.scopes.models import Territory
from chainon.deliberation.debates.models import Debate
from chainon.deliberation.proposals.models import Proposal
from chainon.deliberation.proposals.tests.making import said
from chainon.governance.bodies.models import Body, BodyKind
from chainon.governance.bodies.services import open_body

from .making import opened


@pytest.fixture(autouse=True)
def _no_attempts_yet(db: None) -> None:
    cache.clear()


@pytest.fixture
def proposal(territory: Territory, resident: User) -> Proposal:
    return said(territory.scope, by=resident)


@pytest.fixture
def debate(proposal: Proposal, bruno: User) -> Debate:
    return opened(bruno, proposal.node)


@pytest.fixture
def council(territory: Territory, bruno: User) -> Body:
    return open_body(by=bruno, parent=territory.scope, kind=BodyKind.YOUTH_COUNCIL, name="Conseil des jeunes", seats=9)


@pytest.fixture
def member(council: Body) -> User:
    user = User.objects.create_user("lea@example.org", "Léa")
    Grant.objects.create(user=user, role=Role.MEMBER, scope=council.scope, given_at=clock.now())
    return user
