"""What may be supported: the slices above say which of their kinds of nodes, and in which states."""

from __future__ import annotations

from collections.abc import Callable

from chainon.base.chain.models import Node

Counted = Callable[[Node, int], None]
Closed = Callable[[Node], bool]

_supported: dict[str, frozenset[str]] = {}
_own_card: set[str] = set()
_counted: dict[str, Counted] = {}
_closed: list[Closed] = []


def register_supported(kind: str, *states: str, has_card: bool = True) -> None:
    """Called from an app's `ready()`. `states`: those in which support is still taken ("" where none is said).
    `has_card`: false where the page of the node shows its own counts."""
    _supported[kind] = frozenset(states or {""})
    if not has_card:
        _own_card.add(kind)


def register_counted(kind: str, counted: Counted) -> None:
    """`counted(node, number)` is called in the transaction of each support that adds one to what is counted."""
    _counted[kind] = counted


def listener(node: Node) -> Counted | None:
    """Who wants to know how many are counted there."""
    return _counted.get(node.kind)


def has_card(node: Node) -> bool:
    return is_supported(node) and node.kind not in _own_card


def register_closed(closed: Closed) -> None:
    """What the slices above know of a node that takes no support any more: it is read in another, say."""
    if closed not in _closed:
        _closed.append(closed)


def is_supported(node: Node) -> bool:
    """Whether counts are shown for this kind of node at all."""
    return node.kind in _supported


def is_open(node: Node) -> bool:
    return node.state in _supported.get(node.kind, frozenset()) and not any(closed(node) for closed in _closed)
