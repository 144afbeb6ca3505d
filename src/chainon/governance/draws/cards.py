"""What upper slices add to the public page of a draw (its seats, for one)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from .models import Draw

Card = Callable[[Draw, HttpRequest], dict[str, Any] | None]

_cards: list[tuple[int, Card]] = []


def register_draw_card(order: int, card: Card) -> None:
    """`card` returns {"template": …, and what it needs}, or None when it has nothing to say."""
    if (order, card) not in _cards:
        _cards.append((order, card))


def draw_cards(draw: Draw, request: HttpRequest) -> list[dict[str, Any]]:
    made = [card(draw, request) for _order, card in sorted(_cards, key=lambda pair: pair[0])]
    return [card for card in made if card is not None]
