from __future__ import annotations

import pytest

from chainon.territory.places import cards


@pytest.fixture(autouse=True)
def _nothing_from_above(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page of a place alone, whatever the rooms above add to it."""
    monkeypatch.setattr(cards, "_cards", [])
