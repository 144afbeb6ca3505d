"""What the journal tells the slices above it."""

from __future__ import annotations

from dataclasses import dataclass

from .models import Anchor


@dataclass(frozen=True)
class AnchorKept:
    """A day's anchor has just been kept; told once, inside the transaction that keeps it."""

    anchor: Anchor
