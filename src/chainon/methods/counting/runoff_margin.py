"""Bounds on how many ballots would change the winner of an instant run-off.

Below: rewriting a ballot moves the difference of two candidates (of a group and a candidate, of the winner and all the
others) by at most twice its weight; by approval, that of a group and a candidate by once for each of them. As long as
every elimination and the last majority are kept, the winner is kept: so the smallest of these differences bounds the
margin (D. Cary, "Estimating the margin of victory for instant-runoff voting", EVT 2011). Above: half of the last
difference, when putting the other first on so many ballots of the winner, counted again, takes the winner's certainty
away; on few distinct ballots, by halving as well. Otherwise nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil

from chainon.methods.ties import TieError, Ties

from .margins import halved
from .model import NONE, Margin, Marks, Number, Profile
from .runoff_rounds import EqualRanks, Piles, counted, last_ones

_FEW = 2_000


def margin_of(profile: Profile, equal_ranks: EqualRanks, winner: str) -> Margin:
    """Bounds of the margin of a winner whom no draw made."""
    if len(profile.candidates) < 2:
        return Margin()
    weights, other, last = _stakes(profile, equal_ranks)
    lower = ceil(weights / profile.heaviest)
    best = profile.candidates.index(winner)
    half = max(1, ceil(Fraction(last) / (2 * profile.heaviest)))
    order = sorted(profile.ballots(), key=lambda ballot: _use(ballot[0], ballot[1], best, other), reverse=True)

    def is_enough(number: int) -> bool:
        changed = _rewritten(profile, order, number, best, other)
        try:
            return counted(changed, equal_ranks, Ties().over(profile.candidates))[-1].elected != (winner,)
        except TieError:
            return True

    if half <= sum(number for _, _, number in order) and is_enough(half):
        return Margin(lower, half)
    most = sum(number for _, _, number in order) if len(order) <= _FEW else 0
    return Margin(lower, halved(most, is_enough))


def _stakes(profile: Profile, equal_ranks: EqualRanks) -> tuple[Fraction, int, Number]:
    """Smallest weight of ballots that could undo a step of the count; who is second at its end, and how far behind."""
    piles = Piles(profile, equal_ranks)
    stakes: list[Fraction] = []
    while True:
        votes = piles.votes()
        ordered = sorted(votes, key=lambda place: (votes[place], place))
        behind = votes[ordered[-1]] - votes[ordered[-2]]
        lead = 2 * votes[ordered[-1]] - piles.active()
        if equal_ranks == "split" and lead > 0:
            return min([*stakes, Fraction(lead) / 2]), ordered[-2], behind
        leaving = last_ones(votes)
        assert leaving is not None, "the count had no equality to settle"
        rest = [place for place in ordered if place not in leaving]
        gap = votes[rest[0]] - sum((votes[place] for place in leaving), 0)
        # By approval, one ballot may give its weight to each of those who leave.
        stakes.append(Fraction(gap) / (2 if equal_ranks == "split" else len(leaving) + 1))
        if len(rest) == 1:
            return min(stakes), leaving[-1], behind
        piles.eliminate(leaving)


def _use(marks: Marks, weight: Number, best: int, other: int) -> tuple[bool, Number, bytes]:
    """Ballots that the winner has first: those that count most for it, the heaviest before."""
    return marks[best] < marks[other], weight, bytes(NONE - mark for mark in marks)


def _rewritten(
    profile: Profile, order: Sequence[tuple[Marks, Number, int]], number: int, best: int, other: int
) -> Profile:
    """The same ballots, the `number` first of which put `other` alone first and the winner last."""
    groups: dict[Number, dict[Marks, int]] = {}
    for marks, weight, times in order:
        taken = min(times, number)
        number -= taken
        changed = bytearray(mark if mark == NONE else mark + 1 for mark in marks)
        changed[other], changed[best] = 0, NONE
        for form, amount in ((marks, times - taken), (bytes(changed), taken)):
            if amount:
                group = groups.setdefault(weight, {})
                group[form] = group.get(form, 0) + amount
    return Profile(profile.kind, profile.candidates, groups)
