"""The places still to fill, as an integer programme on how many people of each kind take one.

People of one profile who live alone are interchangeable; so are households that offer the same profiles. A *group* is
a set of such households (a person without one is a household of their own): at most one person of each is chosen, so
any whole numbers by profile that add up to at most the size of the group can be seated. The programme is exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from .errors import SortitionError
from .model import Feature, Pool, Quota

if TYPE_CHECKING:
    import highspy

Profile = tuple[str, ...]
Value = tuple[int, str]
"""A value of a feature: position of the feature in the pool, value."""
Place = tuple[int, Profile]
"""Where someone may be seated: position of the group, profile in it."""
Name = Hashable
"""What a row or an extra of a programme is called: a text, a `Value`, a `Bound`, a `Group`."""

SEATS = "seats"
MINIMUM = "minimum"
MAXIMUM = "maximum"
_NODE_LIMIT = 2_000
_TINY = 1e-6


class Undecided(SortitionError):
    """The solver gave up before it could tell whether a panel exists (code `undecided`)."""


@dataclass(frozen=True)
class Group:
    """`size` households alike: each may seat one person, of any of `profiles`."""

    profiles: tuple[Profile, ...]
    size: int


@dataclass(frozen=True)
class Places:
    """What is left to fill: `seats` among `groups`, when seated people already take `taken[value]` of each quota."""

    features: tuple[Feature, ...]
    seats: int
    groups: tuple[Group, ...]
    taken: Mapping[Value, int] = field(default_factory=dict)
    seated: int = 0

    @property
    def values(self) -> tuple[Value, ...]:
        return tuple((number, value) for number, feature in enumerate(self.features) for value in feature.quotas)

    def quota(self, value: Value) -> Quota:
        return self.features[value[0]].quotas[value[1]]

    def named(self, value: Value) -> dict[str, object]:
        """The value as parameters of a finding."""
        return {"feature": self.features[value[0]].name, "value": value[1]}

    @property
    def most(self) -> int:
        """No quota needs to be larger than this."""
        return max(self.seats + self.seated, *(self.taken.values() or (0,)))

    @property
    def room(self) -> int:
        """How many people could be seated if there were no quota."""
        return sum(group.size for group in self.groups)

    def available(self, value: Value) -> int:
        """How many people of that value could be seated if there were no other quota."""
        number, name = value
        return sum(group.size for group in self.groups if any(profile[number] == name for profile in group.profiles))


def places_of(
    pool: Pool,
    seats: int,
    *,
    households: bool = False,
    seated: Collection[int] = (),
    candidates: Collection[int] | None = None,
) -> Places:
    """Places left by `seated` people, open to `candidates` (all others by default); indices into `pool.people`.

    With `households`, nobody who lives with a seated person is a candidate.
    """
    sitting = set(seated)
    taken = Counter((number, value) for i in sitting for number, value in enumerate(pool.people[i].values))
    full = {pool.people[i].household for i in sitting if households} - {None}
    offers: dict[str, set[Profile]] = {}
    sizes: Counter[tuple[Profile, ...]] = Counter()
    for i in range(len(pool.people)) if candidates is None else candidates:
        person = pool.people[i]
        if i in sitting or (households and person.household in full):
            continue
        if households and person.household is not None:
            offers.setdefault(person.household, set()).add(person.values)
        else:
            sizes[(person.values,)] += 1
    sizes.update(tuple(sorted(profiles)) for profiles in offers.values())
    groups = tuple(Group(profiles, size) for profiles, size in sorted(sizes.items()))
    return Places(pool.features, seats - len(sitting), groups, taken, len(sitting))


@dataclass(frozen=True)
class Extra:
    """A whole number beside those of the groups (a bound relaxed, someone recruited): its cost, limit and effect."""

    name: Name
    cost: float
    upper: float
    effects: Mapping[Name, float]
    """Coefficient in each row: `SEATS`, a `Value`, or the name of one of the programme's `links`."""
    lower: float = 0


class Bound(NamedTuple):
    """One side of a quota: `MINIMUM` or `MAXIMUM`."""

    value: Value
    side: str


@dataclass(frozen=True)
class Solution:
    """Numbers above zero: of people by place, of extras by name; and their cost."""

    taken: Mapping[Place, float]
    extras: Mapping[Name, float]
    cost: float
    is_whole: bool


class Programme:
    """Whole numbers `x[group, profile]` within the groups' sizes, the quotas and the seats, at least cost.

    `links` are further rows, whose effects add up to 0.
    """

    def __init__(self, places: Places, extras: Sequence[Extra] = (), links: Sequence[Name] = ()) -> None:
        self.places = places
        self.extras = tuple(extras)
        self.columns: list[Place] = [
            (number, profile) for number, group in enumerate(places.groups) for profile in group.profiles
        ]
        self.rows: dict[Name, int] = {SEATS: 0}
        self.bounds: list[tuple[float, float]] = [(places.seats, places.seats)]
        for number, value in places.values:
            quota, taken = places.quota((number, value)), places.taken.get((number, value), 0)
            self._add_row((number, value), quota.minimum - taken, quota.maximum - taken)
        for group in places.groups:
            if len(group.profiles) > 1:
                self._add_row(group, 0, group.size)
        for link in links:
            self._add_row(link, 0, 0)
        self._forgotten: frozenset[Bound] = frozenset()
        self._is_integer = False
        self._positions = {place: i for i, place in enumerate(self.columns)}
        self._seating: Place | None = None
        self._solver = self._build()

    def _add_row(self, name: Name, lower: float, upper: float) -> None:
        self.rows[name] = len(self.bounds)
        self.bounds.append((lower, upper))

    def _build(self) -> highspy.Highs:
        import highspy
        import numpy as np

        starts, indices, values = [0], [], []
        lowers: list[float] = [0.0] * len(self.columns)
        uppers: list[float] = []
        for number, profile in self.columns:
            group = self.places.groups[number]
            touched = [0, *(self.rows[value] for value in enumerate(profile))]
            touched += [self.rows[group]] if len(group.profiles) > 1 else []
            indices += touched
            values += [1.0] * len(touched)
            starts.append(len(indices))
            uppers.append(group.size)
        for extra in self.extras:
            indices += [self.rows[row] for row in extra.effects]
            values += list(extra.effects.values())
            starts.append(len(indices))
            lowers.append(extra.lower)
            uppers.append(extra.upper)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(uppers), len(self.bounds)
        lp.col_cost_ = np.array([0.0] * len(self.columns) + [extra.cost for extra in self.extras])
        lp.col_lower_, lp.col_upper_ = np.array(lowers, dtype=float), np.array(uppers, dtype=float)
        lp.row_lower_ = np.array([lower for lower, _ in self.bounds], dtype=float)
        lp.row_upper_ = np.array([upper for _, upper in self.bounds], dtype=float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = np.array(starts, dtype=np.int32)
        lp.a_matrix_.index_ = np.array(indices, dtype=np.int32)
        lp.a_matrix_.value_ = np.array(values, dtype=float)
        make: Callable[[], highspy.Highs] = highspy.Highs  # its constructor is untyped
        solver = make()
        for option, setting in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", 0),
            # Costs are whole seats and small change: half a seat apart is the same answer.
            ("mip_abs_gap", 0.5),
            ("mip_max_nodes", _NODE_LIMIT),
        ):
            solver.setOptionValue(option, setting)
        solver.passModel(lp)
        return solver

    def price(self, costs: Mapping[Name, float]) -> None:
        """Give extras other costs: those not named cost nothing."""
        for i, extra in enumerate(self.extras):
            self._solver.changeColCost(len(self.columns) + i, costs.get(extra.name, 0.0))

    def solve(
        self, *, integer: bool = True, without: Collection[Bound] = (), seating: Place | None = None
    ) -> Solution | None:
        """Cheapest whole numbers when the bounds `without` are forgotten, or None when there are none.

        `seating` is a place that at least one person must take.

        `integer=False` is the linear relaxation: quicker, and None is then an answer for whole numbers too.
        Raises `Undecided`.
        """
        self._forget(frozenset(without))
        self._seat(seating)
        relaxed = self._run(integer=False)
        if relaxed is None or not integer or relaxed.is_whole:
            return relaxed
        if relaxed.extras and all(abs(used - round(used)) <= _TINY for used in relaxed.extras.values()):
            # The linear relaxation bounds the cost: whole people with the same extras are then the cheapest.
            self._limit(relaxed.extras)
            whole = self._run(integer=True)
            self._limit(None)
            if whole is not None:
                return whole
        return self._run(integer=True)

    def _seat(self, place: Place | None) -> None:
        if self._seating is not None:
            self._solver.changeColBounds(self._positions[self._seating], 0, self._size(self._seating))
        if place is not None:
            self._solver.changeColBounds(self._positions[place], 1, self._size(place))
        self._seating = place

    def _size(self, place: Place) -> int:
        return self.places.groups[place[0]].size

    def _limit(self, extras: Mapping[Name, float] | None) -> None:
        for i, extra in enumerate(self.extras, start=len(self.columns)):
            lower, upper = extra.lower, extra.upper
            if extras is not None:
                lower = upper = round(extras.get(extra.name, 0))
            self._solver.changeColBounds(i, lower, upper)

    def _run(self, *, integer: bool) -> Solution | None:
        import highspy
        import numpy as np

        split, count = len(self.columns), len(self.columns) + len(self.extras)
        if not count:  # the solver refuses an empty model
            return Solution({}, {}, 0, True) if all(low <= 0 <= high for low, high in self._limits()) else None
        if integer != self._is_integer:
            kind = highspy.HighsVarType.kInteger if integer else highspy.HighsVarType.kContinuous
            self._solver.changeColsIntegrality(count, np.arange(count, dtype=np.int32), np.array([kind] * count))
            self._is_integer = integer
        self._solver.run()
        status = self._solver.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if self._solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            raise Undecided("undecided", status=str(status))
        found = np.asarray(self._solver.getSolution().col_value)
        above = np.flatnonzero(found > _TINY)
        taken = {self.columns[i]: float(found[i]) for i in above if i < split}
        used = {self.extras[i - split].name: float(found[i]) for i in above if i >= split}
        is_whole = bool(np.all(np.abs(found - np.round(found)) <= _TINY))
        return Solution(taken, used, float(self._solver.getInfo().objective_function_value), is_whole)

    def _limits(self) -> list[tuple[float, float]]:
        lp = self._solver.getLp()
        return list(zip(lp.row_lower_, lp.row_upper_, strict=True))

    def _forget(self, bounds: frozenset[Bound]) -> None:
        import highspy

        for value in {bound.value for bound in bounds ^ self._forgotten}:
            lower, upper = self.bounds[self.rows[value]]
            lower = -highspy.kHighsInf if Bound(value, MINIMUM) in bounds else lower
            upper = highspy.kHighsInf if Bound(value, MAXIMUM) in bounds else upper
            self._solver.changeRowBounds(self.rows[value], lower, upper)
        self._forgotten = bounds
