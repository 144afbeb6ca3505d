from __future__ import annotations

import pytest
from django.core.cache import cache

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory
from chainon.deliberation.moderation.things import Thing
from chainon.deliberation.proposals.models import Proposal
from chainon.deliberation.proposals.tests.making import said

from .making import thing_of


@pytest.fixture(autouse=True)
def nobody_tried_before(db: None) -> None:
    cache.clear()


@pytest.fixture
def proposal(territory: Territory, resident: User) -> Proposal:
    return said(territory.scope, by=resident, title="Monsieur X gare mal")


@pytest.fixture
def thing(proposal: Proposal) -> Thing:
    return thing_of(proposal)
