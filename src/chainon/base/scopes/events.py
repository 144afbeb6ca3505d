"""What happens to the tree of scopes."""

from __future__ import annotations

from dataclasses import dataclass

from .models import Territory


@dataclass(frozen=True)
class TerritoryCreated:
    """Told once, inside the transaction: slices above write what every territory begins with."""

    territory: Territory
