from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory
from chainon.deliberation.merging.models import MergeRequest
from chainon.deliberation.merging.services import ask_to_merge
from chainon.deliberation.proposals.models import Proposal
from chainon.deliberation.proposals.tests.making import said

Ask = Callable[[Proposal, Proposal], MergeRequest]


@pytest.fixture
def noura(db: None) -> User:
    """Another resident with an account."""
    return User.objects.create_user("noura@example.org", "Noura")


@pytest.fixture
def bench(territory: Territory, resident: User) -> Proposal:
    return said(territory.scope, by=resident, title="Des bancs à l’ombre devant l’école")


@pytest.fixture
def seat(territory: Territory, noura: User) -> Proposal:
    return said(territory.scope, by=noura, title="Pouvoir s’asseoir à l’ombre près de l’école")


@pytest.fixture
def ask(bruno: User) -> Ask:
    def asked(gone: Proposal, kept: Proposal) -> MergeRequest:
        return ask_to_merge(by=bruno, gone=gone, kept=kept, reason="Les mêmes bancs.", entry=uuid.uuid4())

    return asked
