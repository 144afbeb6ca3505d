"""Sums over ballots: what additive rules stand on, exact and quick on a million ballots."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from chainon.methods.ties import Settler

from .errors import CountingError
from .model import Marks, Number, Profile

_BATCH = 50_000

Levels = tuple[tuple[str, ...], ...]
"""Candidates from best to worst, equals together, equals in the order of the candidates."""


def histograms(profile: Profile) -> list[dict[int, Number]]:
    """For each candidate, the weight of the valid ballots by mark. Not for points."""
    width = len(profile.candidates)
    found: list[dict[int, Number]] = [{} for _ in range(width)]
    for weight, group in profile.groups.items():
        for number, joined in _joined(group):
            marks = set(joined)
            for place, tally in enumerate(found):
                column = joined[place::width]
                for mark in marks:
                    if times := column.count(mark):
                        tally[mark] = tally.get(mark, 0) + weight * number * times
    return found


def _joined(group: Mapping[Marks, int]) -> Iterator[tuple[int, bytes]]:
    """Marks one after another, with the number of ballots that each of them stands for."""
    by_number: dict[int, list[bytes]] = {}
    for marks, number in group.items():
        assert isinstance(marks, bytes)
        by_number.setdefault(number, []).append(marks)
    for number, rows in by_number.items():
        waiting = iter(rows)
        while batch := list(itertools.islice(waiting, _BATCH)):
            yield number, b"".join(batch)


def mark_sums(profile: Profile) -> list[Number]:
    """For each candidate, the sum of its marks: votes, approvals or points."""
    if profile.kind != "points":
        return [tally.get(1, 0) for tally in histograms(profile)]
    sums: list[Number] = [0] * len(profile.candidates)
    for weight, group in profile.groups.items():
        inside = [0] * len(sums)
        for marks, number in group.items():
            for place, mark in enumerate(marks):
                if mark:
                    inside[place] += number * mark
        sums = [total + weight * more for total, more in zip(sums, inside, strict=True)]
    return sums


def by_score(candidates: Sequence[str], scores: Mapping[str, Number]) -> Levels:
    """Candidates by falling score."""
    ordered = sorted(candidates, key=lambda name: -scores[name])
    return tuple(tuple(level) for _, level in itertools.groupby(ordered, key=lambda name: scores[name]))


def seated(levels: Levels, seats: int, settler: Settler, where: str = "last-seat") -> tuple[str, ...]:
    """The `seats` first. Only an equality that straddles the last seat is settled. Raises `TieError`."""
    winners: list[str] = []
    for level in levels:
        room = seats - len(winners)
        if room <= 0:
            break
        winners += level if len(level) <= room else settler.sorted(level, where)[:room]
    return tuple(winners)


def check_seats(seats: int, candidates: Iterable[str]) -> None:
    """Raises `CountingError` `bad-seats` unless there are 1 … as many seats as candidates."""
    most = len(tuple(candidates))
    if isinstance(seats, bool) or not 1 <= seats <= most:
        raise CountingError("bad-seats", seats=seats, candidates=most)
