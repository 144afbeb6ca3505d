"""For each sort of thing: how its real service makes it wait, and how doing it makes it go (after the `yield`)."""

from __future__ import annotations

from .frames import FRAMES
from .office import OFFICE
from .promises import PROMISES
from .voices import VOICES
from .world import Waits, World

__all__ = ["WAITS", "World"]

WAITS: dict[str, tuple[str, Waits]] = {**VOICES, **FRAMES, **PROMISES, **OFFICE}
"""Of each sort, by whom it is done."""
