"""The single transferable vote as Scotland counts it.

Source: the Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, rules 45 to 52, whose numbers are
in the comments. The Order of 2011 (SSI 2011/399), in force since, was not read word for word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from chainon.methods.ties import Settler, Ties

from .errors import CountingError
from .model import NONE, Finding, Marks, Number, Outcome, Profile, Round, exact
from .tallies import check_seats

UNIT = 100_000
"""Votes are integers of a hundred-thousandth: rule 48 (3), five decimal places, the remainder ignored."""

Paper = tuple[tuple[int, ...], int, int]
"""Candidates still ahead on the paper, in order; value of one paper in `UNIT`; how many."""


def stv(profile: Profile, *, seats: int, ties: Ties | None = None) -> Outcome:
    """Fill `seats` by transferring surpluses, the largest first, and the papers of those excluded.

    A paper counts up to its first equal rank; with an equal rank at the very top it is not valid and is left out of the
    quota. Equalities are first looked for in the preceding stages, as the rules say; only then settled by `ties`.
    Ballots: ranks, whole weights. Scores: votes when the count ended. Margin: not computed.
    Raises `CountingError` (`whole-weights`), `TieError`.
    """
    profile.need("stv", "ranks")
    check_seats(seats, profile.candidates)
    papers, unclear = _papers(profile)
    valid = sum(number for _, _, number in papers)
    if not valid:
        raise CountingError("no-ballots")
    quota = valid // (seats + 1) + 1  # 46
    count = _Count(profile.candidates, seats, quota * UNIT, (ties or Ties()).over(profile.candidates))
    count.run(papers)
    scores = {name: _number(votes) for name, votes in zip(profile.candidates, count.votes, strict=True)}
    winners = tuple(profile.candidates[place] for place in count.elected)
    findings = [Finding("quota", {"quota": quota, "valid": valid, "seats": seats})]
    findings += [Finding("unclear-first", {"papers": unclear})] if unclear else []
    findings += [Finding("elected-stv", {"name": name, "votes": scores[name]}) for name in winners]
    return Outcome(
        "stv",
        winners,
        scores,
        rounds=tuple(count.rounds),
        tables={"quota": quota, "valid": valid},
        ties=tuple(count.settler.met),
        findings=tuple(findings),
    )


def _papers(profile: Profile) -> tuple[list[Paper], int]:
    """The valid papers, and the number of those whose first rank is shared."""
    papers: list[Paper] = []
    unclear = 0
    for marks, weight, number in profile.ballots():
        if Fraction(weight).denominator != 1:
            raise CountingError("whole-weights", found=str(weight))
        order = _order(marks)
        if order:
            papers.append((order, UNIT, int(weight) * number))
        else:
            unclear += int(weight) * number
    return papers, unclear


def _order(marks: Marks) -> tuple[int, ...]:
    """The candidates of a paper in its order, up to its first equal rank."""
    ranked = sorted((mark, place) for place, mark in enumerate(marks) if mark != NONE)
    order: list[int] = []
    for i, (mark, place) in enumerate(ranked):
        if i + 1 < len(ranked) and ranked[i + 1][0] == mark:
            break
        order.append(place)
    return tuple(order)


def _number(votes: int) -> Number:
    return exact(Fraction(votes, UNIT))


@dataclass
class _Count:
    """A count under way: votes in `UNIT`, papers held by each candidate, stages passed."""

    names: tuple[str, ...]
    seats: int
    quota: int
    settler: Settler
    votes: list[int] = field(default_factory=list)
    held: list[list[Paper]] = field(default_factory=list)
    elected: list[int] = field(default_factory=list)
    rounds: list[Round] = field(default_factory=list)
    _continuing: set[int] = field(default_factory=set)
    _surplus: list[int] = field(default_factory=list)
    _history: list[list[int]] = field(default_factory=list)
    _total: int = 0

    def run(self, papers: Sequence[Paper]) -> None:
        self._continuing = set(range(len(self.names)))
        self.votes = [0] * len(self.names)
        self.held = [[] for _ in self.names]
        self._total = UNIT * sum(number for _, _, number in papers)
        self._deal(papers)  # 45
        self._end_of_stage()
        while len(self.elected) < self.seats:
            if self._surplus:
                self._end_of_stage(transferred=self._transfer())
            else:
                self._end_of_stage(eliminated=(self._exclude(),))

    def _deal(self, papers: Sequence[Paper]) -> None:
        """Credit each paper to the first continuing candidate on it; identical papers meet."""
        met: dict[tuple[int, tuple[int, ...], int], int] = {}
        for order, value, number in papers:
            for step, place in enumerate(order):
                if place in self._continuing:
                    key = (place, order[step:], value)
                    met[key] = met.get(key, 0) + number
                    break
        for (place, order, value), number in met.items():
            self.votes[place] += value * number
            self.held[place].append((order, value, number))

    def _end_of_stage(self, eliminated: tuple[str, ...] = (), transferred: str = "") -> None:
        """Elect who has the quota (47), then everyone left when they are as many as the seats (52)."""
        reached = [place for place in self._continuing if self.votes[place] >= self.quota]
        reached.sort(key=lambda place: (-self.votes[place], place))
        self._surplus += [place for place in reached if self.votes[place] > self.quota]
        self._continuing -= set(reached)
        vacancies = self.seats - len(self.elected) - len(reached)
        if len(self._continuing) == vacancies:
            left = sorted(self._continuing, key=lambda place: (-self.votes[place], place))
            self._continuing -= set(left)
            reached += left
        self.elected += reached
        self._history.append(list(self.votes))
        shown = {name: _number(votes) for name, votes in zip(self.names, self.votes, strict=True)}
        lost = _number(self._total - sum(self.votes))
        self.rounds.append(Round(shown, tuple(self.names[place] for place in reached), eliminated, transferred, lost))

    def _transfer(self) -> str:
        """The largest surplus (49), each paper at its value times the surplus over the votes held (48)."""
        chosen = self._settled(self._surplus, max, self.settler.first, "surplus")
        self._surplus.remove(chosen)
        surplus, total = self.votes[chosen] - self.quota, self.votes[chosen]
        moved = [(order[1:], surplus * value // total, number) for order, value, number in self.held[chosen]]
        self.votes[chosen], self.held[chosen] = self.quota, []
        self._deal(moved)
        return self.names[chosen]

    def _exclude(self) -> str:
        """The candidate with the fewest votes (50, 51), each paper at the value it had."""
        low = min(self.votes[place] for place in self._continuing)
        tied = sorted(place for place in self._continuing if self.votes[place] == low)
        chosen = self._settled(tied, min, self.settler.last, "elimination")
        self._continuing.remove(chosen)
        moved = [(order[1:], value, number) for order, value, number in self.held[chosen]]
        self.votes[chosen], self.held[chosen] = 0, []
        self._deal(moved)
        return self.names[chosen]

    def _settled(
        self,
        places: Sequence[int],
        extreme: Callable[[Sequence[int]], int],
        settle: Callable[[Sequence[str], str], str],
        where: str,
    ) -> int:
        """The one with most (fewest) votes now, else at the most recent stage where they differed, else settled."""
        tied = list(places)
        for votes in reversed(self._history):
            bound = extreme([votes[place] for place in tied])
            tied = [place for place in tied if votes[place] == bound]
            if len(tied) == 1:
                return tied[0]
        return self.names.index(settle([self.names[place] for place in tied], where))
