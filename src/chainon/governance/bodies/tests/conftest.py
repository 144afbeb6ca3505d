from __future__ import annotations

import pytest

from chainon.governance.bodies import cards
from chainon.governance.bodies.inviting import invite_step


@pytest.fixture(autouse=True)
def _nothing_from_above(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page of a body alone, whatever the slices above add to it."""
    monkeypatch.setattr(cards, "_cards", [])
    monkeypatch.setattr(cards, "_steps", [(15, invite_step)])
