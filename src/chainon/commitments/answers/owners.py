"""What the owner of a signed link may do next, and what else is theirs: the slices above write it.

Register from an app's `ready()`: `register_owner_steps(steps)`, where `steps(handover, token)` returns the buttons that
follow an answer; `register_owner_card(card)`, where `card(answerer, request)` is safe HTML (a `<section>`)
on the page of all that is theirs, or "".
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest

from chainon.base.chain.steps import NextStep

from .models import Answerer, Handover

OwnerSteps = Callable[[Handover, str], list[NextStep]]
OwnerCard = Callable[[Answerer, HttpRequest], str]

_steps: list[OwnerSteps] = []
_cards: list[OwnerCard] = []


def register_owner_steps(steps: OwnerSteps) -> None:
    if steps not in _steps:
        _steps.append(steps)


def register_owner_card(card: OwnerCard) -> None:
    if card not in _cards:
        _cards.append(card)


def steps_of_owner(handover: Handover, token: str) -> list[NextStep]:
    return [step for steps in _steps for step in steps(handover, token)]


def cards_of_owner(answerer: Answerer, request: HttpRequest) -> list[str]:
    return [shown for card in _cards if (shown := card(answerer, request))]
