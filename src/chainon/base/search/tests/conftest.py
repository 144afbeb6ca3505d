from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import timedelta
from typing import Any

import pytest

from chainon.base import clock
from chainon.base.scopes.models import Territory
from chainon.base.search import kinds
from chainon.base.search.kinds import Found, SearchKind
from chainon.base.search.services import put

Say = Callable[..., Found]


@pytest.fixture
def things(monkeypatch: pytest.MonkeyPatch) -> dict[str, Found]:
    """Things of two invented kinds, kept in a dictionary: the search is tested without the rooms above."""
    kept: dict[str, Found] = {}

    def of(kind: str) -> SearchKind:
        def everything(keys: Collection[str] | None = None) -> Iterator[Found]:
            return (each for each in kept.values() if each.kind == kind and (keys is None or each.key in keys))

        return SearchKind(kind, f"{kind}e", everything)

    monkeypatch.setattr(kinds, "_sources", [lambda: (of("chos"), of("affair"))])
    return kept


@pytest.fixture
def say(territory: Territory, things: dict[str, Found]) -> Say:
    def said(key: str, title: str, text: str = "", *, days: int = 0, kind: str = "chos", **given: Any) -> Found:
        given = {"scope": territory.scope, "is_compared": True} | given
        at = clock.now() - timedelta(days=days)
        found = Found(kind=kind, key=key, title=title, text=text, url=f"/choses/{key}", changed_at=at, **given)
        things[key] = found
        put(found)
        return found

    return said
