from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory
from chainon.governance.draws.models import Draw

from .making import make_drawn


@pytest.fixture(autouse=True)
def nobody_tried_yet(db: None) -> Iterator[None]:
    cache.clear()
    yield


@pytest.fixture
def draw(territory: Territory, bruno: User, chantal: User) -> Draw:
    """Forty volunteers, six seats, drawn."""
    return make_drawn(territory, bruno, chantal)
