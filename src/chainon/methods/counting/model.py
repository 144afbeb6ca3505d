"""What a count works on and what it gives: ballots grouped when they are alike, an outcome, a margin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from chainon.methods.ties import Met

from .errors import CountingError

Kind = Literal["choice", "approval", "answers", "grades", "ranks", "points", "consent"]
Marks = bytes | tuple[int, ...]
"""One mark a candidate, in the order of the candidates.

Choice, approval: 1 or 0. Answers: `YES`, `NO`, `NONE`. Grades: place in the scale, 0 is the best; `NONE` without.
Ranks: 0 is the best, equal numbers are equal ranks, `NONE` unranked. Consent: `CONSENT` … `OBJECTION`, `NONE` silent.
Points are the only marks that are a tuple of integers; all others are bytes.
"""
Number = int | Fraction
"""A number of ballots, or of votes when ballots are weighted: never a float."""

NONE = 255
"""No mark: no grade, unranked, silent."""
NO, YES = 0, 1
CONSENT, RESERVATION, ABSTAIN, OBJECTION = 0, 1, 2, 3
MOST_LEVELS = 250


@dataclass(frozen=True)
class Remark:
    """What someone wrote beside an objection or a reservation: about which candidate, in which words."""

    candidate: str
    level: int
    text: str


@dataclass(frozen=True)
class Profile:
    """Ballots of one kind over the same candidates, identical ones grouped.

    `groups[weight][marks]` is the number of ballots that carry these marks and weigh that much (1 for ordinary ones).
    `blank` and `invalid` (by reason) are weighed too; they are in no group.
    """

    kind: Kind
    candidates: tuple[str, ...]
    groups: Mapping[Number, Mapping[Marks, int]]
    blank: Number = 0
    invalid: Mapping[str, Number] = field(default_factory=dict)
    scale: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def valid(self) -> Number:
        """Weight of the ballots that are neither blank nor invalid."""
        total: Number = 0
        for weight, group in self.groups.items():
            total += weight * sum(group.values())
        return total

    @property
    def cast(self) -> Number:
        return self.valid + self.blank + sum(self.invalid.values(), 0)

    @property
    def heaviest(self) -> Number:
        """The largest weight of a valid ballot."""
        return max((weight for weight, group in self.groups.items() if group), default=0)

    def ballots(self) -> Iterator[tuple[Marks, Number, int]]:
        """Each group of identical ballots: its marks, the weight of one, how many."""
        for weight, group in self.groups.items():
            for marks, number in group.items():
                yield marks, weight, number

    def need(self, rule: str, *kinds: Kind) -> None:
        """Raises `CountingError`: `wrong-kind`, `no-ballots`."""
        if self.kind not in kinds:
            raise CountingError("wrong-kind", rule=rule, found=self.kind, expected=kinds)
        if not self.valid:
            raise CountingError("no-ballots")


@dataclass(frozen=True)
class Finding:
    """Something that is said of a count: a code that `wording` turns into a sentence, and its parameters."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Margin:
    """How many ballots would have to be otherwise for the result not to be certain any more.

    That is: for another result, or an equality, to come out, the valid ballots being changed as one wishes and as
    many. `lower` and `upper` are proven (None: not computed); the margin is exact when they are equal. 0 when a draw
    settled an equality that mattered.
    """

    lower: int | None = None
    upper: int | None = None

    @property
    def is_exact(self) -> bool:
        return self.lower is not None and self.lower == self.upper


@dataclass(frozen=True)
class Round:
    """One stage of a count: votes of each candidate still in, and what was decided (codes and names)."""

    votes: Mapping[str, Number]
    elected: tuple[str, ...] = ()
    eliminated: tuple[str, ...] = ()
    transferred: str = ""
    exhausted: Number = 0


@dataclass(frozen=True)
class Outcome:
    """What a rule makes of a profile.

    `winners`: best first; empty when nothing is decided. `qualified`: who goes to a second round. `ranking`: levels of
    equals, best first, where the rule ranks. `scores`: votes, points, by candidate. `tables`: what the rule shows
    besides, plain values.
    """

    rule: str
    winners: tuple[str, ...]
    scores: Mapping[str, Number]
    ranking: tuple[tuple[str, ...], ...] = ()
    qualified: tuple[str, ...] = ()
    rounds: tuple[Round, ...] = ()
    tables: Mapping[str, object] = field(default_factory=dict)
    margin: Margin = Margin()
    ties: tuple[Met, ...] = ()
    findings: tuple[Finding, ...] = ()


def share_text(value: Number) -> str | int:
    """An exact number as JSON can hold it: an integer, or the text `n/d`."""
    if isinstance(value, Fraction) and value.denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    whole = int(value)
    return whole if abs(whole) < 2**53 else str(whole)


def exact(value: Number) -> Number:
    """The same number, as an integer where it is one."""
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value
