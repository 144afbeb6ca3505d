"""What the owner of a signed link may do next, once they have answered: the slices above write it.

Register from an app's `ready()`: `register_owner_steps(steps)`, where `steps(handover, token)` returns the buttons.
"""

from __future__ import annotations

from collections.abc import Callable

from chainon.base.chain.steps import NextStep

from .models import Handover

OwnerSteps = Callable[[Handover, str], list[NextStep]]

_steps: list[OwnerSteps] = []


def register_owner_steps(steps: OwnerSteps) -> None:
    if steps not in _steps:
        _steps.append(steps)


def steps_of_owner(handover: Handover, token: str) -> list[NextStep]:
    return [step for steps in _steps for step in steps(handover, token)]
