from __future__ import annotations

from copy import deepcopy

import pytest

from chainon.conftest import one_of_us, valmont

from . import making


@pytest.fixture(scope="module")
def town_once(once: None) -> making.Town:
    return making.town(valmont(), one_of_us("bruno"), one_of_us("rachid"))


@pytest.fixture
def town(town_once: making.Town, db: None) -> making.Town:
    return deepcopy(town_once)
