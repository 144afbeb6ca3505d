"""Instant run-off: the last is eliminated, its ballots go to the next they rank, until one has more than half.

Equal ranks: `split` shares a ballot equally among the candidates at its top, `approval` gives each of them the whole
ballot (T. Delemazure and D. Peters, "Generalizing instant runoff voting to allow for indifferences", EC 2024).
"""

from __future__ import annotations

from chainon.methods.ties import Ties

from .model import Finding, Margin, Outcome, Profile, Round
from .runoff_margin import margin_of
from .runoff_rounds import EqualRanks, counted
from .tallies import Levels, by_score


def irv(profile: Profile, *, equal_ranks: EqualRanks = "split", ties: Ties | None = None) -> Outcome:
    """Eliminate the last until one candidate has more than half of the ballots still counted (by `approval`: until one
    is left, for two may then have more than half).

    Several last candidates leave together when all their votes do not reach the next one's: whatever their order, they
    would leave one after the other. Any other equality of the last is settled: who is put last by `ties` leaves.
    Ballots: ranks. Scores: votes in the last round. Ranking: from the rounds. Margin: proven lower bound, and an upper
    one when it is found (`runoff_margin`). Raises `CountingError`, `TieError`.
    """
    profile.need("irv", "ranks")
    settler = (ties or Ties()).over(profile.candidates)
    rounds = counted(profile, equal_ranks, settler)
    final = rounds[-1]
    winner = final.elected[0]
    margin = Margin(0, 0) if settler.met else margin_of(profile, equal_ranks, winner)
    active = sum(final.votes.values(), 0) if equal_ranks == "split" else profile.valid - final.exhausted
    finding = Finding(
        "elected-irv", {"name": winner, "votes": final.votes[winner], "active": active, "rounds": len(rounds)}
    )
    return Outcome(
        "irv",
        (winner,),
        final.votes,
        _ranking(profile, rounds),
        rounds=tuple(rounds),
        tables={"equal_ranks": equal_ranks},
        margin=margin,
        ties=tuple(settler.met),
        findings=(finding,),
    )


def _ranking(profile: Profile, rounds: list[Round]) -> Levels:
    """The last round by votes, then those who left, the last to leave first."""
    final = rounds[-1]
    in_order = by_score([name for name in profile.candidates if name in final.votes], final.votes)
    return in_order + tuple(round_.eliminated for round_ in reversed(rounds[:-1]))
