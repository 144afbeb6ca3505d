"""The sheet of a rule: everything that decides how a vote will be counted, to be published before it.

It is plain data, with one JSON form. Two people with the same ballots and the same sheet get the same winners.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from fractions import Fraction
from typing import Literal, get_args

from chainon.methods.ties import Ties, Way

from .errors import BudgetingError

VERSION = "chainon-budgeting-1"

Method = Literal["greedy", "equal-shares", "phragmen", "maximin-support"]
Ranking = Literal["votes", "votes-per-cost"]
TooDear = Literal["skip", "stop"]
Utility = Literal["cost", "cardinality", "points"]
Start = Literal["exact", "whole"]
Stop = Literal["none", "overspend", "exhaustive"]
Fill = Literal["none", "votes", "votes-per-cost"]
Comparison = Literal["none", "satisfaction", "exclusion"]

_WORDS = {
    "method": get_args(Method),
    "ranking": get_args(Ranking),
    "too_dear": get_args(TooDear),
    "utility": get_args(Utility),
    "start": get_args(Start),
    "stop": get_args(Stop),
    "fill": get_args(Fill),
    "comparison": get_args(Comparison),
}


@dataclass(frozen=True)
class Rule:
    """How a vote is counted. Only the fields of its `method` matter.

    - `method`: `greedy`, `equal-shares`, `phragmen` (sequential), `maximin-support`.
    - `minimum`: a project below this score (votes, or points where ballots give points) is out. 1 by default: nobody
      asked for a project without a vote.
    - `ties`: `chainon.methods.ties.Ties`; the same order for all runs of the count.
    - greedy: `ranking` by votes (points where there are) or by votes per cost; a project that no longer fits is passed
      over (`too_dear` = `skip`) or ends the count (`stop`).
    - equal shares: `utility` of a winner for a voter who named it (its cost; 1; its points); `start`, the endowment of
      each voter (`exact`: budget / voters as a fraction; `whole`: rounded down to whole `step`s); `shares`, when
      places have different starting endowments (place → its share of the budget, divided among its voters); `stop`,
      how endowments grow by `step` cents a voter: not at all; until the next would overspend (Add1); or also as soon
      as no project named by anyone still fits (Add1, exhaustive stop); `comparison`, whether the outcome of `greedy`
      by votes, skipping, is kept when more voters prefer it (`satisfaction`) or fewer have nothing (`exclusion`).
    - all but greedy: `fill`, the money left goes to the next projects that fit, by votes or by votes per cost.
    """

    method: Method
    minimum: int = 1
    ties: Ties = field(default_factory=Ties)
    ranking: Ranking = "votes"
    too_dear: TooDear = "skip"
    utility: Utility = "cost"
    start: Start = "exact"
    shares: tuple[tuple[str, Fraction], ...] = ()
    step: int = 100
    stop: Stop = "none"
    fill: Fill = "none"
    comparison: Comparison = "none"
    title: str = ""

    def __post_init__(self) -> None:
        for name, words in _WORDS.items():
            self._require(name, getattr(self, name) in words)
        self._require("minimum", type(self.minimum) is int and self.minimum >= 0)
        self._require("step", type(self.step) is int and self.step >= 1)
        self._require("title", isinstance(self.title, str))
        self._require("ties", self.ties.way in get_args(Way))
        places = [place for place, _ in self.shares]
        self._require("shares", len(set(places)) == len(places) and all(share > 0 for _, share in self.shares))

    def _require(self, name: str, is_sound: bool) -> None:
        if not is_sound:
            raise BudgetingError("bad-sheet", field=name, found=str(getattr(self, name)))

    @property
    def name(self) -> str:
        """A short name that tells the method and its variants: `equal-shares/cost/add1`, `greedy/votes/skip`."""
        if self.method == "greedy":
            return f"greedy/{self.ranking}/{self.too_dear}"
        parts: list[str] = [self.method]
        if self.method == "equal-shares":
            parts.append(self.utility)
            parts.extend({"overspend": ["add1"], "exhaustive": ["add1-exhaustive"]}.get(self.stop, []))
            parts.extend([] if self.comparison == "none" else [f"compared-by-{self.comparison}"])
        parts.extend([] if self.fill == "none" else [f"filled-by-{self.fill}"])
        return "/".join(parts)

    def as_json(self) -> dict[str, object]:
        """The sheet as plain JSON; fractions are texts "n/d"; `version` says which program's rules these are."""
        plain: dict[str, object] = {each.name: getattr(self, each.name) for each in fields(self)}
        plain["ties"] = self.ties.as_json()
        plain["shares"] = {place: f"{share.numerator}/{share.denominator}" for place, share in self.shares}
        return {"version": VERSION, "name": self.name, **plain}

    @classmethod
    def from_json(cls, plain: Mapping[str, object]) -> Rule:
        """The sheet of a JSON object made by `as_json`. Raises `BudgetingError` `bad-sheet`."""
        values = dict(plain)
        if values.pop("version", VERSION) != VERSION:
            raise BudgetingError("bad-sheet", field="version", found=str(plain["version"]))
        name = values.pop("name", None)
        try:
            ties = values.pop("ties")
            shares = values.pop("shares")
            assert isinstance(ties, Mapping) and isinstance(shares, Mapping)
            way: Way = ties["way"]
            rule = cls(
                ties=Ties(way=way, seed=ties.get("seed", ""), order=tuple(ties.get("order", ()))),
                shares=tuple((place, _fraction(share)) for place, share in sorted(shares.items())),
                **values,  # type: ignore[arg-type]  # checked field by field when it is made
            )
        except (AssertionError, KeyError, TypeError, ValueError, ZeroDivisionError) as error:
            raise BudgetingError("bad-sheet", field="", found=str(error)) from None
        if name is not None and name != rule.name:
            raise BudgetingError("bad-sheet", field="name", found=str(name))
        return rule


def _fraction(text: object) -> Fraction:
    if not isinstance(text, str):
        raise TypeError("a share is a text n/d")
    return Fraction(text)
