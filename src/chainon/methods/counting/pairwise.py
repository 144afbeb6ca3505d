"""Duels: how many ballots put one candidate above another."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from math import lcm

from .model import Number, Profile, exact

Duels = list[list[Number]]
"""`duels[a][b]`: weight of the ballots that rank a strictly above b."""

_CELLS = 2**21
_LARGEST = 2**62


def pairwise(profile: Profile) -> Duels:
    """The duels of ranked ballots, in exact numbers. Unranked candidates are below all others, equals among themselves.

    Weights are brought to integers by their common denominator; where their total would not fit 64 bits, Python counts.
    """
    scale = lcm(*(Fraction(weight).denominator for weight in profile.groups))
    if profile.valid * scale >= _LARGEST:
        return slow_pairwise(profile)
    import numpy as np

    width = len(profile.candidates)
    total = np.zeros((width, width), dtype=np.int64)
    for marks, weights in _batches(profile, scale, max(1, _CELLS // width)):
        rows = np.frombuffer(marks, dtype=np.uint8).reshape(-1, width)
        numbers = np.array(weights, dtype=np.int64)
        for place in range(width):
            above = rows[:, place : place + 1] < rows
            total[place] += numbers @ above.astype(np.int64)
    return [[exact(Fraction(number, scale)) for number in row] for row in total.tolist()]


def _batches(profile: Profile, scale: int, size: int) -> Iterator[tuple[bytes, list[int]]]:
    for weight, group in profile.groups.items():
        whole = int(weight * scale)
        waiting = iter(group.items())
        while batch := list(islice(waiting, size)):
            yield b"".join([bytes(marks) for marks, _ in batch]), [whole * number for _, number in batch]


def slow_pairwise(profile: Profile) -> Duels:
    """The same in plain Python, for weights of any size."""
    places = range(len(profile.candidates))
    duels: Duels = [[0 for _ in places] for _ in places]
    for marks, weight, number in profile.ballots():
        for a in places:
            for b in places:
                if marks[a] < marks[b]:
                    duels[a][b] += weight * number
    return duels
