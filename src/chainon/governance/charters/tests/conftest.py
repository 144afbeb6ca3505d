from __future__ import annotations

import pytest

from chainon.governance.bodies import cards
from chainon.governance.charters.body_card import charter_card, charter_step


@pytest.fixture(autouse=True)
def _the_charter_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page of a body with what charters add to it, whatever the slices above do."""
    monkeypatch.setattr(cards, "_cards", [entry for entry in cards._cards if entry[1] is charter_card])
    monkeypatch.setattr(cards, "_steps", [entry for entry in cards._steps if entry[1] is charter_step])
