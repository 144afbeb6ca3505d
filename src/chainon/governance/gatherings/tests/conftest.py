from __future__ import annotations

import pytest

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.scopes.models import Scope, Territory
from chainon.governance.bodies.models import Body, BodyKind
from chainon.governance.bodies.services import open_body
from chainon.territory.places.models import Kind
from chainon.territory.places.services import add_place


@pytest.fixture
def place(territory: Territory, bruno: User) -> Scope:
    return add_place(by=bruno, parent=territory.scope, kind=Kind.NEIGHBOURHOOD, name="Les Tilleuls").scope


@pytest.fixture
def body(place: Scope, bruno: User) -> Body:
    return open_body(by=bruno, parent=place, kind=BodyKind.NEIGHBOURHOOD_TABLE, name="La table", seats=12)


@pytest.fixture
def lea(body: Body) -> User:
    """A member of the table."""
    user = User.objects.create_user("lea@example.org", "Léa")
    Grant.objects.create(user=user, role=Role.MEMBER, scope=body.scope, given_at=clock.now())
    return user
