"""Reading the two files of a draw: the places by profile, and the volunteers.

Formats: `category,feature,min,max` (Flanigan et al., Nature 2021) and `feature,value,min,max[,min_flex,max_flex]`
(sortition-algorithms) for the places; for the volunteers, a table with one column a feature, and if wished one for
an id and one for a household. `inspect_…` collects every faulty line; `read_…` raises on the first.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from chainon.methods.errors import MethodError
from chainon.methods.tables import Row, Source, Table, TableError, read_table

from .errors import SortitionError
from .model import Feature, Person, Pool, Quota

LARGEST_NUMBER = 10_000_000
_SUGGESTIONS = 100

T = TypeVar("T")


@dataclass(frozen=True)
class ReadReport(Generic[T]):
    """What a file holds and what is wrong in it.

    `result` is made of the sound lines only (None when there is none); `problems` come in the order of the lines,
    several a line if need be; `lines[i]` is the line of the i-th thing read (for volunteers: of `people[i]`).
    """

    result: T | None
    problems: tuple[MethodError, ...]
    lines: tuple[int, ...] = ()
    delimiter: str = ","

    @property
    def is_sound(self) -> bool:
        return self.result is not None and not self.problems


class FaultyFile(SortitionError):
    """A file with faulty lines: the code, line and params of the first, and `problems` for all of them."""

    def __init__(self, problems: Sequence[MethodError]) -> None:
        first = problems[0]
        super().__init__(first.code, line=first.line, **first.params)
        self.problems = tuple(problems)


def read_categories(source: Source) -> tuple[Feature, ...]:
    """Features and quotas of a file of places by profile. Raises `FaultyFile`; see `inspect_categories`."""
    return _strict(inspect_categories(source))


def read_respondents(
    source: Source, features: Sequence[Feature], id_column: str | None = None, household_column: str | None = None
) -> Pool:
    """Pool of a file of volunteers. Raises `FaultyFile`; see `inspect_respondents`."""
    return _strict(inspect_respondents(source, features, id_column, household_column))


def _strict(report: ReadReport[T]) -> T:
    if report.result is None or report.problems:
        raise FaultyFile(report.problems)
    return report.result


def inspect_categories(source: Source) -> ReadReport[tuple[Feature, ...]]:
    """Read the places by profile, in the order of the file.

    Problems: those of `TableError`, `no-rows`, `ragged-line`, `missing-feature`, `missing-value`, `not-a-number`,
    `number-too-large`, `quota-negative`, `quota-min-above-max`, `flex-inside-quota`, `value-twice`.
    """
    try:
        table = read_table(source)
        columns = _quota_columns(table)
    except TableError as error:
        return ReadReport(None, (error,))
    problems: list[MethodError] = []
    quotas: dict[str, dict[str, Quota]] = {}
    lines: list[int] = []
    first_lines: dict[tuple[str, str], int] = {}
    for row in table.rows:
        try:
            name, value, quota = _quota(row, columns, len(table.header.cells))
        except SortitionError as error:
            problems.append(error)
            continue
        first = first_lines.setdefault((name, value), row.line)
        if first != row.line:
            problems.append(SortitionError("value-twice", line=row.line, feature=name, value=value, first=first))
            continue
        quotas.setdefault(name, {})[value] = quota
        lines.append(row.line)
    if not table.rows:
        problems.append(TableError("no-rows"))
    features = tuple(Feature(name, values) for name, values in quotas.items())
    return ReadReport(features or None, tuple(problems), tuple(lines), table.delimiter)


def _quota_columns(table: Table) -> dict[str, int]:
    """Positions of `feature`, `value`, `min`, `max` and, if there, `min_flex`, `max_flex`; titles in any case."""
    titles = tuple(title.lower() for title in table.header.cells)
    lowered = replace(table, header=Row(table.header.line, titles))
    feature, value = ("category", "feature") if "category" in titles else ("feature", "value")
    columns = {"feature": lowered.column(feature), "value": lowered.column(value)}
    columns |= {name: lowered.column(name) for name in ("min", "max")}
    return columns | {name: lowered.column(name) for name in ("min_flex", "max_flex") if name in titles}


def _quota(row: Row, columns: Mapping[str, int], width: int) -> tuple[str, str, Quota]:
    cells = _full(row, width)
    name, value = cells[columns["feature"]], cells[columns["value"]]
    if not name:
        raise SortitionError("missing-feature", line=row.line)
    if not value:
        raise SortitionError("missing-value", line=row.line, feature=name)
    numbers = {column: _whole(cells[columns[column]], row.line, column) for column in ("min", "max")}
    flexes = {
        column: _whole(cells[columns[column]], row.line, column) if cells[columns[column]] else None
        for column in ("min_flex", "max_flex")
        if column in columns
    }
    try:
        quota = Quota(numbers["min"], numbers["max"], flexes.get("min_flex"), flexes.get("max_flex"))
    except SortitionError as error:
        raise SortitionError(error.code, line=row.line, feature=name, value=value, **error.params) from error
    if (quota.min_flex or 0) > quota.minimum or (quota.max_flex is not None and quota.max_flex < quota.maximum):
        raise SortitionError("flex-inside-quota", line=row.line, feature=name, value=value)
    return name, value, quota


def _whole(text: str, line: int, column: str) -> int:
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()):
        raise SortitionError("not-a-number", line=line, column=column, found=text)
    if text.startswith("-"):
        raise SortitionError("quota-negative", line=line, column=column, found=text)
    if len(digits) > 12 or int(digits) > LARGEST_NUMBER:
        raise SortitionError("number-too-large", line=line, column=column, found=text[:40])
    return int(digits)


def _full(row: Row, width: int) -> tuple[str, ...]:
    """Cells of a row as wide as the header; empty cells in excess are let go, as spreadsheets add some."""
    if len(row.cells) < width or any(row.cells[width:]):
        raise SortitionError("ragged-line", line=row.line, found=len(row.cells), expected=width)
    return row.cells


def inspect_respondents(
    source: Source, features: Sequence[Feature], id_column: str | None = None, household_column: str | None = None
) -> ReadReport[Pool]:
    """Read the volunteers, in the order of the file; without an id column they are numbered from 0.

    Values must equal those of the features after stripping; for one that doesn't, the nearest is suggested. An empty
    household means that the person shares theirs with nobody.
    Problems: those of `TableError`, `no-rows`, `ragged-line`, `missing-id`, `duplicate-id`, `missing-value`,
    `unknown-value`.
    """
    try:
        table = read_table(source)
    except TableError as error:
        return ReadReport(None, (error,))
    reading = _Respondents(table, features, id_column, household_column)
    if not reading.problems:
        for number, row in enumerate(table.rows):
            reading.take(number, row)
        if not table.rows:
            reading.problems.append(TableError("no-rows"))
    pool = Pool(tuple(features), tuple(reading.people)) if reading.people else None
    return ReadReport(pool, tuple(reading.problems), tuple(reading.lines), table.delimiter)


class _Respondents:
    """A reading of the volunteers under way."""

    def __init__(
        self, table: Table, features: Sequence[Feature], id_column: str | None, household_column: str | None
    ) -> None:
        self.problems: list[MethodError] = []
        self.people: list[Person] = []
        self.lines: list[int] = []
        self._width = len(table.header.cells)
        self._features = features
        self._first_lines: dict[str, int] = {}
        self._profiles: set[tuple[str, ...]] = set()
        self._near: dict[tuple[str, str], str | None] = {}
        self._columns = [self._find(table, feature.name) for feature in features]
        self._id = self._find(table, id_column) if id_column is not None else None
        self._household = self._find(table, household_column) if household_column is not None else None

    def _find(self, table: Table, name: str) -> int:
        try:
            return table.column(name)
        except TableError as error:
            near = nearest(name, table.header.cells)
            self.problems.append(TableError(error.code, line=error.line, near=near, **error.params))
            return -1

    def take(self, number: int, row: Row) -> None:
        try:
            cells = _full(row, self._width)
        except SortitionError as error:
            self.problems.append(error)
            return
        identity = str(number) if self._id is None else cells[self._id]
        values = tuple([cells[column] for column in self._columns])
        faults = self._identity_faults(identity, row.line)
        if values not in self._profiles:  # most people have the profile of someone before: their values are known
            wrong = [self._value_fault(*pair, row.line, identity) for pair in self._unknown(values)]
            faults = [*faults, *wrong]
            if not wrong:
                self._profiles.add(values)
        if faults:
            self.problems.extend(faults)
            return
        household = cells[self._household] or None if self._household is not None else None
        self.people.append(Person(identity, values, household))
        self.lines.append(row.line)

    def _unknown(self, values: tuple[str, ...]) -> list[tuple[Feature, str]]:
        pairs = zip(self._features, values, strict=True)
        return [(feature, value) for feature, value in pairs if value not in feature.quotas]

    def _identity_faults(self, identity: str, line: int) -> Sequence[MethodError]:
        if not identity:
            return [SortitionError("missing-id", line=line)]
        first = self._first_lines.setdefault(identity, line)
        return [SortitionError("duplicate-id", line=line, id=identity, first=first)] if first != line else ()

    def _value_fault(self, feature: Feature, value: str, line: int, identity: str) -> MethodError:
        if not value:
            return SortitionError("missing-value", line=line, id=identity, feature=feature.name)
        key = (feature.name, value)
        if key not in self._near and len(self._near) < _SUGGESTIONS:
            self._near[key] = nearest(value, tuple(feature.quotas))
        near = self._near.get(key)
        return SortitionError(
            "unknown-value", line=line, id=identity, feature=feature.name, value=value[:80], near=near
        )


def nearest(text: str, choices: Sequence[str]) -> str | None:
    """The choice that `text` was likely meant to be: the same but for case, accents or spaces; else a near spelling."""
    plain = {_plain(choice): choice for choice in choices}
    found = difflib.get_close_matches(_plain(text)[:80], list(plain), n=1, cutoff=0.75)
    return plain[found[0]] if found else None


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in letters if letter.isalnum())
