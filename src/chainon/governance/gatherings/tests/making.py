"""Gatherings made through the services: for the tests of this slice and of those above."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.scopes.models import Scope
from chainon.governance.bodies.models import Body
from chainon.governance.gatherings.models import Gathering
from chainon.governance.gatherings.services import Account, Notice, convene, tell


def notice(days: int = 7, **said: Any) -> Notice:
    starts = clock.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=days)
    given = {"title": "Parlons du marché", "address": "Maison des Tilleuls", **said}
    return Notice(**{"starts_at": starts, "ends_at": starts + timedelta(hours=2), **given})


def convened(by: User, scope: Scope, body: Body | None = None, days: int = 7, **said: Any) -> Gathering:
    return convene(by=by, scope=scope, body=body, notice=notice(days, **said), entry=uuid.uuid4())


def held(by: User, scope: Scope, body: Body | None = None, days_ago: int = 3) -> Gathering:
    """One that was, announced a week before it."""
    with clock.at(clock.now() - timedelta(days=days_ago + 7)):
        return convened(by, scope, body)


def told(by: User, gathering: Gathering, **said: Any) -> Gathering:
    given = {"minutes": "On a parlé du marché.", "decisions": ["Garder le marché du samedi"], **said}
    return tell(by=by, gathering=gathering, account=Account(**given))
