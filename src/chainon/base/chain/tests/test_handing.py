"""A lower slice hands a node to someone whom only a higher one knows."""

from __future__ import annotations

from typing import Any

import pytest

from chainon.base.chain import handing
from chainon.base.chain.models import Node
from chainon.base.scopes.models import Scope


def test_what_is_handed_goes_to_those_who_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing, "_registered", [])
    given: list[dict[str, Any]] = []

    def addressees(territory: Scope) -> list[handing.Addressee]:
        return [handing.Addressee("k", f"La ville de {territory.label}")]

    def deliver(**said: Any) -> None:
        given.append(said)

    for _twice in range(2):
        handing.register_handing(addressees, deliver)
    assert [each.name for each in handing.addressees_of(Scope(label="Valmont"))] == ["La ville de Valmont"]
    node = Node(title="Un banc")
    handing.hand(node=node, key="k", days=30)
    assert given == [{"node": node, "key": "k", "by": None, "days": 30}]
