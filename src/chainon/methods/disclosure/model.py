"""What is published about people: dimensions, tables of counts, and the rule that says what is too small to show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from .errors import DisclosureError

ALL = "*"
"""The code of a margin: everyone, whatever the value of that dimension."""

Codes = tuple[str, ...]


@dataclass(frozen=True)
class Dimension:
    """What people are told apart by (place, age, activity …).

    Each person has exactly one of the `atoms`; a group is a set of atoms that has a name. Groups may be nested (a
    hierarchy) or overlap (a neighbourhood and a priority area). The codes of a table are atoms, groups and `ALL`.
    `is_personal=False`: that everyone of a row has one value of it reveals nothing of them (a date of counting).
    Raises `DisclosureError`: `no-atom`, `code-twice` (`dimension`, `value`), `bad-group` (`dimension`, `group`).
    """

    name: str
    atoms: Codes
    groups: Mapping[str, Codes] = field(default_factory=dict)
    is_personal: bool = True

    def __post_init__(self) -> None:
        if not self.atoms:
            raise DisclosureError("no-atom", dimension=self.name)
        names = [*self.atoms, *self.groups, ALL]
        for code in names:
            if names.count(code) > 1:
                raise DisclosureError("code-twice", dimension=self.name, value=code)
        for group, members in self.groups.items():
            if not members or not set(members) <= set(self.atoms):
                raise DisclosureError("bad-group", dimension=self.name, group=group)

    @property
    def codes(self) -> Codes:
        """Atoms, then groups, then the margin."""
        return (*self.atoms, *self.groups, ALL)

    def members(self, code: str) -> frozenset[str]:
        """The atoms of a code. Raises `DisclosureError` `unknown-code` (`dimension`, `value`)."""
        if code == ALL:
            return frozenset(self.atoms)
        if code in self.groups:
            return frozenset(self.groups[code])
        if code not in self.atoms:
            raise DisclosureError("unknown-code", dimension=self.name, value=code)
        return frozenset((code,))


@dataclass(frozen=True)
class Table:
    """Counts of people, a code for each dimension; None is a count that is not shown.

    A combination of codes that `counts` leaves out is not shown either. `noise`: a count shown is at most that far from
    the true one (0: exact). `is_out`: already published, so that nothing of it can be hidden any more.
    """

    name: str
    dimensions: Codes
    counts: Mapping[Codes, int | None]
    noise: int = 0
    is_out: bool = False


@dataclass(frozen=True)
class Publication:
    """Tables about the same people, published together or one after the other.

    `impossible`: combinations that everyone knows nobody has, a code for each dimension named
    (`{"âge": "0-14", "activité": "retraite"}`); their zeros reveal nothing.
    Raises `DisclosureError`: `dimension-twice` (`dimension`), `table-twice` (`table`), `unknown-dimension` (`table`,
    `dimension`), `bad-cell` (`table`, `codes`), `negative-count` (`table`, `codes`, `count`), `unknown-code`.
    """

    dimensions: tuple[Dimension, ...]
    tables: tuple[Table, ...]
    impossible: tuple[Mapping[str, str], ...] = ()

    def __post_init__(self) -> None:
        _once((dimension.name for dimension in self.dimensions), "dimension")
        _once((table.name for table in self.tables), "table")
        known = {dimension.name: dimension for dimension in self.dimensions}
        for table in self.tables:
            _check_table(table, known)
        for combination in self.impossible:
            for name, code in combination.items():
                if name not in known:
                    raise DisclosureError("unknown-dimension", table="", dimension=name)
                known[name].members(code)

    def table(self, name: str) -> Table:
        """Raises `DisclosureError` `unknown-table` (`table`)."""
        for table in self.tables:
            if table.name == name:
                return table
        raise DisclosureError("unknown-table", table=name)

    def with_tables(self, tables: Iterable[Table]) -> Publication:
        return replace(self, tables=tuple(tables))


@dataclass(frozen=True)
class Rule:
    """What may not be known of a number of people.

    `threshold`: a count from 1 to `threshold - 1` is protected (11: INSEE's practice for tax data about persons).
    `width`: a protected count must have at least `width + 1` values compatible with all that is published; by default
    `threshold - 1`, so that a subtraction never says more than the words « moins de 11 » do (0 to 10).
    `zeros`: `same` protects a zero when it reveals what everyone else of its row or column is; `all` protects each
    zero; `shown` none.
    Raises `DisclosureError` `bad-rule`.
    """

    threshold: int = 11
    width: int | None = None
    zeros: Literal["same", "all", "shown"] = "same"

    def __post_init__(self) -> None:
        if self.threshold < 1 or self.least_width < 1 or self.zeros not in ("same", "all", "shown"):
            raise DisclosureError("bad-rule", threshold=self.threshold, width=self.width, zeros=self.zeros)

    @property
    def least_width(self) -> int:
        return max(1, self.threshold - 1) if self.width is None else self.width


Kind = Literal["shown", "exact", "narrow", "same"]


@dataclass(frozen=True)
class Finding:
    """What a reader can work out: people of `cell` (dimension → code, or a difference of codes) are `low` to `high`.

    `shown`: printed as it is; `exact`: worked out; `narrow`: worked out within `low` and `high`; `same`: everyone
    counted in `cell` without `dimension` has that value of `dimension`.
    """

    kind: Kind
    cell: Mapping[str, str]
    low: int
    high: int
    dimension: str = ""

    def as_dict(self) -> dict[str, object]:
        facts: dict[str, object] = {"kind": self.kind, "cell": dict(self.cell), "low": self.low, "high": self.high}
        return facts | ({"dimension": self.dimension} if self.dimension else {})


def _once(names: Iterable[str], what: Literal["dimension", "table"]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen and what == "dimension":
            raise DisclosureError("dimension-twice", dimension=name)
        if name in seen:
            raise DisclosureError("table-twice", table=name)
        seen.add(name)


def _check_table(table: Table, known: Mapping[str, Dimension]) -> None:
    for name in table.dimensions:
        if name not in known:
            raise DisclosureError("unknown-dimension", table=table.name, dimension=name)
    if len(set(table.dimensions)) != len(table.dimensions) or table.noise < 0:
        raise DisclosureError("bad-table", table=table.name)
    for codes, count in table.counts.items():
        if len(codes) != len(table.dimensions):
            raise DisclosureError("bad-cell", table=table.name, codes=codes)
        for name, code in zip(table.dimensions, codes, strict=True):
            known[name].members(code)
        if count is not None and count < 0:
            raise DisclosureError("negative-count", table=table.name, codes=codes, count=count)
