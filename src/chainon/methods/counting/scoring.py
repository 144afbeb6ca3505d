"""Rules that add up what each ballot gives to each candidate: most votes, approval, points, Borda."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from chainon.methods.ties import Ties

from .margins import Effect, certain, falls, least, rises, swapped
from .model import Finding, Margin, Marks, Number, Outcome, Profile, exact
from .pairwise import pairwise
from .tallies import by_score, check_seats, mark_sums, seated
from .thresholds import Threshold

PairEffect = Callable[[int, int], Effect]


def plurality(
    profile: Profile, *, seats: int = 1, threshold: Threshold | None = None, ties: Ties | None = None
) -> Outcome:
    """Most votes wins (scrutin majoritaire à un tour), with `threshold` only among those whose votes meet it.

    Ballots: choice. Scores: votes. Margin: exact. Raises `CountingError`, `TieError`.
    """
    profile.need("plurality", "choice")
    return _most_votes("plurality", profile, seats, threshold, ties)


def approval(
    profile: Profile, *, seats: int = 1, threshold: Threshold | None = None, ties: Ties | None = None
) -> Outcome:
    """Most approvals wins (Brams & Fishburn, "Approval voting", 1978), with `threshold` only among those that meet it.

    Ballots: approval, or choice. Scores: ballots that approve. Margin: exact. Raises `CountingError`, `TieError`.
    """
    profile.need("approval", "approval", "choice")
    return _most_votes("approval", profile, seats, threshold, ties)


def _most_votes(rule: str, profile: Profile, seats: int, threshold: Threshold | None, ties: Ties | None) -> Outcome:
    check_seats(seats, profile.candidates)
    scores = dict(zip(profile.candidates, mark_sums(profile), strict=True))
    settler = (ties or Ties()).over(profile.candidates)
    ranking = by_score(profile.candidates, scores)
    findings: list[Finding] = []
    in_play = ranking
    if threshold is not None:
        bound = threshold.bound(profile)
        in_play = tuple(level for level in ranking if threshold.is_met(scores[level[0]], bound))
        findings.append(Finding("threshold", {**threshold.as_json(), "bound": bound}))
    winners = seated(in_play, seats, settler)
    findings += [_elected(rule, name, scores, profile) for name in winners] or [Finding("nobody-reached")]
    margin = _votes_margin(profile, scores, winners, seats, threshold)
    return Outcome(rule, winners, scores, ranking, margin=margin, ties=tuple(settler.met), findings=tuple(findings))


def _elected(rule: str, name: str, scores: Mapping[str, Number], profile: Profile) -> Finding:
    valid = profile.valid
    share = Fraction(scores[name]) / valid
    return Finding(f"elected-{rule}", {"name": name, "votes": scores[name], "valid": valid, "share": share})


def _votes_margin(
    profile: Profile,
    scores: Mapping[str, Number],
    winners: tuple[str, ...],
    seats: int,
    threshold: Threshold | None,
) -> Margin:
    """The result turns when a winner misses the threshold, when another meets it while a seat is free, or when seats
    are all taken and another draws level with a winner: each alone is enough, and nothing else turns it."""
    places = {name: place for place, name in enumerate(profile.candidates)}
    others = [name for name in profile.candidates if name not in winners]
    best: int | None = None
    if threshold is not None:
        best = least(*(falls(profile, places[name], scores[name], threshold) for name in winners))
        if len(winners) < seats:
            best = least(best, *(rises(profile, places[name], scores[name], threshold) for name in others))
    if len(winners) == seats:
        pairs = [(scores[w] - scores[o], places[w], places[o]) for w in winners for o in others]
        best = least(best, swapped(profile, pairs, _mark_effect(1), 2))
    return certain(best)


def _mark_effect(most: int) -> PairEffect:
    """Rewriting a ballot gives the other candidate `most` and the winner nothing."""

    def effect(winner: int, other: int) -> Effect:
        return lambda marks: marks[winner] - marks[other] + most

    return effect


def points(profile: Profile, *, seats: int = 1, most: int | None = None, ties: Ties | None = None) -> Outcome:
    """Most points wins. `most` is what one ballot may give to one candidate, needed for the margin only.

    Ballots: points. Scores: points. Margin: exact, not computed without `most`. Raises `CountingError`, `TieError`.
    """
    profile.need("points", "points")
    scores = dict(zip(profile.candidates, mark_sums(profile), strict=True))
    rewriting = (_mark_effect(most), 2 * most) if most else None
    return _most_points("points", profile, scores, seats=seats, ties=ties, rewriting=rewriting)


def borda(profile: Profile, *, seats: int = 1, ties: Ties | None = None) -> Outcome:
    """Most points wins, a ballot giving each candidate one point for each other it ranks below, half a point for each
    that it ranks with it (Borda 1784; ties as in Emerson 2013's "average" form). Unranked candidates are equals, last.

    Ballots: ranks. Margin: exact. Raises `CountingError`, `TieError`.
    """
    profile.need("borda", "ranks")
    above = pairwise(profile)
    valid = profile.valid
    scores: dict[str, Number] = {}
    for a, name in enumerate(profile.candidates):
        doubled = sum((above[a][b] + valid - above[b][a] for b in range(len(above)) if b != a), 0)
        scores[name] = exact(Fraction(doubled) / 2)
    rewriting = (_borda_effect, 2 * (len(profile.candidates) - 1))
    return _most_points("borda", profile, scores, seats=seats, ties=ties, rewriting=rewriting)


def _borda_effect(winner: int, other: int) -> Effect:
    """Rewriting a ballot puts the other candidate first and the winner last."""

    def effect(marks: Marks) -> Number:
        doubled = 0
        for mark in marks:
            doubled += (mark > marks[winner]) - (mark < marks[winner]) - (mark > marks[other]) + (mark < marks[other])
        return exact(Fraction(doubled, 2) + len(marks) - 1)

    return effect


def _most_points(
    rule: str,
    profile: Profile,
    scores: Mapping[str, Number],
    *,
    seats: int,
    ties: Ties | None,
    rewriting: tuple[PairEffect, Number] | None,
) -> Outcome:
    check_seats(seats, profile.candidates)
    settler = (ties or Ties()).over(profile.candidates)
    ranking = by_score(profile.candidates, scores)
    winners = seated(ranking, seats, settler)
    margin = Margin()
    if rewriting is not None:
        places = {name: place for place, name in enumerate(profile.candidates)}
        others = [name for name in profile.candidates if name not in winners]
        pairs = [(scores[w] - scores[o], places[w], places[o]) for w in winners for o in others]
        margin = certain(swapped(profile, pairs, *rewriting))
    findings = tuple(Finding(f"elected-{rule}", {"name": name, "points": scores[name]}) for name in winners)
    return Outcome(rule, winners, scores, ranking, margin=margin, ties=tuple(settler.met), findings=findings)
