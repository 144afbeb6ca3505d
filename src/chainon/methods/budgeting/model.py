"""The words of a participatory budget: its projects, its ballots, its envelopes; how it is counted is in `sheet`.

Money is in integer cents. Identical ballots are one *group*: they pay the same for ever, so grouping them is exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from .errors import BudgetingError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]


class BallotType(StrEnum):
    """How people voted (Pabulib's `vote_type`)."""

    APPROVAL = "approval"
    ORDINAL = "ordinal"
    CUMULATIVE = "cumulative"
    SCORING = "scoring"


@dataclass(frozen=True)
class Project:
    """A project: `cost` in cents; `category` and `place` are labels ("" when untold); `extra` are other columns."""

    id: str
    cost: int
    name: str = ""
    category: str = ""
    place: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Envelope:
    """At most `cents` go to the projects whose `by` (place or category) is `value`."""

    by: Literal["place", "category"]
    value: str
    cents: int


Entries = tuple[tuple[int, int], ...]
"""A ballot: (position of a project in `Instance.projects`, its points ≥ 1; 1 on an approval ballot).

In the order of preference on an ordinal ballot; else in increasing positions.
"""


@dataclass(frozen=True, eq=False)
class Ballots:
    """The ballots in compressed rows, identical ones together; all arrays are int64.

    Group g names `projects[starts[g]:starts[g+1]]` with `points[…]` (all 1 on approval ballots), and stands for
    `weights[g]` ≥ 1 voters, who live in `places[g]`; `places` is () when the count does not look at it. An empty
    row is a voter who named nothing: they count among the voters. Rows of an ordinal ballot are in order of
    preference; the others in increasing positions.
    """

    kind: BallotType
    starts: Ints
    projects: Ints
    points: Ints
    weights: Ints
    places: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, kind: BallotType, ballots: Iterable[Entries], places: Iterable[str] | None = None, *, ordered: bool = True
    ) -> Ballots:
        """Group the ballots of single voters, in `places` of the same length if wished.

        The groups come in the order of their content, so that the order of the voters leaves no trace; `ordered`
        False keeps the order of appearance, faster.
        """
        keep = kind is BallotType.ORDINAL
        rows = (tuple(ballot) if keep else tuple(sorted(ballot)) for ballot in ballots)
        counted = Counter(zip(places, rows, strict=True) if places is not None else (("", row) for row in rows))
        groups = sorted(counted) if ordered else list(counted)
        told = tuple(place for place, _ in groups) if places is not None else ()
        return cls.of_groups(kind, [row for _, row in groups], [counted[group] for group in groups], told)

    @classmethod
    def of_groups(
        cls, kind: BallotType, rows: Sequence[Entries], weights: Sequence[int], places: tuple[str, ...] = ()
    ) -> Ballots:
        """From one row a group; rows are taken as they are."""
        import numpy as np

        starts = np.zeros(len(rows) + 1, np.int64)
        np.cumsum([len(row) for row in rows], out=starts[1:])
        flat = np.array([entry for row in rows for entry in row], np.int64).reshape(-1, 2)
        return cls(kind, starts, flat[:, 0].copy(), flat[:, 1].copy(), np.array(weights, np.int64), places)

    def __len__(self) -> int:
        """The number of groups."""
        return len(self.weights)

    @cached_property
    def voters(self) -> int:
        return int(self.weights.sum())

    def row(self, group: int) -> Entries:
        first, last = self.starts[group], self.starts[group + 1]
        return tuple(zip(self.projects[first:last].tolist(), self.points[first:last].tolist(), strict=True))

    def cut(self, kept: Sequence[int]) -> Ballots:
        """The ballots with the projects at positions `kept` only, which become 0, 1, …; without rows left empty."""
        new = {old: place for place, old in enumerate(kept)}
        rows = [
            tuple((new[project], points) for project, points in self.row(group) if project in new)
            for group in range(len(self))
        ]
        full = [group for group, row in enumerate(rows) if row]
        places = tuple(self.places[group] for group in full) if self.places else ()
        return Ballots.of_groups(self.kind, [rows[group] for group in full], self.weights[full].tolist(), places)


@dataclass(frozen=True, eq=False)
class Instance:
    """A vote to count. `exclusive`: sets of ids of which at most one may win. Raises `BudgetingError`."""

    projects: tuple[Project, ...]
    ballots: Ballots
    budget: int
    envelopes: tuple[Envelope, ...] = ()
    exclusive: tuple[tuple[str, ...], ...] = ()

    def __post_init__(self) -> None:
        from .checks import check_ballots, check_costs, is_money

        check_costs((project.id, project.cost) for project in self.projects)
        if not is_money(self.budget):
            raise BudgetingError("bad-budget", budget=self.budget)
        for envelope in self.envelopes:
            if envelope.by not in ("place", "category") or not is_money(envelope.cents):
                raise BudgetingError("bad-envelope", by=envelope.by, value=envelope.value)
        unknown = sorted({name for group in self.exclusive for name in group} - set(self.position))
        if unknown:
            raise BudgetingError("unknown-project", id=unknown[0])
        cast = self.ballots
        check_ballots(
            cast.starts, cast.projects, cast.points, cast.weights, places=len(cast.places), projects=len(self.projects)
        )

    @cached_property
    def position(self) -> dict[str, int]:
        """Where each project stands in `projects`, by id."""
        return {project.id: place for place, project in enumerate(self.projects)}

    @cached_property
    def votes(self) -> tuple[int, ...]:
        """How many voters named each project."""
        return self._sums(self.ballots.weights.repeat(self._lengths()))

    @cached_property
    def scores(self) -> tuple[int, ...]:
        """The sum of the points of each project; its votes on approval ballots."""
        return self._sums(self.ballots.points * self.ballots.weights.repeat(self._lengths()))

    def _lengths(self) -> Ints:
        return self.ballots.starts[1:] - self.ballots.starts[:-1]

    def _sums(self, values: Ints) -> tuple[int, ...]:
        import numpy as np

        sums = np.zeros(len(self.projects), np.int64)
        np.add.at(sums, self.ballots.projects, values)
        return tuple(sums.tolist())

    def only(self, envelope: Envelope) -> Instance:
        """The vote of one envelope, to be counted apart: its projects, its money, every ballot cut to them.

        Voters who named none of them are left out: they have no share of its money.
        """
        kept = [place for place, project in enumerate(self.projects) if getattr(project, envelope.by) == envelope.value]
        ids = {self.projects[place].id for place in kept}
        exclusive = tuple(tuple(i for i in group if i in ids) for group in self.exclusive)
        return Instance(
            tuple(self.projects[place] for place in kept),
            self.ballots.cut(kept),
            envelope.cents,
            exclusive=tuple(group for group in exclusive if len(group) > 1),
        )
