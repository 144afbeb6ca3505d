"""The four lists: what gathers, what divides, what a minority carries, what is not known yet.

Everything is read from the counts: after one more reaction, the lists are made again without grouping anybody.
Whole numbers decide who is in a list, and exact fractions who comes first where two scores are within 1e-9.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .counts import Counts, shares
from .model import Direction, Settings

CLOSE = 1e-9


@dataclass(frozen=True)
class Finding:
    """A statement in a list. `statement` is its position, `share` and `minimum` are smoothed shares of `direction`.

    `score` ranks the list: geometric mean over the groups (gathers), gap between the two farthest groups (divides, and
    minority), fewest reactions in a group (not known). `groups`: those that carry it (minority), the most favourable
    and the least (divides), those where too few answered (not known).
    """

    statement: int
    direction: Direction | None
    score: float
    minimum: float
    groups: tuple[int, ...] = ()


@dataclass(frozen=True)
class Findings:
    gathers: tuple[Finding, ...]
    divides: tuple[Finding, ...]
    minority: tuple[Finding, ...]
    unknown: tuple[Finding, ...]


@dataclass(frozen=True, eq=False)
class Standings:
    """Shares and scores of all the statements (arrays groups × statements, or one a statement)."""

    counts: Counts
    settings: Settings

    @cached_property
    def agree(self) -> NDArray[Any]:
        """Smoothed share of agreement, pass included among the answers."""
        return shares(self.counts.agree, self.counts.seen)

    @cached_property
    def disagree(self) -> NDArray[Any]:
        return shares(self.counts.disagree, self.counts.seen)

    @cached_property
    def gic_agree(self) -> NDArray[Any]:
        """Geometric mean over groups of the shares of agreement: comparable whatever the number of groups."""
        return np.asarray(np.exp(np.log(self.agree).mean(axis=0)))

    @cached_property
    def gic_disagree(self) -> NDArray[Any]:
        return np.asarray(np.exp(np.log(self.disagree).mean(axis=0)))

    @cached_property
    def leans_to_agree(self) -> NDArray[Any]:
        """Whether the consensus of a statement, if any, is to agree (equal: to agree)."""
        lean: NDArray[Any] = np.asarray(self.gic_agree > self.gic_disagree)
        for place in np.flatnonzero(np.abs(self.gic_agree - self.gic_disagree) <= CLOSE):
            lean[place] = self._product(int(place), agree=True) >= self._product(int(place), agree=False)
        return lean

    @cached_property
    def gathering(self) -> NDArray[Any]:
        """The larger of the two geometric means."""
        return np.asarray(np.where(self.leans_to_agree, self.gic_agree, self.gic_disagree))

    @cached_property
    def minimum(self) -> NDArray[Any]:
        """The lowest share, over the groups, of the direction that gathers."""
        return np.asarray(np.where(self.leans_to_agree, self.agree.min(axis=0), self.disagree.min(axis=0)))

    @cached_property
    def gap(self) -> NDArray[Any]:
        """Largest less smallest share of agreement over the groups; with one group, the smaller of its two sides."""
        if len(self.counts.sizes) == 1:
            return np.asarray(np.minimum(self.agree[0], self.disagree[0]))
        return np.asarray(self.agree.max(axis=0) - self.agree.min(axis=0))

    @cached_property
    def lacking(self) -> NDArray[Any]:
        """Where too few people of a group answered (groups × statements, bool)."""
        sheet = self.settings
        needed = [max(sheet.fewest_people, min(sheet.enough_reactions, (size + 1) // 2)) for size in self.counts.sizes]
        return np.asarray(self.counts.seen < np.array(needed)[:, np.newaxis])

    @cached_property
    def known(self) -> NDArray[Any]:
        return np.asarray(~self.lacking.any(axis=0))

    def ranking(self) -> list[int]:
        """Statements that are known, those that gather most first."""
        exact = self._product
        return ordered(
            np.flatnonzero(self.known),
            self.gathering,
            lambda place: exact(place, agree=bool(self.leans_to_agree[place])),
        )

    def gap_ranking(self) -> list[int]:
        """Statements that are known, those that divide most first."""
        return ordered(np.flatnonzero(self.known), self.gap, self.exact_gap)

    def _product(self, place: int, *, agree: bool) -> Fraction:
        return prod(self._exact(place, agree=agree), start=Fraction(1))

    def _exact(self, place: int, *, agree: bool) -> list[Fraction]:
        kind = self.counts.agree if agree else self.counts.disagree
        return [
            Fraction(int(count) + 1, int(seen) + 2)
            for count, seen in zip(kind[:, place], self.counts.seen[:, place], strict=True)
        ]

    def exact_gap(self, place: int) -> Fraction:
        values = self._exact(place, agree=True)
        if len(values) == 1:
            return min(values[0], self._exact(place, agree=False)[0])
        return max(values) - min(values)


def ordered(places: Sequence[int] | NDArray[Any], scores: NDArray[Any], exact: Callable[[int], Any]) -> list[int]:
    """`places`, highest score first; scores within 1e-9 of their neighbour are compared exactly, then by id.

    (Statements are in the order of their ids, so that the position is the id's rank.)
    """
    first = sorted((int(place) for place in places), key=lambda place: -scores[place])
    result: list[int] = []
    start = 0
    for end in range(1, len(first) + 1):
        if end == len(first) or scores[first[end - 1]] - scores[first[end]] > CLOSE:
            close = first[start:end]
            result += sorted(close, key=lambda place: (-exact(place), place)) if len(close) > 1 else close
            start = end
    return result


def find(standings: Standings) -> Findings:
    """The four lists. A statement that divides may also be one that a minority carries; the other lists are apart."""
    ranking, by_gap = standings.ranking(), standings.gap_ranking()
    gathers = tuple(_gathering(standings, place) for place in ranking if _gathers(standings, place))
    kept = {finding.statement for finding in gathers}
    alone = len(standings.counts.sizes) == 1
    divides = (_dividing(standings, place) for place in by_gap if place not in kept and _divides(standings, place))
    carried = [] if alone else [found for place in by_gap if (found := _carried(standings, place)) is not None]
    return Findings(gathers, tuple(divides), tuple(carried), _unknown(standings))


def _at_least(count: int, seen: int, share: Fraction) -> bool:
    return (count + 1) * share.denominator >= share.numerator * (seen + 2)


def _gathers(standings: Standings, place: int) -> bool:
    counts = standings.counts
    kind = counts.agree if standings.leans_to_agree[place] else counts.disagree
    pairs = zip(kind[:, place], counts.seen[:, place], strict=True)
    return all(_at_least(int(count), int(seen), standings.settings.gathers_at) for count, seen in pairs)


def _gathering(standings: Standings, place: int) -> Finding:
    direction: Direction = "agree" if standings.leans_to_agree[place] else "disagree"
    return Finding(place, direction, float(standings.gathering[place]), float(standings.minimum[place]))


def _divides(standings: Standings, place: int) -> bool:
    """Two groups far apart; without groups, a third of the people or more on each side."""
    if len(standings.counts.sizes) == 1:
        return standings.exact_gap(place) >= Fraction(1, 3)
    return standings.exact_gap(place) > standings.settings.divides_above


def _dividing(standings: Standings, place: int) -> Finding:
    agree = standings.agree[:, place]
    groups = (int(agree.argmax()), int(agree.argmin())) if len(agree) > 1 else ()
    return Finding(place, None, float(standings.gap[place]), float(agree.min()), groups)


def _carried(standings: Standings, place: int) -> Finding | None:
    """A direction held by groups that are together fewer than half of the people, and left by each of the others."""
    counts, sheet = standings.counts, standings.settings
    sides: tuple[tuple[Direction, NDArray[Any]], ...] = (("agree", counts.agree), ("disagree", counts.disagree))
    for direction, kind in sides:
        pairs = [(int(count), int(seen)) for count, seen in zip(kind[:, place], counts.seen[:, place], strict=True)]
        bearers = tuple(group for group, pair in enumerate(pairs) if _at_least(*pair, sheet.gathers_at))
        others = [pair for group, pair in enumerate(pairs) if group not in bearers]
        people = sum(counts.sizes[group] for group in bearers)
        if not bearers or 2 * people >= sum(counts.sizes) or any(_at_least(*pair, sheet.left_below) for pair in others):
            continue
        shown = standings.agree if direction == "agree" else standings.disagree
        held = float(shown[list(bearers), place].min())
        return Finding(place, direction, float(shown[:, place].max() - shown[:, place].min()), held, bearers)
    return None


def _unknown(standings: Standings) -> tuple[Finding, ...]:
    fewest = standings.counts.seen.min(axis=0)
    places = sorted(np.flatnonzero(~standings.known).tolist(), key=lambda place: (fewest[place], place))
    return tuple(
        Finding(place, None, float(fewest[place]), 0.0, tuple(np.flatnonzero(standings.lacking[:, place]).tolist()))
        for place in places
    )
