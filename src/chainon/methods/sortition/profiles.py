"""A pool by profiles: people whom no quota and no household tells apart are counted together.

Leximin is a strictly fair point of a convex set, hence unique in the chances it gives, and it treats alike those who
are alike; so the optimisation may work on how many people of each class sit, which is smaller and has no symmetry.

With households, the class of a person who shares a home with other volunteers is their profile and the profiles of the
whole home; homes of the same composition are interchangeable. Choosing at most one person in each home is exactly
choosing, for each composition, at most as many people as there are such homes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .errors import Infeasible, SortitionError
from .model import Pool
from .solver import Columns, Floats, Ints

_Key = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]


@dataclass(frozen=True)
class Homes:
    """Homes of one composition: `people[h][i]` are the people of home `h` who belong to the class `classes[i]`."""

    classes: tuple[int, ...]
    people: tuple[tuple[tuple[int, ...], ...], ...]


@dataclass(frozen=True, eq=False)
class Profiles:
    """Classes of interchangeable people and the rows (seats, quotas, homes) that a panel's counts satisfy.

    `sizes[t]` people are in class `t`, at most `caps[t]` of whom may sit together. Entry `e` of the 0/1 matrix is in
    row `entry_rows[e]` and column `entry_columns[e]`; entries are sorted by column.
    """

    seats: int
    members: tuple[tuple[int, ...], ...]
    homes: tuple[Homes, ...]
    sizes: Floats
    caps: Floats
    entry_rows: Ints
    entry_columns: Ints
    row_lower: Floats
    row_upper: Floats

    @property
    def count(self) -> int:
        return len(self.members)

    def totals(self, counts: Floats) -> Floats:
        """The left-hand sides of the rows for counts by class."""
        sums: Floats = np.bincount(self.entry_rows, counts[self.entry_columns], len(self.row_lower)).astype(np.float64)
        return sums

    @cached_property
    def starts(self) -> Ints:
        return np.searchsorted(self.entry_columns, np.arange(self.count + 1))

    def columns(self, costs: Floats) -> Columns:
        """The classes as columns of a model, from nobody to `caps`."""
        return Columns(
            costs, np.zeros(self.count), self.caps, self.starts, self.entry_rows, np.ones(len(self.entry_rows))
        )

    def is_panel(self, counts: Floats) -> bool:
        """Whether counts by class are those of a panel that satisfies everything."""
        totals = self.totals(counts)
        whole = bool(np.all(counts == np.rint(counts)) and np.all(counts >= 0) and np.all(counts <= self.caps))
        return whole and bool(np.all(totals >= self.row_lower) and np.all(totals <= self.row_upper))

    def spread(self, by_class: Floats, people: int) -> Floats:
        """A value a class, as a value a person (in the order of the pool)."""
        spread = np.zeros(people)
        for members, value in zip(self.members, by_class, strict=True):
            spread[list(members)] = value
        return spread


def profiles_of(pool: Pool, seats: int, *, households: bool = False) -> Profiles:
    """Classes in an order that does not depend on the order of the people.

    Raises `SortitionError` `seats-not-positive`; `Infeasible` `more-seats-than-people`.
    """
    if seats < 1:
        raise SortitionError("seats-not-positive", seats=seats)
    if seats > len(pool.people):
        raise Infeasible("more-seats-than-people", seats=seats, people=len(pool.people))
    by_id = sorted(range(len(pool.people)), key=lambda index: pool.people[index].id)
    shared = _shared_homes(pool, by_id) if households else {}
    composition: dict[int, tuple[tuple[str, ...], ...]] = {}
    for home in shared.values():
        together = tuple(sorted(pool.people[index].values for index in home))
        composition.update(dict.fromkeys(home, together))
    members: dict[_Key, list[int]] = {}
    for index in by_id:
        key = (pool.people[index].values, composition.get(index, ()))
        members.setdefault(key, []).append(index)
    keys = sorted(members)
    place = {key: number for number, key in enumerate(keys)}
    homes = _homes(pool, shared, composition, place)
    caps = np.array([float(len(members[key])) for key in keys])
    for kind in homes:
        caps[list(kind.classes)] = len(kind.people)
    rows, lower, upper = _rows(pool, seats, keys)
    for kind in homes:
        rows.append(list(kind.classes))
        lower.append(0.0)
        upper.append(float(len(kind.people)))
    entries = sorted((column, row) for row, columns in enumerate(rows) for column in columns)
    return Profiles(
        seats=seats,
        members=tuple(tuple(members[key]) for key in keys),
        homes=homes,
        sizes=np.array([float(len(members[key])) for key in keys]),
        caps=caps,
        entry_rows=np.array([row for _, row in entries], dtype=np.int64),
        entry_columns=np.array([column for column, _ in entries], dtype=np.int64),
        row_lower=np.array(lower),
        row_upper=np.array(upper),
    )


def _shared_homes(pool: Pool, by_id: list[int]) -> dict[str, list[int]]:
    homes: dict[str, list[int]] = {}
    for index in by_id:
        household = pool.people[index].household
        if household is not None:
            homes.setdefault(household, []).append(index)
    return {name: people for name, people in homes.items() if len(people) > 1}


def _homes(
    pool: Pool,
    shared: dict[str, list[int]],
    composition: dict[int, tuple[tuple[str, ...], ...]],
    place: dict[_Key, int],
) -> tuple[Homes, ...]:
    kinds: dict[tuple[tuple[str, ...], ...], list[list[int]]] = {}
    for home in shared.values():
        kinds.setdefault(composition[home[0]], []).append(home)
    found = []
    for together in sorted(kinds):
        values = sorted(set(together))
        people = tuple(
            tuple(tuple(index for index in home if pool.people[index].values == value) for value in values)
            for home in sorted(kinds[together], key=lambda home: pool.people[home[0]].id)
        )
        found.append(Homes(tuple(place[(value, together)] for value in values), people))
    return tuple(found)


def _rows(pool: Pool, seats: int, keys: list[_Key]) -> tuple[list[list[int]], list[float], list[float]]:
    rows: list[list[int]] = [list(range(len(keys)))]
    lower, upper = [float(seats)], [float(seats)]
    for position, feature in enumerate(pool.features):
        for value, quota in feature.quotas.items():
            rows.append([number for number, key in enumerate(keys) if key[0][position] == value])
            lower.append(float(quota.minimum))
            upper.append(float(min(quota.maximum, seats)))
    return rows, lower, upper
