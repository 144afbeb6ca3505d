"""What a count gives: the winners in order, who paid for each, and what was met on the way."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from chainon.methods.ties import Met

from .sheet import Rule

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .model import Instance

Phase = Literal["free", "count", "fill"]


@dataclass(frozen=True, eq=False)
class Round:
    """One winner.

    `project` is its position in `Instance.projects`. `phase`: `free` (costs nothing, has the votes it needs), `count`
    (by the rule), `fill` (by the completion, paid by nobody's share).
    Equal shares, phase `count`: `price` is what a voter pays in full for one point (one vote), in cents, exact.
    `groups` (positions in `Ballots`, increasing) paid `paid` cents a voter (float64, within 1e-9; a group with nothing
    left is not listed); where `emptied`, they gave all they had left, else exactly `price` × their points.
    Phragmén: `price` is the time of the purchase, in cents earned by each voter; a group pays what it earned since its
    last purchase. Maximin support: `price` is the largest load of a voter, in cents, once this project is bought.
    """

    project: int
    phase: Phase = "count"
    price: Fraction | None = None
    groups: NDArray[np.intp] | None = None
    paid: NDArray[np.float64] | None = None
    emptied: NDArray[np.bool_] | None = None


@dataclass(frozen=True)
class Compared:
    """The comparison step: how many voters prefer each outcome (or have nothing, for `exclusion`), which was kept."""

    by: Literal["satisfaction", "exclusion"]
    shares: int
    greedy: int
    kept: Literal["shares", "greedy"]


@dataclass(frozen=True, eq=False)
class Outcome:
    """The result of `count`. All money in cents.

    `rounds[i]` elected `winners[i]`. `endowment`: what each voter had at the end of equal shares, exact (the mean,
    where places differ: then a voter of group g had `endowment * factors[g]`; `factors` is () when all are 1);
    None for the other methods. `left` (equal shares): cents left to each voter of each group (float64, within 1e-9).
    `runs`: how many times equal shares was run. `ties`: every equality met, in order. `out`: projects that could not
    win and why (`below-minimum`, `above-budget`, `above-envelope`).
    """

    rule: Rule
    winners: tuple[str, ...]
    rounds: tuple[Round, ...]
    total_cost: int
    endowment: Fraction | None = None
    factors: tuple[Fraction, ...] = ()
    left: NDArray[np.float64] | None = None
    runs: int = 1
    ties: tuple[Met, ...] = ()
    out: tuple[tuple[str, str], ...] = ()
    compared: Compared | None = None

    @classmethod
    def of(cls, instance: Instance, rule: Rule, rounds: tuple[Round, ...], **more: object) -> Outcome:
        projects = [instance.projects[each.project] for each in rounds]
        winners = tuple(project.id for project in projects)
        return cls(rule, winners, rounds, sum(project.cost for project in projects), **more)  # type: ignore[arg-type]
