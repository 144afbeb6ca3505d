from __future__ import annotations

import pytest

from chainon.base.accounts.models import User
from chainon.base.chain.models import Node
from chainon.base.chain.tests.things import Things, things
from chainon.base.scopes.models import Territory
from chainon.base.slips.models import Slip
from chainon.base.slips.services import bind_slip
from chainon.base.slips.tests.making import pad
from chainon.deliberation.supports import kinds

__all__ = ["things"]


@pytest.fixture
def node(territory: Territory, things: Things, monkeypatch: pytest.MonkeyPatch) -> Node:
    """Something that may be supported."""
    monkeypatch.setattr(kinds, "_supported", {"thing": frozenset({""})})
    return things.add(territory.scope).node


@pytest.fixture
def slip(territory: Territory, bruno: User, node: Node) -> Slip:
    """Somebody's: the form of its other half was entered."""
    first, *_others = pad(territory.scope, by=bruno).slips.all()
    return bind_slip(by=bruno, slip=first, node=node)
