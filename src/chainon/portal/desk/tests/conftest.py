from __future__ import annotations

import pytest

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory

from .waiting import World


@pytest.fixture
def world(territory: Territory, admin: User, bruno: User, resident: User, chantal: User) -> World:
    return World(territory, admin, bruno, resident, chantal)
