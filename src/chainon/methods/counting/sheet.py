"""The sheet of a rule: everything that decides how a vote is counted, published before it begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from fractions import Fraction
from typing import Any, Literal, cast, get_args

from chainon.methods.ties import Ties, Way

from .errors import CountingError
from .majority_value import Median, Ungraded
from .model import Kind
from .runoff_rounds import EqualRanks
from .schulze_paths import Strength
from .thresholds import Threshold, parse_share

Rule = Literal[
    "plurality",
    "two-round",
    "approval",
    "yes-no",
    "majority-judgment",
    "schulze",
    "irv",
    "stv",
    "borda",
    "points",
    "consent",
]
KINDS: dict[Rule, Kind] = {
    "plurality": "choice",
    "two-round": "choice",
    "approval": "approval",
    "yes-no": "answers",
    "majority-judgment": "grades",
    "schulze": "ranks",
    "irv": "ranks",
    "stv": "ranks",
    "borda": "ranks",
    "points": "points",
    "consent": "consent",
}
"""What the ballots of each rule are."""

Carry = Literal["share", "winner"]
_ONLY: dict[str, tuple[Rule, ...]] = {
    "seats": ("plurality", "approval", "majority-judgment", "schulze", "stv", "borda", "points"),
    "threshold": ("plurality", "approval", "yes-no"),
    "scale": ("majority-judgment",),
    "median": ("majority-judgment",),
    "ungraded": ("majority-judgment",),
    "strength": ("schulze",),
    "equal_ranks": ("irv",),
    "majority": ("two-round",),
    "qualifying": ("two-round",),
    "most": ("approval", "points"),
    "total": ("points",),
    "objections": ("consent",),
}
_CHOICES: dict[str, tuple[str, ...]] = {
    "rule": get_args(Rule),
    "median": get_args(Median),
    "ungraded": get_args(Ungraded),
    "strength": get_args(Strength),
    "equal_ranks": get_args(EqualRanks),
    "carry": get_args(Carry),
}
_AT_LEAST = {"seats": 1, "most": 1, "total": 1, "objections": 0}


@dataclass(frozen=True)
class Sheet:
    """A rule and its choices. A choice that the rule doesn't know must keep its default.

    `threshold`: what a winner's votes (yes-no: the yes) must meet. `majority`, `qualifying`: of two rounds. `most`,
    `total`: limits of a ballot. `quorum`: share of the registered who must vote. `colleges`: what each college weighs;
    `carry`: whether a college's votes are shared in the proportion in which it cast them, or all go to its winner.
    Raises `CountingError` `bad-sheet` (`field`, `found`).
    """

    rule: Rule
    seats: int = 1
    ties: Ties = field(default_factory=Ties)
    threshold: Threshold | None = None
    scale: tuple[str, ...] = ()
    median: Median = "lower"
    ungraded: Ungraded = "worst"
    strength: Strength = "winning-votes"
    equal_ranks: EqualRanks = "split"
    majority: tuple[Threshold, ...] = ()
    qualifying: Threshold | None = None
    most: int | None = None
    total: int | None = None
    objections: int = 0
    quorum: Threshold | None = None
    colleges: Mapping[str, Fraction] = field(default_factory=dict)
    carry: Carry = "share"

    def __post_init__(self) -> None:
        for name, allowed in _CHOICES.items():
            if getattr(self, name) not in allowed:
                raise CountingError("bad-sheet", field=name, found=str(getattr(self, name)))
        for name, least in _AT_LEAST.items():
            value = getattr(self, name)
            if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < least):
                raise CountingError("bad-sheet", field=name, found=str(value))
        defaults = {each.name: each.default for each in fields(self)}
        for name, rules in _ONLY.items():
            if self.rule not in rules and getattr(self, name) != defaults[name]:
                raise CountingError("bad-sheet", field=name, found=str(getattr(self, name)))
        for college, weight in self.colleges.items():
            if weight <= 0:
                raise CountingError("bad-sheet", field="colleges", found=f"{college}={weight}")

    @property
    def kind(self) -> Kind:
        return KINDS[self.rule]

    def as_json(self) -> dict[str, object]:
        """The rule and every choice that it knows, defaults included: plain values, fractions as texts."""
        shown: dict[str, object] = {}
        for each in fields(self):
            if self.rule in _ONLY.get(each.name, (self.rule,)):
                shown[each.name] = _plain(getattr(self, each.name))
        return shown

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Sheet:
        """The sheet that gave this JSON. Raises `CountingError` `bad-sheet`."""
        given = dict(value)
        unknown = set(given) - {each.name for each in fields(cls)}
        if unknown:
            raise CountingError("bad-sheet", field=min(unknown), found=str(given[min(unknown)]))
        ties = given.get("ties")
        if ties is not None:
            given["ties"] = Ties(cast(Way, ties["way"]), ties.get("seed", ""), tuple(ties.get("order", ())))
        for name in ("threshold", "qualifying", "quorum"):
            if given.get(name) is not None:
                given[name] = Threshold.from_json(given[name])
        given["majority"] = tuple(Threshold.from_json(item) for item in given.get("majority", ()))
        given["scale"] = tuple(given.get("scale", ()))
        given["colleges"] = {name: parse_share(str(weight)) for name, weight in given.get("colleges", {}).items()}
        return cls(**given)


def _plain(value: object) -> object:
    if isinstance(value, Ties | Threshold):
        return value.as_json()
    if isinstance(value, Mapping):
        return {name: str(weight) for name, weight in sorted(value.items())}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
