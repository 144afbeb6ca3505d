"""Majority judgment: the best middle grade, then the grades around the middle.

Source: M. Balinski and R. Laraki, "Majority Judgment", MIT Press 2011. Two choices that the book makes, and that a vote
must publish, are parameters: which of the two middle grades of an even number of ballots, and what no grade means.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from chainon.methods.ties import Ties

from .errors import CountingError
from .judgment_margin import margin_of
from .majority_value import Median, Ungraded, ranked_by_value, value_of
from .model import NONE, Finding, Margin, Number, Outcome, Profile
from .tallies import check_seats, histograms, seated


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
    margin = Margin(0, 0) if settler.met else margin_of(profile, spreads, winners, median, ungraded)
    medians = {name: profile.scale[-1 - value.middle] for name, value in values.items()}
    shares = {name: _sides(spread, values[name].middle) for name, spread in zip(values, spreads, strict=True)}
    findings = [
        Finding("elected-judgment", {"name": name, "grade": medians[name], "share": shares[name][2]})
        for name in winners
    ]
    if len(ranking[0]) == 1 and len(ranking) > 1 and medians[ranking[0][0]] == medians[ranking[1][0]]:
        findings.append(Finding("same-median", {"first": ranking[0][0], "second": ranking[1][0]}))
    return Outcome(
        "majority-judgment",
        winners,
        {name: value.middle for name, value in values.items()},
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
