"""How to reach those whose turn it is: the rooms above know their addresses, and where they act without a password.

Register from an app's `ready()`: `register_reach("answers", reach)`, where `reach(wait)` gives the mail address and the
full address of the page where the one who is waited for can act, or None when it is not theirs to say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .models import Wait


@dataclass(frozen=True)
class Reached:
    """`email`: to whom; `link`: the full address of the page where they act; `title`: what it is about, if not the
    title of the node."""

    email: str
    link: str
    title: str = ""


Reach = Callable[[Wait], Reached | None]

_reaches: dict[str, Reach] = {}


def register_reach(name: str, reach: Reach) -> None:
    if _reaches.setdefault(name, reach) is not reach:
        raise ValueError(f"the way to reach people {name} is registered twice")


def reach_of(wait: Wait) -> Reached | None:
    """The first room that knows."""
    return next((found for reach in _reaches.values() if (found := reach(wait)) is not None), None)
