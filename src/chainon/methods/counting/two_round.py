"""Two rounds: more than half at the first, or a second round between those who qualify."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chainon.methods.ties import Settler, Ties

from .decision import SIMPLE
from .margins import Effect, certain, falls, least, rises, swapped
from .model import Finding, Margin, Number, Outcome, Profile
from .tallies import Levels, by_score, mark_sums, seated
from .thresholds import Threshold


def two_round(
    profile: Profile,
    *,
    majority: Sequence[Threshold] = (SIMPLE,),
    qualifying: Threshold | None = None,
    ties: Ties | None = None,
) -> Outcome:
    """The first round: a winner who meets every threshold of `majority`, or those who go to the second round.

    `majority`: by default more than half of the votes expressed; French law often asks as well for votes equal to a
    quarter of the registered (code électoral, art. L. 126 and L. 193). `qualifying`: who goes on, at least the first
    two; without it, the first two alone (art. 7 of the Constitution; with a share of the registered, art. L. 162).
    The second round is an ordinary `plurality` between the `qualified`.
    Ballots: choice. Scores: votes. Margin: exact for the first two, else a lower bound. Raises `CountingError`,
    `TieError` (where: `second-round`).
    """
    profile.need("two-round", "choice")
    scores = dict(zip(profile.candidates, mark_sums(profile), strict=True))
    ranking = by_score(profile.candidates, scores)
    settler = (ties or Ties()).over(profile.candidates)
    enough = [name for name in scores if _has(profile, scores[name], majority) and scores[name] > 0]
    if len(profile.candidates) == 1 or enough:
        best = seated(by_score(enough, scores), 1, settler) or profile.candidates
        return _elected(profile, scores, ranking, best, majority=majority, settler=settler)
    qualified = _qualified(profile, scores, qualifying)
    is_by_share = len(qualified) >= 2
    if not is_by_share:
        qualified = seated(ranking, 2, settler, "second-round")
    margin = Margin(0, 0) if settler.met else _margin(profile, scores, qualified, majority, qualifying)
    finding = Finding("second-round", {"names": list(qualified), "best": qualified[0], "votes": scores[qualified[0]]})
    return Outcome(
        "two-round",
        (),
        scores,
        ranking,
        qualified,
        tables={"by_share": is_by_share},
        margin=margin,
        ties=tuple(settler.met),
        findings=(finding,),
    )


def _has(profile: Profile, votes: Number, majority: Sequence[Threshold]) -> bool:
    return all(threshold.is_met(votes, threshold.bound(profile)) for threshold in majority)


def _elected(
    profile: Profile,
    scores: Mapping[str, Number],
    ranking: Levels,
    winners: tuple[str, ...],
    *,
    majority: Sequence[Threshold],
    settler: Settler,
) -> Outcome:
    """The result turns when the winner misses the majority, or, where several may have it, is no longer ahead."""
    winner, place = winners[0], profile.candidates.index(winners[0])
    behind = [(scores[winner] - scores[o], place, profile.candidates.index(o)) for o in scores if o != winner]
    missing = least(*(falls(profile, place, scores[winner], threshold) for threshold in majority))
    margin = certain(least(missing, swapped(profile, behind, _one_vote, 2)))
    params = {"name": winner, "votes": scores[winner], "valid": profile.valid}
    return Outcome(
        "two-round",
        winners,
        scores,
        ranking,
        margin=margin,
        ties=tuple(settler.met),
        findings=(Finding("elected-first-round", params),),
    )


def _one_vote(winner: int, other: int) -> Effect:
    """Rewriting a ballot gives it to the other."""
    return lambda marks: marks[winner] - marks[other] + 1


def _qualified(profile: Profile, scores: Mapping[str, Number], qualifying: Threshold | None) -> tuple[str, ...]:
    if qualifying is None:
        return ()
    bound = qualifying.bound(profile)
    passing = [name for name in scores if qualifying.is_met(scores[name], bound)]
    return tuple(sorted(passing, key=lambda name: -scores[name]))


def _margin(
    profile: Profile,
    scores: Mapping[str, Number],
    qualified: Sequence[str],
    majority: Sequence[Threshold],
    qualifying: Threshold | None,
) -> Margin:
    """The result turns when someone gets the majority, or when the list of the qualified changes."""
    places = {name: place for place, name in enumerate(profile.candidates)}
    best: int | None = None
    for name, place in places.items():
        needed = [rises(profile, place, scores[name], threshold) for threshold in majority]
        best = best if None in needed else least(best, max(number for number in needed if number is not None))
    others = [name for name in scores if name not in qualified]
    pairs = [(scores[q] - scores[o], places[q], places[o]) for q in qualified for o in others]
    swap = swapped(profile, pairs, _one_vote, 2)
    if qualifying is None:
        return certain(least(best, swap))
    bound = qualifying.bound(profile)
    crossing = [
        falls(profile, place, scores[name], qualifying)
        if qualifying.is_met(scores[name], bound)
        else rises(profile, place, scores[name], qualifying)
        for name, place in places.items()
    ]
    return Margin(least(best, swap, *crossing), None)
