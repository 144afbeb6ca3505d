"""What slices above add to the page of a body: cards for everyone, next steps for the team.

Register from an app's `ready()`. A card is `card(body, request)`: a dict with the name of its `template`, which finds
the dict under `card`; None where there is nothing to say. A step is `step(body, request)`: a `NextStep`, or None where
it is not for this person or not the moment. Smaller orders come first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from .models import Body


@dataclass(frozen=True)
class NextStep:
    """A button that the team sees; `text` says in a sentence why now."""

    label: str
    url: str
    text: str = ""
    is_main: bool = False


Card = Callable[[Body, HttpRequest], dict[str, Any] | None]
Step = Callable[[Body, HttpRequest], NextStep | None]

_cards: list[tuple[int, Card]] = []
_steps: list[tuple[int, Step]] = []


def register_body_card(order: int, card: Card) -> None:
    if (order, card) not in _cards:
        _cards.append((order, card))


def register_next_step(order: int, step: Step) -> None:
    if (order, step) not in _steps:
        _steps.append((order, step))


def cards_of(body: Body, request: HttpRequest) -> list[dict[str, Any]]:
    ordered = sorted(_cards, key=lambda entry: entry[0])
    return [shown for _order, card in ordered if (shown := card(body, request)) is not None]


def next_steps(body: Body, request: HttpRequest) -> list[NextStep]:
    """The main one first, whatever its order: the button one looks for."""
    ordered = sorted(_steps, key=lambda entry: entry[0])
    shown = [made for _order, step in ordered if (made := step(body, request)) is not None]
    return sorted(shown, key=lambda step: not step.is_main)
