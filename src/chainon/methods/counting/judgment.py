"""Majority judgment: the best middle grade, then the grades around the middle.

Source: M. Balinski and R. Laraki, "Majority Judgment", MIT Press 2011. Two choices that the book makes, and that a vote
must publish, are parameters: which of the two middle grades of an even number of ballots, and what no grade means.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cmp_to_key
from typing import Literal

from chainon.methods.ties import Ties

from .errors import CountingError
from .model import NONE, Finding, Margin, Number, Outcome, Profile
from .tallies import Levels, check_seats, histograms, seated

Median = Literal["lower", "upper"]
Ungraded = Literal["worst", "excluded"]
Segment = tuple[Fraction, int, int]
Value = tuple[Segment, ...]
"""How the grades spread around the middle: (up to this distance, grade read first, grade read next), 0 the worst."""


def majority_judgment(
    profile: Profile,
    *,
    seats: int = 1,
    median: Median = "lower",
    ungraded: Ungraded = "worst",
    ties: Ties | None = None,
) -> Outcome:
    """The best middle grade wins; equals are compared on what remains when one middle grade of each is removed, again.

    `median`: the worse (`lower`, the book's) or the better of the two middle grades of an even number. `ungraded`: no
    grade is the worst one (the book's), or that ballot is left out for that candidate; then numbers of grades differ,
    and shares are compared. Ballots: grades. Scores: place of the middle grade in the scale, counted from the worst, 0.
    `tables`: `histograms` (by candidate, best grade first), `medians`, `above`, `below` (shares).
    Margin: proven bounds. Raises `CountingError` (`no-scale`), `TieError`.
    """
    profile.need("majority-judgment", "grades")
    check_seats(seats, profile.candidates)
    if len(profile.scale) < 2:
        raise CountingError("no-scale")
    spreads = _spreads(profile, ungraded)
    values = {name: value_of(spread, median) for name, spread in zip(profile.candidates, spreads, strict=True)}
    ranking = ranked_by_value(profile.candidates, values)
    settler = (ties or Ties()).over(profile.candidates)
    winners = seated(ranking, seats, settler)
    margin = Margin(0, 0)
    if not settler.met:
        from .judgment_margin import margin_of

        margin = margin_of(profile, spreads, winners, median, ungraded)
    medians = {name: profile.scale[-1 - value[0][1]] for name, value in values.items()}
    shares = {name: _sides(spread, values[name][0][1]) for name, spread in zip(values, spreads, strict=True)}
    findings = [
        Finding("elected-judgment", {"name": name, "grade": medians[name], "share": shares[name][2]})
        for name in winners
    ]
    if len(ranking[0]) == 1 and len(ranking) > 1 and medians[ranking[0][0]] == medians[ranking[1][0]]:
        findings.append(Finding("same-median", {"first": ranking[0][0], "second": ranking[1][0]}))
    return Outcome(
        "majority-judgment",
        winners,
        {name: value[0][1] for name, value in values.items()},
        ranking,
        tables={
            "scale": profile.scale,
            "histograms": {name: list(reversed(s)) for name, s in zip(values, spreads, strict=True)},
            "medians": medians,
            "above": {name: share[0] for name, share in shares.items()},
            "below": {name: share[1] for name, share in shares.items()},
        },
        margin=margin,
        ties=tuple(settler.met),
        findings=tuple(findings),
    )


def _spreads(profile: Profile, ungraded: Ungraded) -> list[list[Number]]:
    """For each candidate, the weight of each grade from the worst to the best."""
    grades = len(profile.scale)
    spreads = []
    for tally in histograms(profile):
        spread = [tally.get(grades - 1 - level, 0) for level in range(grades)]
        if ungraded == "worst":
            spread[0] += tally.get(NONE, 0)
        if not sum(spread):  # nobody graded it: the worst grade, once
            spread[0] = min(profile.groups)
        spreads.append(spread)
    return spreads


def _sides(spread: Sequence[Number], middle: int) -> tuple[Fraction, Fraction, Fraction]:
    """Shares of better grades, of worse ones, and of at least that good."""
    total = Fraction(sum(spread))
    above, below = sum(spread[middle + 1 :]) / total, sum(spread[:middle]) / total
    return above, below, 1 - below


def value_of(spread: Sequence[Number], median: Median = "lower") -> Value:
    """The spread read outwards from the middle.

    Removing the middle grade of n ballots, then that of the n - 1 left, and so on, reads the sorted grades at the
    middle, on one side, on the other, a step farther each time: first down then up for the lower median. The grades are
    seen here as lengths on a segment of length 1, read at 1/2 - t and 1/2 + t while t grows: the same order for equal
    numbers of ballots, and one that weights and unequal numbers keep.
    """
    total = Fraction(sum(spread))
    down = _outwards(range(len(spread) - 1, -1, -1), spread, total)
    up = _outwards(range(len(spread)), spread, total)
    first, second = (down, up) if median == "lower" else (up, down)
    ends = sorted({end for end, _ in first} | {end for end, _ in second})
    return tuple((end, _read(first, end), _read(second, end)) for end in ends)


def _outwards(grades: range, spread: Sequence[Number], total: Fraction) -> list[tuple[Fraction, int]]:
    """Grades met from the middle to one end, each with the distance from the middle at which it ends."""
    met, passed = [], Fraction(0)
    for grade in grades:
        passed += Fraction(spread[grade]) / total
        if spread[grade] and passed > Fraction(1, 2):
            met.append((passed - Fraction(1, 2), grade))
    return met


def _read(side: Sequence[tuple[Fraction, int]], distance: Fraction) -> int:
    return next(grade for end, grade in side if end >= distance)


def compared(left: Value, right: Value) -> int:
    """1 when `left` is better, -1 when worse, 0 when they are equal to the last grade."""
    i = j = 0
    while i < len(left) and j < len(right):
        a, b = left[i], right[j]
        if a[1:] != b[1:]:
            return 1 if a[1:] > b[1:] else -1
        i, j = i + (a[0] <= b[0]), j + (b[0] <= a[0])
    return 0


def ranked_by_value(candidates: Sequence[str], values: Mapping[str, Value]) -> Levels:
    def better_first(a: str, b: str) -> int:
        return compared(values[b], values[a])

    ordered = sorted(candidates, key=cmp_to_key(better_first))
    levels: list[list[str]] = []
    for name in ordered:
        if levels and compared(values[levels[-1][0]], values[name]) == 0:
            levels[-1].append(name)
        else:
            levels.append([name])
    return tuple(map(tuple, levels))
