from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory
from chainon.governance.bodies.models import Body, BodyKind
from chainon.governance.bodies.services import open_body
from chainon.governance.volunteers.models import VolunteerList
from chainon.governance.volunteers.services import open_list


@pytest.fixture(autouse=True)
def a_day_in_november() -> Iterator[None]:
    with clock.at(datetime(2026, 11, 22, 9, tzinfo=UTC)):
        yield


@pytest.fixture
def body(territory: Territory, bruno: User) -> Body:
    return open_body(by=bruno, parent=territory.scope, kind=BodyKind.ASSEMBLY, name="Assemblée des habitants", seats=24)


@pytest.fixture
def volunteers(body: Body, bruno: User) -> VolunteerList:
    return open_list(by=bruno, body=body, title="Volontaires de Valmont", min_age=16)
