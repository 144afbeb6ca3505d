"""What slices above add under each picture of a proposal: to report it, for one.

Register from an app's `ready()`: `register_picture_steps(20, steps)`, where `steps(picture)` returns what one may do
with this picture. Smaller orders come first.
"""

from __future__ import annotations

from collections.abc import Callable

from chainon.base.chain.steps import NextStep

from .models import Picture

Steps = Callable[[Picture], list[NextStep]]

_steps: list[tuple[int, Steps]] = []


def register_picture_steps(order: int, steps: Steps) -> None:
    if (order, steps) not in _steps:
        _steps.append((order, steps))


def steps_of(picture: Picture) -> list[NextStep]:
    return [step for _order, made in sorted(_steps, key=lambda entry: entry[0]) for step in made(picture)]
