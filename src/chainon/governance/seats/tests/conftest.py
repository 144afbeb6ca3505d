from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.core.cache import cache

from chainon.conftest import one_of_us, valmont
from chainon.governance.draws.models import Draw

from .making import make_drawn


@pytest.fixture(autouse=True)
def nobody_tried_yet(db: None) -> Iterator[None]:
    cache.clear()
    yield


@pytest.fixture(scope="module")
def drawn_once(once: None) -> Draw:
    return make_drawn(valmont(), one_of_us("bruno"), one_of_us("chantal"))


@pytest.fixture
def draw(drawn_once: Draw, db: None) -> Draw:
    """Forty volunteers, six seats, drawn."""
    return deepcopy(drawn_once)
