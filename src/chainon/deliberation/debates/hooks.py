"""What slices above add to the page of a reason: to report it, for one.

Register from an app's `ready()`: `register_argument_steps(20, steps)`, where `steps(argument, request)` returns what
this person may do with this reason. Smaller orders come first.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest

from chainon.base.chain.steps import NextStep

from .models import Argument

Steps = Callable[[Argument, HttpRequest], list[NextStep]]

_steps: list[tuple[int, Steps]] = []


def register_argument_steps(order: int, steps: Steps) -> None:
    if (order, steps) not in _steps:
        _steps.append((order, steps))


def steps(argument: Argument, request: HttpRequest) -> list[NextStep]:
    ordered = sorted(_steps, key=lambda entry: entry[0])
    return [step for _order, made in ordered for step in made(argument, request)]
