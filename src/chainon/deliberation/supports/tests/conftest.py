from __future__ import annotations

import pytest

from chainon.base.chain.models import Node
from chainon.base.chain.tests.things import Things, things
from chainon.base.scopes.models import Territory
from chainon.deliberation.supports import kinds

__all__ = ["things"]


@pytest.fixture
def node(territory: Territory, things: Things, monkeypatch: pytest.MonkeyPatch) -> Node:
    """Something that may be supported."""
    monkeypatch.setattr(kinds, "_supported", {"thing": frozenset({""})})
    return things.add(territory.scope).node
