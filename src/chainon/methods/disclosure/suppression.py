"""Hiding counts: the small ones, then as few others as it takes so that no calculation gives them back.

For each count that a reader could still work out, the cheapest other set of counts that gives it a distant value is a
linear program; what differs in it is hidden (Kelly, Golden, Assad, « Cell suppression: disclosure protection for
sensitive tabular data », Networks 22, 1992). The attack is run again until it finds nothing: the guarantee is its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from .attack import Attack
from .errors import DisclosureError
from .grid import Cell, Grid, cells_of
from .model import Finding, Publication, Rule, Table
from .system import Floats, Ints, solve

MOVED = 1e-6


@dataclass(frozen=True)
class Protected:
    """`publication`: the same tables with None in the place of each hidden count.

    `small` and `others`: how many distinct cells were hidden because they are small, and to protect those. Which is
    which must not be published: `publication` does not say it. `known_before`: what tables already out let one work
    out, that nothing can hide any more. `solves`: linear programs solved.
    """

    publication: Publication
    rule: Rule
    small: int
    others: int
    known_before: tuple[Finding, ...]
    solves: int

    @property
    def hidden(self) -> int:
        return self.small + self.others


def protect(publication: Publication, rule: Rule | None = None) -> Protected:
    """Hide counts until `attack` finds nothing in what is left, tables already out (`is_out`) left as they are.

    Raises `DisclosureError`: `noise-and-hiding` (a table with noise needs none hidden), `contradiction`,
    `too-many-crossings`, `unsettled`.
    """
    if any(table.noise for table in publication.tables if not table.is_out):
        raise DisclosureError("noise-and-hiding")
    work = _Work(publication, rule or Rule())
    work.hide_small()
    while work.hide_round():
        pass
    return work.result()


class _Work:
    def __init__(self, publication: Publication, rule: Rule) -> None:
        self.publication = publication
        self.rule = rule
        self.attack = Attack(publication, rule)
        grid = self.attack.grid
        self.out = {cell for table in publication.tables if table.is_out for cell in _shown(grid, table)}
        self.small: set[Cell] = set()
        self.others: set[Cell] = set()
        self.lost: dict[tuple[str, str, Cell], Finding] = {}
        self.given_up: set[Cell] = set()
        self.soft = self.attack.system.solver(self._costs())

    def _costs(self) -> Floats:
        """Of moving a count by one person: the more people a count tells of, the dearer it is to lose."""
        middle = [sum(self.attack.shown[cell]) / 2 for cell in self.attack.cells]
        return np.array(
            [
                np.inf if cell in self.out else 1 + value**0.5
                for cell, value in zip(self.attack.cells, middle, strict=True)
            ]
        )

    def hide_small(self) -> None:
        least = 0 if self.rule.zeros == "all" else 1
        for cell, (low, high) in list(self.attack.shown.items()):
            possible = self.attack.possible[self.attack.place[cell]]
            if cell not in self.out and possible and least <= low == high < self.rule.threshold:
                self.small.add(cell)
                self._hide(cell)

    def hide_round(self) -> bool:
        """One attack, and what its findings ask to hide. False when there is nothing left to hide.

        Rows with one value come last: hiding small counts often settles them.
        """
        self.attack.reopen()
        self.attack.run()
        before = len(self.others)
        self.lost = {}
        for finding, cell in self.attack.small():
            if cell not in self.given_up and not self._is_wide(cell):
                self._widen(cell)
            self._note(finding, cell)
        if len(self.others) > before:
            return True
        for finding, cell in self.attack.same():
            if cell not in self.given_up and any(cell == still for _, still in self.attack.same()):
                self._widen(cell)
            self._note(finding, cell)
        return len(self.others) > before

    def _note(self, finding: Finding, cell: Cell) -> None:
        if cell in self.given_up:
            self.lost[finding.kind, finding.dimension, cell] = finding

    def _is_wide(self, cell: Cell) -> bool:
        """A former finding of the round may have widened it."""
        target, bounds = self.attack.place[cell], self.attack.bounds
        return bool(bounds.seen_high[target] - bounds.seen_low[target] >= self.rule.least_width - MOVED)

    def _widen(self, cell: Cell) -> None:
        """Hide the counts that change in the cheapest other world where this cell holds `width` more, or fewer."""
        attack = self.attack
        target = attack.place[cell]
        row = attack.sums.rows[target]
        more = float(np.ceil(attack.bounds.seen_low[target] - MOVED)) + self.rule.least_width
        fewer = float(np.floor(attack.bounds.seen_high[target] + MOVED)) - self.rule.least_width
        if cell in attack.row and cell in attack.shown and cell not in self.out:
            self.others.add(cell)
            self._hide(cell)
        solved = self._elsewhere(row, more, np.inf)
        if solved is None and fewer >= 0:
            solved = self._elsewhere(row, 0.0, fewer)
        if solved is None:
            self.given_up.add(cell)
            return
        unknowns = solved[: attack.system.unknowns.count]
        for other in [shown for shown in attack.shown if shown not in self.out]:
            low, high = attack.shown[other]
            total = float(unknowns[attack.sums.rows[attack.place[other]]].sum())
            if not low - MOVED <= total <= high + MOVED:
                self.others.add(other)
                self._hide(other)
        attack.see(unknowns)

    def _elsewhere(self, row: Ints, low: float, high: float) -> Floats | None:
        """The cheapest other world where a sum of unknowns is in this range; None when tables already out forbid it."""
        number = self.soft.add_row(low, high, row)
        solved = solve(self.soft)
        self.soft.remove_row(number)
        self.attack.solves += 1
        return solved.values

    def _hide(self, cell: Cell) -> None:
        self.attack.forget(cell)
        row = np.array([self.attack.system.first + self.attack.row[cell]])
        self.soft.set_row_bounds(np.array([-np.inf]), np.array([np.inf]), row)

    def result(self) -> Protected:
        hidden = self.small | self.others
        tables = [
            table if table.is_out else replace(table, counts=_without(self.attack.grid, table, hidden))
            for table in self.publication.tables
        ]
        return Protected(
            publication=self.publication.with_tables(tables),
            rule=self.rule,
            small=len(self.small),
            others=len(self.others),
            known_before=tuple(self.lost.values()),
            solves=self.attack.solves,
        )


def _shown(grid: Grid, table: Table) -> set[Cell]:
    return {cell for cell, count in cells_of(grid, table) if count is not None}


def _without(grid: Grid, table: Table, hidden: set[Cell]) -> Mapping[tuple[str, ...], int | None]:
    return {
        codes: None if grid.cell(table.dimensions, codes) in hidden else count for codes, count in table.counts.items()
    }
