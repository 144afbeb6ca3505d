"""The Schulze method: each candidate against each other, cycles broken at their weakest duel.

Source: M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner
election method", Social Choice and Welfare 36, 2011.
"""

from __future__ import annotations

from chainon.methods.ties import Ties

from .model import Finding, Margin, Outcome, Profile
from .pairwise import Duels, pairwise
from .schulze_margin import margin_of
from .schulze_paths import Strength, strongest_paths
from .tallies import Levels, check_seats, seated


def schulze(
    profile: Profile, *, seats: int = 1, strength: Strength = "winning-votes", ties: Ties | None = None
) -> Outcome:
    """The candidates that no other beats by a stronger chain of duels.

    `strength` of a duel won: the votes for its winner (Schulze's first choice), or by how many it leads; the same when
    every ballot ranks everybody. Ballots: ranks. Scores: duels won. Levels: those whom no one left beats, then again
    without them. Margin: proven bounds for one seat (`schulze_margin`). Raises `CountingError`, `TieError`.
    """
    profile.need("schulze", "ranks")
    check_seats(seats, profile.candidates)
    duels = pairwise(profile)
    paths = strongest_paths(duels, strength)
    ranking = _levels(profile.candidates, paths)
    settler = (ties or Ties()).over(profile.candidates)
    winners = seated(ranking, seats, settler)
    margin = Margin(0, 0)
    if not settler.met:
        margin = margin_of(profile, duels, winners[0], strength) if seats == 1 else Margin()
    places = range(len(profile.candidates))
    won = {name: sum(duels[a][b] > duels[b][a] for b in places) for a, name in enumerate(profile.candidates)}
    condorcet = won[winners[0]] == len(places) - 1
    code = "elected-condorcet" if condorcet else "elected-schulze"
    return Outcome(
        "schulze",
        winners,
        won,
        ranking,
        tables={"duels": duels, "paths": paths, "strength": strength},
        margin=margin,
        ties=tuple(settler.met),
        findings=tuple(Finding(code if name == winners[0] else "elected-next", {"name": name}) for name in winners),
    )


def _levels(candidates: tuple[str, ...], paths: Duels) -> Levels:
    left = list(range(len(candidates)))
    levels = []
    while left:
        top = [a for a in left if all(paths[a][b] >= paths[b][a] for b in left)]
        levels.append(tuple(candidates[a] for a in top))
        left = [a for a in left if a not in top]
    return tuple(levels)
