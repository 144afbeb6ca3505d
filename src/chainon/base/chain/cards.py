"""What the rooms above add to the page of a node: supports, debates, checks…

Register from an app's `ready()`: `register_node_card(20, card)`, where `card(node, request)` is safe HTML (a rendered
template, one `<section class="card">`), or "" where there is nothing to say. Smaller orders come first.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest

from .models import Node

Card = Callable[[Node, HttpRequest], str]

_cards: list[tuple[int, Card]] = []


def register_node_card(order: int, card: Card) -> None:
    if (order, card) not in _cards:
        _cards.append((order, card))


def node_cards(node: Node, request: HttpRequest) -> list[str]:
    """For a public node: what is not public is shown by its own page alone."""
    if not node.is_public:
        return []
    ordered = sorted(_cards, key=lambda entry: entry[0])
    return [shown for _order, card in ordered if (shown := card(node, request))]
