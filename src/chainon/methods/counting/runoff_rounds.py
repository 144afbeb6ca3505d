"""The rounds of an instant run-off: piles of ballots, and who leaves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Literal

from chainon.methods.ties import Settler

from .model import NONE, Marks, Number, Profile, Round, exact

EqualRanks = Literal["split", "approval"]
Group = list[tuple[Marks, Number]]


class Piles:
    """The ballots by the candidates at their top among those still in."""

    def __init__(self, profile: Profile, equal_ranks: EqualRanks) -> None:
        self.remaining: list[int] = list(range(len(profile.candidates)))
        self._equal_ranks = equal_ranks
        self._piles: dict[tuple[int, ...], Group] = {}
        self._sums: dict[tuple[int, ...], Number] = {}
        self.exhausted: Number = 0
        self._deal((marks, weight * number) for marks, weight, number in profile.ballots())

    def _deal(self, ballots: Iterable[tuple[Marks, Number]]) -> None:
        remaining = self.remaining
        for marks, votes in ballots:
            best = min([marks[place] for place in remaining])
            if best == NONE:
                self.exhausted += votes
                continue
            top = tuple([place for place in remaining if marks[place] == best])
            self._piles.setdefault(top, []).append((marks, votes))
            self._sums[top] = self._sums.get(top, 0) + votes

    def votes(self) -> dict[int, Number]:
        found: dict[int, Number] = dict.fromkeys(self.remaining, 0)
        for top, total in self._sums.items():
            part = Fraction(total) / len(top) if self._equal_ranks == "split" and len(top) > 1 else total
            for place in top:
                found[place] += part
        return {place: exact(votes) for place, votes in found.items()}

    def active(self) -> Number:
        return sum(self._sums.values(), 0)

    def eliminate(self, places: Sequence[int]) -> None:
        self.remaining = [place for place in self.remaining if place not in places]
        for top in [top for top in self._piles if any(place in places for place in top)]:
            del self._sums[top]
            self._deal(self._piles.pop(top))


def counted(profile: Profile, equal_ranks: EqualRanks, settler: Settler) -> list[Round]:
    """The rounds, the last of which elects. Raises `TieError`."""
    piles, names = Piles(profile, equal_ranks), profile.candidates
    rounds: list[Round] = []
    while True:
        votes = piles.votes()
        shown = {names[place]: votes[place] for place in sorted(votes, key=lambda place: (-votes[place], place))}
        leader = next(iter(shown))
        if len(votes) == 1 or (equal_ranks == "split" and 2 * shown[leader] > piles.active()):
            rounds.append(Round(shown, elected=(leader,), exhausted=exact(piles.exhausted)))
            return rounds
        leaving = last_ones(votes)
        if leaving is None:
            low = min(votes.values())
            tied = [names[place] for place, number in votes.items() if number == low]
            leaving = [names.index(settler.last(tied, "elimination"))]
        gone = tuple(names[place] for place in leaving)
        rounds.append(Round(shown, eliminated=gone, exhausted=exact(piles.exhausted)))
        piles.eliminate(leaving)


def last_ones(votes: dict[int, Number]) -> list[int] | None:
    """Who leaves without any settling: the last one, or the largest group of equals at the end of the order whose sum
    does not reach the next; None when equals must be settled."""
    ordered = sorted(votes, key=lambda place: (votes[place], place))
    low = votes[ordered[0]]
    equals = [place for place in ordered if votes[place] == low]
    if len(equals) == 1:
        return equals
    rest = ordered[len(equals) :]
    return equals if rest and low * len(equals) < votes[rest[0]] else None
