"""The differencing attack: all that a patient reader can work out from tables, by linear programming.

Every published count is an equation (or a range, when noise was added) on how many people of each kind there are. The
least and the most people that a cell can hold are two linear programs over all the tables together. Source: Fischetti,
Salazar-González, « Solving the cell suppression problem on tabular data with linear constraints », Management Science
47(7), 2001 (the attacker's subproblem).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .errors import DisclosureError
from .grid import Cell, Grid, Line, cells_of, crossings_of, targets_and_lines
from .model import Finding, Kind, Publication, Rule
from .system import Floats, Ints, Sums, System, Unknowns, solve

NEAR = 1e-6
"""Counts are whole: a bound within this of a whole number is that number."""

TOGETHER = 6
"""Solves that push all the open cells at once, before each is asked alone."""


@dataclass
class Bounds:
    """For each target: what is proved (`low` to `high`, whole), and what was seen in compatible counts."""

    low: Ints
    high: Ints
    seen_low: Floats
    seen_high: Floats


class Attack:
    """An attack in progress on a publication; `protect` goes on with it while it hides cells."""

    def __init__(self, publication: Publication, rule: Rule) -> None:
        self.rule = rule
        self.grid = Grid(publication)
        unknowns = Unknowns(publication, self.grid)
        self.solves = 0
        shown = shown_cells(self.grid, publication)
        self.shown: dict[Cell, tuple[int, int]] = shown
        targets, lines = set(shown), set[Line]()
        for names, codes in crossings_of(publication):
            more, rows = targets_and_lines(self.grid, names, codes)
            targets |= more
            lines |= rows
        self.targets = sorted(targets)
        self.place = {cell: number for number, cell in enumerate(self.targets)}
        self.lines = sorted(lines, key=lambda line: (line.whole, line.dimension))
        self.sums = Sums(unknowns.of(cell) for cell in self.targets)
        self.largest = float(sum(high for _, high in shown.values()) + 10 * (rule.threshold + rule.least_width))
        self.cells = sorted(shown)
        self.row = {cell: number for number, cell in enumerate(self.cells)}
        ranges = np.array([shown[cell] for cell in self.cells], dtype=float).reshape(-1, 2)
        shown_rows = [unknowns.of(cell) for cell in self.cells]
        self.system = System(unknowns, shown_rows, ranges[:, 0], ranges[:, 1], self.largest)
        self.model = self.system.solver()
        self.possible = np.array([not unknowns.impossible[row].all() for row in self.sums.rows])
        self.bounds = self._start()

    def _start(self) -> Bounds:
        count = len(self.targets)
        low, high = np.zeros(count, dtype=np.int64), np.full(count, int(self.largest), dtype=np.int64)
        for cell, (least, most) in self.shown.items():
            low[self.place[cell]], high[self.place[cell]] = least, most
        high[~self.possible] = 0
        bounds = Bounds(low, high, np.full(count, np.inf), np.full(count, -np.inf))
        self.bounds = bounds
        self._push(np.zeros(self.system.unknowns.count))
        return bounds

    def forget(self, cell: Cell) -> None:
        """The cell is hidden: what was seen stays possible, what was proved no longer is."""
        self.shown.pop(cell)
        row = np.array([self.system.first + self.row[cell]])
        nothing = np.array([-np.inf]), np.array([np.inf])
        self.system.lower[row], self.system.upper[row] = nothing
        self.model.set_row_bounds(*nothing, row)

    def reopen(self) -> None:
        """After cells were hidden: only what is still shown is proved."""
        self.bounds.low[:] = 0
        self.bounds.high[:] = np.where(self.possible, int(self.largest), 0)
        for cell, (least, most) in self.shown.items():
            self.bounds.low[self.place[cell]], self.bounds.high[self.place[cell]] = least, most

    def see(self, unknowns: Floats) -> None:
        """Remember counts that are compatible with what is shown."""
        sums = self.sums.of(unknowns)
        np.minimum(self.bounds.seen_low, sums, out=self.bounds.seen_low)
        np.maximum(self.bounds.seen_high, sums, out=self.bounds.seen_high)

    def open(self) -> Ints:
        """Targets of which it is not known yet whether they are small and narrow."""
        bounds = self.bounds
        wide = np.floor(bounds.seen_high + NEAR) - np.ceil(bounds.seen_low - NEAR) >= self.rule.least_width
        done = wide | (bounds.low >= self.rule.threshold) | (bounds.low >= bounds.high)
        done |= (bounds.low >= np.ceil(bounds.seen_low - NEAR)) & (bounds.high <= np.floor(bounds.seen_high + NEAR))
        return np.flatnonzero(~done)

    def run(self) -> None:
        """Close every target."""
        count = self.system.unknowns.count
        for turn in range(TOGETHER):
            waiting = self.open()
            if len(waiting) < 2 * TOGETHER:
                break
            costs = np.zeros(count)
            for target, sign in zip(waiting, _signs(len(waiting), turn), strict=True):
                costs[self.sums.rows[target]] += sign
            self._push(costs)
        for target in range(len(self.targets)):
            self.close(target)

    def close(self, target: int) -> None:
        """Ask for the most then the least of a target, when what was seen does not answer."""
        bounds = self.bounds
        costs = np.zeros(self.system.unknowns.count)
        if target in self.open():
            costs[self.sums.rows[target]] = -1.0
            most = -self._push(costs)
            bounds.high[target] = min(int(bounds.high[target]), int(np.floor(most + NEAR)))
        if target in self.open():
            costs[self.sums.rows[target]] = 1.0
            least = self._push(costs)
            bounds.low[target] = max(int(bounds.low[target]), int(np.ceil(least - NEAR)))

    def _push(self, costs: Floats) -> float:
        self.model.set_costs(costs)
        solved = solve(self.model)
        self.solves += 1
        if solved.values is None:
            raise DisclosureError("contradiction")
        self.see(solved.values)
        return solved.objective

    def small(self) -> list[tuple[Finding, Cell]]:
        """The cells that are known too well, each with itself."""
        kept = []
        bounds, rule = self.bounds, self.rule
        wide = np.floor(bounds.seen_high + NEAR) - np.ceil(bounds.seen_low - NEAR) >= rule.least_width
        narrow = ~wide & (bounds.low < rule.threshold) & (bounds.high - bounds.low < rule.least_width) & self.possible
        if rule.zeros != "all":
            narrow &= bounds.high > 0
        for target in np.flatnonzero(narrow):
            cell, low, high = self.targets[target], int(bounds.low[target]), int(bounds.high[target])
            kind: Kind = "narrow" if low < high else "shown" if cell in self.shown else "exact"
            kept.append((Finding(kind, self.grid.label(cell), low, high), cell))
        return kept

    def same(self) -> list[tuple[Finding, Cell]]:
        """The rows and columns known to have one value only, each with a cell whose zero tells so."""
        kept = []
        empty_cells = (self.bounds.high <= 0) & (self.bounds.seen_high < 1 - NEAR)
        for line in self.lines if self.rule.zeros == "same" else ():
            parts = [self.place[part] for part in line.parts if self.possible[self.place[part]]]
            empty = [part for part in parts if empty_cells[part]]
            if len(parts) < 2 or len(empty) != len(parts) - 1:
                continue
            (rest,) = set(parts) - set(empty)
            low = max(int(self.bounds.low[rest]), int(self.bounds.low[self.place[line.whole]]))
            if low > 0:
                high = min(int(self.bounds.high[rest]), int(self.bounds.high[self.place[line.whole]]))
                name = self.grid.dimensions[line.dimension].name
                finding = Finding("same", self.grid.label(self.targets[rest]), low, high, name)
                kept.append((finding, self.targets[empty[0]]))
        return kept


def _signs(count: int, turn: int) -> Floats:
    """Which way each cell is pushed: all of them up, all down, then some against others, and the reverse."""
    against = np.arange(count) >> (turn // 2 - 1) & 1 if turn > 1 else np.zeros(count)
    return np.where(against == turn % 2, -1.0, 1.0)


def attack(publication: Publication, rule: Rule | None = None) -> tuple[Finding, ...]:
    """What the tables let a reader know too well of small numbers of people; empty when they protect them.

    Targets are the cells that the codes of each table let one think of, differences of overlapping codes included.
    Raises `DisclosureError`: `contradiction` (no counts are compatible with the tables), `too-many-crossings`,
    `unsettled` (the solver did not answer).
    """
    started = Attack(publication, rule or Rule())
    started.run()
    return tuple(finding for finding, _ in (*started.small(), *started.same()))


def shown_cells(grid: Grid, publication: Publication) -> dict[Cell, tuple[int, int]]:
    """The range of each cell that a table shows; raises `DisclosureError` `contradiction` when two tables differ."""
    shown: dict[Cell, tuple[int, int]] = {}
    for table in publication.tables:
        for cell, count in cells_of(grid, table):
            if count is None:
                continue
            low, high = shown.get(cell, (0, count + table.noise))
            low, high = max(low, count - table.noise), min(high, count + table.noise)
            if low > high:
                raise DisclosureError("contradiction", cell=", ".join(grid.label(cell).values()), table=table.name)
            shown[cell] = (low, high)
    return shown
