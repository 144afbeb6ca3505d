"""What slices above add to proposals. Register from an app's `ready()`.

Under each picture, to report it for one: `register_picture_steps(20, steps)`, where `steps(picture)` returns what one
may do with this picture. Smaller orders come first. To what was refused, the refusals that were overturned since:
`register_overturned(rows)`, where `rows(territory)` returns them, the latest first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chainon.base.chain.steps import NextStep
from chainon.base.scopes.models import Scope

from .models import Picture

Steps = Callable[[Picture], list[NextStep]]

_steps: list[tuple[int, Steps]] = []


@dataclass(frozen=True)
class Overturned:
    """A refusal of the team that the guarantor annulled, with both reasons; the proposal is public since."""

    public_id: str
    where: str
    refused_at: datetime
    reason: str
    overturned_at: datetime
    answer: str


_overturned: list[Callable[[Scope], list[Overturned]]] = []


def register_picture_steps(order: int, steps: Steps) -> None:
    if (order, steps) not in _steps:
        _steps.append((order, steps))


def steps_of(picture: Picture) -> list[NextStep]:
    return [step for _order, made in sorted(_steps, key=lambda entry: entry[0]) for step in made(picture)]


def register_overturned(rows: Callable[[Scope], list[Overturned]]) -> None:
    if rows not in _overturned:
        _overturned.append(rows)


def overturned_in(territory: Scope) -> list[Overturned]:
    return [row for rows in _overturned for row in rows(territory)]
