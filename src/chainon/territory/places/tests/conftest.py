from __future__ import annotations

import pytest

from chainon.territory.places import page


@pytest.fixture(autouse=True)
def _nothing_from_above(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page of a place as this slice alone makes it."""
    monkeypatch.setattr(page, "_pages", [])
