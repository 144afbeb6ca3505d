"""Bounds on how many ballots would change a Schulze winner.

Below: rewriting a ballot moves the lead of a duel by at most twice its weight, and whoever wins every duel wins until
one is lost or level. Without such a winner: with strengths by margin, counting duels lost as negative leaves the winner
unchanged and makes every chain move by no more than a lead, so that the gap of two chains closes by at most four times
a weight; by winning votes nothing more than one ballot is proven. Above: a rewriting that was found and counted again.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, lcm
from typing import TYPE_CHECKING

from .margins import halved
from .model import Margin, Profile
from .pairwise import Duels
from .schulze_paths import Strength, strongest_paths

if TYPE_CHECKING:
    import numpy as np

_TRIED = 2
_LARGEST = 2**62


def margin_of(profile: Profile, duels: Duels, winner: str, strength: Strength) -> Margin:
    """Bounds of the margin of a single winner whom no draw made."""
    best = profile.candidates.index(winner)
    others = [place for place in range(len(duels)) if place != best]
    if not others:
        return Margin()
    paths = strongest_paths(duels, strength)
    nearest = sorted(others, key=lambda other: (paths[best][other] - paths[other][best], other))[:_TRIED]
    found = [number for other in nearest if (number := _rewriting(profile, duels, best, other, strength))]
    return Margin(_below(profile, duels, best, others, strength), min(found, default=None))


def _below(profile: Profile, duels: Duels, best: int, others: list[int], strength: Strength) -> int:
    leads = [duels[best][other] - duels[other][best] for other in others]
    if min(leads) > 0:
        return ceil(Fraction(min(leads)) / (2 * profile.heaviest))
    if strength == "winning-votes":
        return 1
    chains = _widest([[for_it - duels[b][a] for b, for_it in enumerate(row)] for a, row in enumerate(duels)])
    gap = min(chains[best][other] - chains[other][best] for other in others)
    return max(1, ceil(Fraction(gap) / (4 * profile.heaviest)))


def _widest(leads: Duels) -> Duels:
    """The strongest chains when duels lost count as negative."""
    places = range(len(leads))
    chains = [list(row) for row in leads]
    for through in places:
        for a in places:
            for b in places:
                if len({a, b, through}) == 3:
                    chains[a][b] = max(chains[a][b], min(chains[a][through], chains[through][b]))
    return chains


def _rewriting(profile: Profile, duels: Duels, best: int, other: int, strength: Strength) -> int | None:
    """A number of ballots which, putting `other` first and the winner last, are enough for the winner not to be
    certain: the most useful ballots first, the number found by halving, each try counted."""
    scale = lcm(*(Fraction(weight).denominator for weight in profile.groups))
    if profile.valid * scale >= _LARGEST:
        return None
    columns, weights, cumulated = _by_use(profile, scale, best, other)

    def is_enough(number: int) -> bool:
        votes = _first(weights, cumulated, number)
        paths = strongest_paths(_rewritten(duels, columns, votes, scale=scale, best=best, other=other), strength)
        return any(paths[place][best] >= paths[best][place] for place in range(len(duels)) if place != best)

    return halved(int(cumulated[-1]), is_enough)


def _by_use(profile: Profile, scale: int, best: int, other: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Marks (candidates × groups of ballots), scaled weight of one ballot, ballots so far: the most useful first,
    those of equal use in the order of their marks, so that the order in which they came does not matter."""
    import numpy as np

    width = len(profile.candidates)
    groups = list(profile.ballots())
    rows = np.frombuffer(b"".join([bytes(marks) for marks, _, _ in groups]), dtype=np.uint8).reshape(-1, width)
    weights = np.array([int(weight * scale) for _, weight, _ in groups], dtype=np.int64)
    numbers = np.array([number for _, _, number in groups], dtype=np.int64)
    lead = (rows[:, best] < rows[:, other]).astype(np.int64) - (rows[:, other] < rows[:, best])
    order = np.lexsort((*rows.T, -weights * (lead + 1)))
    return np.ascontiguousarray(rows[order].T), weights[order], np.cumsum(numbers[order])


def _first(weights: np.ndarray, cumulated: np.ndarray, number: int) -> np.ndarray:
    """Votes of each group among the `number` first ballots, cut after the last that has some."""
    import numpy as np

    last = int(np.searchsorted(cumulated, number))
    taken = np.diff(np.minimum(cumulated[: last + 1], number), prepend=0)
    return np.asarray(taken * weights[: last + 1])


def _rewritten(duels: Duels, columns: np.ndarray, votes: np.ndarray, *, scale: int, best: int, other: int) -> Duels:
    """The duels once those ballots put `other` first and the winner last, the rest left as it was."""
    changed = [list(row) for row in duels]
    columns = columns[:, : len(votes)]
    pairs = {(other, place) for place in range(len(duels))} | {(place, best) for place in range(len(duels))}
    for a, b in pairs:
        if a != b:
            changed[a][b] += Fraction(int(votes[columns[a] >= columns[b]].sum()), scale)
            changed[b][a] -= Fraction(int(votes[columns[b] < columns[a]].sum()), scale)
    return changed
