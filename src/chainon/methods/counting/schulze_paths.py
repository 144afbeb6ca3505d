"""The strongest chains of duels between candidates."""

from __future__ import annotations

from typing import Literal

from .model import Number
from .pairwise import Duels

Strength = Literal["winning-votes", "margins"]


def strongest_paths(duels: Duels, strength: Strength) -> Duels:
    """For each pair, the strength of the strongest chain of duels won, which is that of its weakest duel (0: none)."""
    places = range(len(duels))
    paths: Duels = [[_strength(duels[a][b], duels[b][a], strength) for b in places] for a in places]
    for through in places:
        onward = paths[through]
        for a in places:
            if a == through:
                continue
            row, first = paths[a], paths[a][through]
            for b in places:
                weakest = first if first < onward[b] else onward[b]
                if weakest > row[b] and b != a:
                    row[b] = weakest
    return paths


def _strength(for_it: Number, against: Number, strength: Strength) -> Number:
    if for_it <= against:
        return 0
    return for_it if strength == "winning-votes" else for_it - against
