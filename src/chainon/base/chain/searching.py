"""What the search keeps of a node: its words, all those of its object that are public, where, and about what."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial
from typing import Any

from django.urls import reverse

from chainon.base.scopes.public_id import handle
from chainon.base.search.kinds import Found, SearchKind

from .kinds import NodeFields, NodeKind, kind_of, kinds

TEXT = 60_000
"""Characters: some two hundred reasons of a debate."""


def found_of(thing: Any, fields: NodeFields) -> Found:
    """`fields` as its kind reads them from the object."""
    kind, node = kind_of(thing), thing.node
    around = (fields.scope, fields.theme, fields.body)
    return Found(
        kind=kind.name,
        key=node.public_id,
        scope=fields.scope,
        title=str(fields.title),
        url=reverse(kind.url_name, args=[handle(node.public_id, fields.title)]),
        changed_at=fields.changed_at,
        text=(str(fields.said) if kind.words is None else kind.words(thing))[:TEXT] if fields.is_public else "",
        who=str(fields.who),
        about=" · ".join(dict.fromkeys(str(each) for each in around if each is not None)),
        is_public=fields.is_public,
        is_compared=kind.is_compared,
    )


def node_kinds() -> Iterator[SearchKind]:
    for kind in kinds().values():
        yield SearchKind(kind.name, kind.label, partial(_everything, kind))


def _everything(kind: NodeKind, keys: Collection[str] | None = None) -> Iterator[Found]:
    things = kind.objects() if keys is None else kind.objects().filter(node__public_id__in=keys)
    for thing in things.iterator(500):
        yield found_of(thing, kind.fields(thing))
