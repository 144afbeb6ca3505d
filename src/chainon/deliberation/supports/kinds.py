"""What may be supported: the slices above say which of their kinds of nodes, and in which states."""

from __future__ import annotations

from chainon.base.chain.models import Node

_supported: dict[str, frozenset[str]] = {}


def register_supported(kind: str, *states: str) -> None:
    """Called from an app's `ready()`. `states`: those in which support is still taken ("" where none is said)."""
    _supported[kind] = frozenset(states or {""})


def is_supported(node: Node) -> bool:
    """Whether counts are shown for this kind of node at all."""
    return node.kind in _supported


def is_open(node: Node) -> bool:
    return node.state in _supported.get(node.kind, frozenset())
