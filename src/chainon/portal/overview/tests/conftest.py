from __future__ import annotations

import pytest

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory

from . import making


@pytest.fixture
def town(territory: Territory, bruno: User, resident: User) -> making.Town:
    return making.town(territory, bruno, resident)
