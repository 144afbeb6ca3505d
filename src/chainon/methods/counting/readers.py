"""Ballots from a CSV: a row a ballot, either a column a candidate, or one column that holds the whole ballot.

A column a candidate: a tick (`1`, `x`, `oui`), a rank (`1` is the best), a grade of the scale, points, `oui` or `non`,
or a level of consent (`accord`, `réserve`, `abstention`, `objection`, and a reason after a colon). One column: a name
(choice), names joined by `|` (approval), `A>B=C` (ranks). Empty is blank; `nul` makes a ballot invalid.
What a voter may get wrong makes the ballot invalid, counted apart; what only the file can get wrong is an error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import itemgetter
from typing import Any

from chainon.methods.tables import Source, TableError

from .ballots import Gathering, Slot, check_weight, levels
from .cells import Cells, Invalid
from .errors import CountingError
from .model import NONE, Kind, Marks, Number, Profile, exact
from .streaming import StreamedTable, tidy

WHOLE_BALLOT = ("bulletin", "ballot")
_REMEMBERED = 20_000
_ONE_COLUMN: tuple[Kind, ...] = ("choice", "approval", "ranks")


_Pick = Callable[[Sequence[str]], tuple[str, ...]]


@dataclass(frozen=True)
class Layout:
    """How a file says its ballots.

    `candidates`: the columns, or the names that ballots may hold, in the order to show; without them, all the columns
    that nothing else is said of, or all the names met, sorted. `ballot`: the column of the whole ballot (`bulletin` and
    `ballot` are told by their name). `skip`: columns to leave out. `most`: ticks, or points for one candidate, at most.
    `total`: points of a ballot, at most. `scale`: grades, best first.
    """

    candidates: tuple[str, ...] = ()
    ballot: str | None = None
    weight: str | None = None
    college: str | None = None
    skip: tuple[str, ...] = ()
    scale: tuple[str, ...] = ()
    most: int | None = None
    total: int | None = None


@dataclass(frozen=True)
class Box:
    """What was in the ballot box: a profile for each college (`""` when there are none), all over the same candidates.

    `sha256` is that of the file's bytes.
    """

    profiles: Mapping[str, Profile]
    sha256: str = ""


def read_ballots(source: Source, kind: Kind, layout: Layout | None = None) -> Box:
    """Read a file of ballots of one kind, row by row.

    Raises, with the line: `TableError` (and `missing-column`, `column-twice`, `no-rows`), `CountingError`
    (`unknown-mark`, `unknown-candidate`, `bad-rank`, `bad-points`, `bad-weight`, `ragged-line`, `no-candidates`,
    `unnamed-column`, `no-scale`, `bad-sheet`); `OSError`.
    """
    layout = layout or Layout()
    if kind == "grades" and len(layout.scale) < 2:
        raise CountingError("no-scale")
    return _Reading(StreamedTable(source), kind, layout).box()


class _Reading:
    """A reading under way."""

    def __init__(self, table: StreamedTable, kind: Kind, layout: Layout) -> None:
        self._table, self._kind, self._layout = table, kind, layout
        self._titles = table.header.cells
        self._weight = self._column(layout.weight)
        self._college = self._column(layout.college)
        self._before = [place for place in (self._weight, self._college) if place is not None]
        self._ballot = self._column(layout.ballot or self._told_by_name())
        if self._ballot is not None and kind not in _ONE_COLUMN:
            raise CountingError("bad-sheet", field="ballot", found=layout.ballot)
        self._candidates = self._named() if self._ballot is not None else self._columns()
        self._cells = Cells(kind, self._candidates, layout.scale)
        self._colleges: dict[str, Gathering] = {}
        self._weights: dict[str, Number] = {}

    def _told_by_name(self) -> str | None:
        if self._kind not in _ONE_COLUMN:
            return None
        return next((title for title in self._titles if title.lower() in WHOLE_BALLOT), None)

    def _column(self, name: str | None) -> int | None:
        if name is None:
            return None
        found = [place for place, title in enumerate(self._titles) if title == name]
        if len(found) != 1:
            code = "column-twice" if found else "missing-column"
            raise TableError(code, line=self._table.header.line, column=name)
        return found[0]

    def _columns(self) -> tuple[str, ...]:
        """The candidates when each has a column."""
        layout = self._layout
        for name in (*layout.skip, *layout.candidates):
            self._column(name)
        if layout.candidates:
            return layout.candidates
        others = {layout.weight, layout.college, *layout.skip}
        found = tuple(title for title in self._titles if title not in others)
        if "" in found:
            column = self._titles.index("") + 1
            raise CountingError("unnamed-column", line=self._table.header.line, column=column)
        twice = [title for title, times in Counter(found).items() if times > 1]
        if twice:
            raise TableError("column-twice", line=self._table.header.line, column=twice[0])
        return found

    def _named(self) -> tuple[str, ...]:
        """The candidates when ballots name them: a reading of the file for the names alone, if they were not given."""
        if self._layout.candidates:
            return self._layout.candidates
        names: set[str] = set()
        seen: set[str] = set()
        for line, cells in self._table.rows():
            text = self._full(line, cells)[self._ballot or 0]
            if text in seen:
                continue
            if len(seen) < _REMEMBERED:
                seen.add(text)
            names.update(name for level in self._levels(text) for name in level)
        return tuple(sorted(names))

    def _levels(self, text: str) -> list[list[str]]:
        plain = tidy(text)
        if not plain or Cells.is_word(plain):
            return []
        if self._kind == "ranks":
            return levels(plain)
        return [[name.strip() for name in plain.split("|")]] if self._kind == "approval" else [[plain]]

    def _full(self, line: int, cells: list[str]) -> list[str]:
        width = len(self._titles)
        if len(cells) < width or any(cell.strip() for cell in cells[width:]):
            raise CountingError("ragged-line", line=line, found=len(cells), expected=width)
        return cells[:width]

    def box(self) -> Box:
        """Count every row."""
        if not self._candidates:
            raise CountingError("no-candidates")
        rows = self._count_alike() if self._ballot is not None or self._kind == "ranks" else self._count_cells()
        if not rows:
            raise TableError("no-rows")
        profiles = {name: self._colleges[name].profile() for name in sorted(self._colleges)}
        return Box(profiles, self._table.sha256)

    def _count_alike(self) -> int:
        """Rows already met are not read again: their place is remembered."""
        before, ballot = self._picks()
        width = len(self._titles)
        known: dict[tuple[tuple[str, ...], tuple[str, ...]], Slot] = {}
        rows = 0
        for line, cells in self._table.rows():
            whole = cells if len(cells) == width else self._full(line, cells)
            key = before(whole), ballot(whole)
            slot = known.get(key)
            if slot is None:
                if len(known) >= _REMEMBERED:
                    known.clear()
                known[key] = slot = self._slot(line, *key)
            counts, form = slot
            counts[form] = counts.get(form, 0) + 1
            rows += 1
        return rows

    def _count_cells(self) -> int:
        """The marks of cells already met are looked up; ballots already met are not checked again."""
        before, ballot = self._picks()
        width, known = len(self._titles), self._cells.known.__getitem__
        packed: Callable[[Iterable[int]], Marks] = tuple if self._kind == "points" else bytes
        is_sure = self._surely_valid()
        is_part = self._candidates != self._titles
        valid: dict[tuple[str, ...], dict[Any, int]] = {}
        rows = 0
        for line, cells in self._table.rows():
            whole = cells if len(cells) == width else self._full(line, cells)
            rows += 1
            lane = before(whole) if self._before else ()
            mine = ballot(whole) if is_part else whole
            try:
                group, marks = valid[lane], packed(map(known, mine))
                number = group.get(marks, 0)
                if number or is_sure(marks):
                    group[marks] = number + 1
                    continue
            except KeyError:
                pass
            counts, form = self._slot(line, lane, mine)
            counts[form] = counts.get(form, 0) + 1
            if _are_marks(form):
                valid[lane] = counts
        return rows

    def _surely_valid(self) -> Callable[[Marks], bool]:
        """Tells marks that need no other check; what it refuses may still be valid."""
        if self._kind == "choice":
            return lambda marks: sum(marks) == 1
        if self._kind in ("approval", "points"):
            has_limit = self._layout.most is not None or self._layout.total is not None
            return lambda marks: not has_limit and any(marks)
        width = len(self._candidates)
        return lambda marks: marks.count(NONE) < width

    def _picks(self) -> tuple[_Pick, _Pick]:
        """What takes, from a row, the cells of weight and college, then those of the ballot."""
        ballot = [self._titles.index(name) for name in self._candidates] if self._ballot is None else [self._ballot]
        return _picking(self._before), _picking(ballot)

    def _slot(self, line: int, before: tuple[str, ...], cells: Sequence[str]) -> Slot:
        try:
            weight = self._weighed(before[0]) if self._weight is not None else 1
            college = tidy(before[-1]) if self._college is not None else ""
            if self._college is not None and not college:
                raise CountingError("no-college")
            gathering = self._colleges.get(college)
            if gathering is None:
                gathering = Gathering(self._kind, self._candidates, self._layout.scale)
                self._colleges[college] = gathering
            try:
                return self._valid_slot(gathering, cells, weight)
            except Invalid as invalid:
                return gathering.invalid_slot(invalid.reason, weight)
        except CountingError as error:
            raise CountingError(error.code, line=line, **error.params) from error

    def _valid_slot(self, gathering: Gathering, cells: Sequence[str], weight: Number) -> Slot:
        if self._ballot is not None:
            marks = self._cells.named(self._levels(cells[0]), tidy(cells[0]))
        else:
            marks, remarks = self._cells.marks(cells)
            gathering.remarks += remarks
        ticks = sum(marks) if self._kind in ("choice", "approval", "points") else 0
        if self._kind == "choice" and ticks > 1:
            raise Invalid("several-choices")
        if self._kind == "approval" and self._layout.most is not None and ticks > self._layout.most:
            raise Invalid("too-many-choices")
        if self._kind == "points":
            if self._layout.most is not None and max(marks) > self._layout.most:
                raise Invalid("too-many-points")
            if self._layout.total is not None and ticks > self._layout.total:
                raise Invalid("total-exceeded")
        return gathering.slot(marks, weight)

    def _weighed(self, text: str) -> Number:
        if text not in self._weights:
            try:
                weight = exact(Fraction(tidy(text).replace(",", ".")))
            except (ValueError, ZeroDivisionError):
                raise CountingError("bad-weight", found=text[:40]) from None
            check_weight(weight)
            self._weights[text] = weight
        return self._weights[text]


def _picking(places: Sequence[int]) -> _Pick:
    if len(places) == 1:
        only = places[0]
        return lambda cells: (cells[only],)
    return itemgetter(*places) if places else lambda _: ()


def _are_marks(form: object) -> bool:
    """Whether a slot is that of a valid ballot: blank ones are counted under a weight, invalid ones under a reason."""
    return isinstance(form, bytes) or (isinstance(form, tuple) and isinstance(form[0], int))
