"""Cards that rooms above add to the page of a place: its bodies, its gatherings, its promises…

Register from an app's `ready()`: `register_place_card(40, card)`, where `card(place, request)` returns the rendered
card, or "" where there is nothing to say. Smaller orders come first.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString

from .models import Place

Card = Callable[[Place, HttpRequest], SafeString | str]

_cards: list[tuple[int, Card]] = []


def register_place_card(order: int, card: Card) -> None:
    if (order, card) not in _cards:
        _cards.append((order, card))


def cards_of(place: Place, request: HttpRequest) -> list[SafeString | str]:
    ordered = sorted(_cards, key=lambda entry: entry[0])
    return [html for _order, card in ordered if (html := card(place, request))]
