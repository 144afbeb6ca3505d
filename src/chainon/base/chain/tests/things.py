"""Objects of an invented kind, kept in a list: the chain is tested without the rooms above."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from chainon.base import clock
from chainon.base.chain import kinds
from chainon.base.chain.kinds import NodeFields, NodeKind
from chainon.base.chain.models import Node, Stage
from chainon.base.chain.services import new_node, publish
from chainon.base.scopes.models import Scope


@dataclass
class Thing:
    node: Node
    fields: NodeFields

    @property
    def node_id(self) -> int:
        return self.node.pk


@dataclass
class Things:
    """What a queryset of them would give."""

    kept: list[Thing] = field(default_factory=list)

    def iterator(self, _size: int) -> Iterator[Thing]:
        return iter(self.kept)

    def filter(self, node__in: Collection[int] = (), node__public_id__in: Collection[str] = ()) -> Things:
        wanted = (*node__in, *node__public_id__in)
        return Things([thing for thing in self.kept if {thing.node_id, thing.node.public_id} & set(wanted)])

    def __iter__(self) -> Iterator[Thing]:
        return iter(self.kept)

    def add(self, scope: Scope, title: str = "Un banc au parc", stage: Stage = Stage.VOICE, **fields: Any) -> Thing:
        now = clock.now()
        said = {"opened_at": now, "changed_at": now, "is_public": True, **fields}
        thing = Thing(
            new_node(kind="thing", stage=stage, scope=scope), NodeFields(scope=scope, stage=stage, title=title, **said)
        )
        self.kept.append(thing)
        publish(thing)
        return thing

    def change(self, thing: Thing, **fields: Any) -> Thing:
        thing.fields = replace(thing.fields, **{"changed_at": clock.now(), **fields})
        publish(thing)
        return thing


@pytest.fixture
def things(monkeypatch: pytest.MonkeyPatch) -> Things:
    kept = Things()
    kind: Any = NodeKind(
        name="thing",
        label="chose",
        model=Thing,  # type: ignore[arg-type]  # a list stands for the table
        fields=lambda thing: thing.fields,
        objects=lambda: kept,  # type: ignore[arg-type,return-value]
        url_name="bodies:body_page",
        states={"kept": "tenu"},
    )
    monkeypatch.setattr(kinds, "_kinds", {**kinds.kinds(), "thing": kind})
    return kept
