"""The linear system of all the published tables together: what counts of people are compatible with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt

from chainon.methods.sortition.solver import Columns, Model, Solved, Watch

from .cliques import Clique, cliques, tree
from .errors import DisclosureError
from .grid import Cell, Grid
from .model import Publication

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

LARGEST = 60_000
"""Unknowns beyond which the proof is refused rather than started: minutes of computing."""


class Unknowns:
    """The numbers a reader does not know: one for each combination of regions of each clique of dimensions."""

    def __init__(self, publication: Publication, grid: Grid) -> None:
        met = [[grid.index[name] for name in table.dimensions] for table in publication.tables]
        met += [[grid.index[name] for name in combination] for combination in publication.impossible]
        self.cliques = cliques(grid.sizes, met)
        shapes = [tuple(grid.sizes[d] for d in clique) for clique in self.cliques]
        self.count = sum(prod(shape) for shape in shapes)
        if self.count > LARGEST:
            raise DisclosureError("too-many-crossings", unknowns=self.count, most=LARGEST)
        starts = np.cumsum([0, *(prod(shape) for shape in shapes)])
        self._arrays = [
            np.arange(start, start + prod(shape)).reshape(shape)
            for start, shape in zip(starts[:-1], shapes, strict=True)
        ]
        self._sizes = grid.sizes
        self.impossible = np.zeros(self.count, dtype=bool)
        for combination in publication.impossible:
            cell = grid.cell(combination.keys(), combination.values())
            for number, clique in enumerate(self.cliques):
                if {d for d, _ in cell} <= set(clique):
                    self.impossible[self._inside(number, clique, cell)] = True

    def of(self, cell: Cell) -> Ints:
        """The unknowns whose sum is the number of people of a cell."""
        wanted = {d for d, _ in cell}
        holders = [number for number, clique in enumerate(self.cliques) if wanted <= set(clique)]
        smallest = min(holders, key=lambda number: (self._arrays[number].size, number))
        return self._inside(smallest, self.cliques[smallest], cell)

    def agreements(self) -> list[tuple[Ints, Ints]]:
        """Pairs of sums that are the same people, seen from two cliques."""
        found = []
        for i, j in tree(self.cliques):
            shared = sorted(set(self.cliques[i]) & set(self.cliques[j]))
            for index in np.ndindex(*(self._sizes[d] for d in shared)):
                cell = tuple((d, (region,)) for d, region in zip(shared, index, strict=True))
                found.append((self._inside(i, self.cliques[i], cell), self._inside(j, self.cliques[j], cell)))
        return found

    def _inside(self, number: int, clique: Clique, cell: Cell) -> Ints:
        parts = dict(cell)
        index = np.ix_(*(parts.get(d, range(self._sizes[d])) for d in clique))
        found: Ints = self._arrays[number][index].ravel()
        return found


class System:
    """Unknowns, the rows that bound cells, and a solver kept warm.

    With `costs`, each row may be broken upwards or downwards at that cost a person (infinite: never).
    """

    def __init__(self, unknowns: Unknowns, rows: Sequence[Ints], lower: Floats, upper: Floats, largest: float) -> None:
        self.unknowns = unknowns
        self.agreements = unknowns.agreements()
        self.first = len(self.agreements)
        self.lower = np.concatenate([np.zeros(self.first), lower])
        self.upper = np.concatenate([np.zeros(self.first), upper])
        self._rows = list(rows)
        self._largest = largest

    def solver(self, costs: Floats | None = None) -> Model:
        """A model of this system as it stands. `costs`: of breaking each row, one a row."""
        entries = [(np.concatenate(pair), np.repeat([1.0, -1.0], [len(p) for p in pair])) for pair in self.agreements]
        entries += [(row, np.ones(len(row))) for row in self._rows]
        breakable = np.flatnonzero(np.isfinite(costs)) if costs is not None else np.empty(0, dtype=np.int64)
        columns, rows, values = (np.concatenate(part) for part in self._triplets(entries, breakable))
        order = np.lexsort((rows, columns))
        total = self.unknowns.count + 2 * len(breakable)
        starts = np.searchsorted(columns[order], np.arange(total + 1))
        upper = np.full(total, np.inf)
        upper[: self.unknowns.count] = np.where(self.unknowns.impossible, 0.0, self._largest)
        prices = np.zeros(total)
        if costs is not None:
            prices[self.unknowns.count :] = np.tile(costs[breakable], 2)
        made = Columns(prices, np.zeros(total), upper, starts, rows[order], values[order])
        limit = {"simplex_iteration_limit": PATIENCE * (total + len(self.lower))}
        options = (PRIMAL if costs is None else DUAL) | limit
        return Model(made, self.lower, self.upper, watch=Watch(), options=options, restarts=RESTARTS)

    def _triplets(self, entries: Sequence[tuple[Ints, Floats]], breakable: Ints) -> tuple[list[Any], ...]:
        n, k = self.unknowns.count, len(breakable)
        columns: list[Any] = [columns for columns, _ in entries]
        rows: list[Any] = [np.full(len(columns), row) for row, (columns, _) in enumerate(entries)]
        values: list[Any] = [values for _, values in entries]
        columns.append(np.arange(n, n + 2 * k))
        rows.append(np.tile(breakable + self.first, 2))
        values.append(np.repeat([-1.0, 1.0], k))
        return columns, rows, values


DUAL = {"presolve": "off", "solver": "simplex"}
PRIMAL = DUAL | {"simplex_strategy": 4, "primal_simplex_bound_perturbation_multiplier": 0.0}
"""Each solve starts from the last vertex: still possible when only the costs change, still priced right when only a row
is added. The other strategy would start nearly from nothing, thirty times slower.

Bounds are not perturbed: these tables are so degenerate that taking the perturbation back leaves a basis a hair outside
its bounds, which HiGHS then repairs by dual simplex, sometimes for ever (one town with noise in a hundred)."""

PATIENCE = 4
"""Iterations a solve may take, for each row and column, before it starts again. A town from scratch: less than one."""

RESTARTS = ({"simplex_strategy": 1}, {"solver": "ipm"})
"""From scratch by dual simplex, then by interior points (and crossover: the next solve starts from a vertex again)."""


def solve(model: Model) -> Solved:
    """Raises `DisclosureError` `unsettled` when no strategy answers: nothing is then known, which is not « safe »."""
    try:
        return model.solve()
    except ArithmeticError as error:
        raise DisclosureError("unsettled") from error


class Sums:
    """Sums of the unknowns over many cells at once."""

    def __init__(self, rows: Iterable[Ints]) -> None:
        self.rows = list(rows)
        self._starts = np.cumsum([0, *(len(row) for row in self.rows)])[:-1]
        self._flat = np.concatenate(self.rows) if self.rows else np.empty(0, dtype=np.int64)

    def of(self, values: Floats) -> Floats:
        if not self.rows:
            return np.empty(0)
        found: Floats = np.add.reduceat(values[self._flat], self._starts)
        return found
