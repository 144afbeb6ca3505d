"""The cells that published tables talk of, in one form: the same people are the same cell in every table.

Atoms that no published code tells apart are merged into regions, so that « A moins B » is a cell like any other: that
is what a differencing attack looks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from .model import ALL, Dimension, Publication, Table

Regions = tuple[int, ...]
"""Regions of one dimension, increasing."""

Cell = tuple[tuple[int, Regions], ...]
"""For each dimension (by its index, increasing) that a cell restricts, the regions it covers. `()` is everyone."""


class Grid:
    """The regions of each dimension of a publication, and the cells made of them."""

    def __init__(self, publication: Publication) -> None:
        self.dimensions = publication.dimensions
        self.index = {dimension.name: number for number, dimension in enumerate(self.dimensions)}
        used: list[set[str]] = [set() for _ in self.dimensions]
        for table in publication.tables:
            for place, name in enumerate(table.dimensions):
                used[self.index[name]] |= {codes[place] for codes in table.counts}
        for combination in publication.impossible:
            for name, code in combination.items():
                used[self.index[name]].add(code)
        self.regions = [_regions(dimension, codes) for dimension, codes in zip(self.dimensions, used, strict=True)]
        self.sizes = tuple(len(regions) for regions in self.regions)

    def part(self, dimension: int, code: str) -> Regions:
        members = self.dimensions[dimension].members(code)
        return tuple(number for number, region in enumerate(self.regions[dimension]) if region <= members)

    def cell(self, names: Iterable[str], codes: Iterable[str]) -> Cell:
        """The cell of these codes, margins left out."""
        return self.close((self.index[n], self.part(self.index[n], code)) for n, code in zip(names, codes, strict=True))

    def close(self, parts: Iterable[tuple[int, Regions]]) -> Cell:
        return tuple(sorted((d, regions) for d, regions in parts if len(regions) < self.sizes[d]))

    def label(self, cell: Cell) -> dict[str, str]:
        """Dimension → code, difference of two codes (« A moins B »), or sum of atoms."""
        return {self.dimensions[d].name: self._label(d, regions) for d, regions in cell}

    def _label(self, d: int, regions: Regions) -> str:
        parts = {code: set(self.part(d, code)) for code in self.dimensions[d].codes if code != ALL}
        wanted = set(regions)
        for code, part in parts.items():
            if part == wanted:
                return code
        for code, part in parts.items():
            for other, less in parts.items():
                if less < part and part - less == wanted:
                    return f"{code} moins {other}"
        return " + ".join(sorted(atom for number in regions for atom in self.regions[d][number]))


@dataclass(frozen=True)
class Line:
    """A row or a column of a table: `whole` split along `dimension` into `parts`."""

    dimension: int
    whole: Cell
    parts: tuple[Cell, ...]


def cells_of(grid: Grid, table: Table) -> Iterator[tuple[Cell, int | None]]:
    for codes, count in table.counts.items():
        yield grid.cell(table.dimensions, codes), count


def crossings_of(publication: Publication) -> list[tuple[tuple[str, ...], list[set[str]]]]:
    """Each set of dimensions crossed by a table, and the codes of each in all the tables that cross them at least.

    So that one table by neighbourhood and one by priority area are differenced as if they were one.
    """
    found = []
    for names in sorted({tuple(sorted(table.dimensions)) for table in publication.tables}):
        codes: list[set[str]] = [set() for _ in names]
        for table in publication.tables:
            if set(names) <= set(table.dimensions):
                for place, name in enumerate(names):
                    codes[place] |= {cell[table.dimensions.index(name)] for cell in table.counts}
        found.append((names, codes))
    return found


def targets_and_lines(grid: Grid, names: Sequence[str], codes: Sequence[set[str]]) -> tuple[set[Cell], set[Line]]:
    """Every cell that these codes of these dimensions let one think of, and every row or column of them."""
    targets: set[Cell] = set()
    lines: set[Line] = set()
    places = [grid.index[name] for name in names]
    finest: list[list[Regions]] = []
    choices: list[list[Regions]] = []
    for place, d in enumerate(places):
        parts = {grid.part(d, code) for code in codes[place]}
        everyone = tuple(range(grid.sizes[d]))
        finest.append(_split(everyone, parts))
        choices.append(sorted({*parts, *finest[-1], everyone}))
    for chosen in product(*choices):
        targets.add(grid.close(zip(places, chosen, strict=True)))
    for place, d in enumerate(places):
        if len(finest[place]) < 2 or not grid.dimensions[d].is_personal:
            continue
        others = [part if other != place else [tuple(range(grid.sizes[d]))] for other, part in enumerate(choices)]
        for chosen in product(*others):
            whole = grid.close(zip(places, chosen, strict=True))
            rest = [pair for pair in whole if pair[0] != d]
            lines.add(Line(d, whole, tuple(grid.close([*rest, (d, part)]) for part in finest[place])))
    return targets, lines


def _regions(dimension: Dimension, codes: set[str]) -> list[frozenset[str]]:
    """The classes of atoms that these codes do not tell apart, in the order of the atoms."""
    members = [dimension.members(code) for code in sorted(codes)]
    classes: dict[tuple[bool, ...], list[str]] = {}
    for atom in dimension.atoms:
        classes.setdefault(tuple(atom in group for group in members), []).append(atom)
    return [frozenset(atoms) for atoms in classes.values()]


def _split(everyone: Regions, parts: set[Regions]) -> list[Regions]:
    """The classes of regions that these parts do not tell apart."""
    ordered = sorted(parts)
    classes: dict[tuple[bool, ...], list[int]] = {}
    for region in everyone:
        classes.setdefault(tuple(region in part for part in ordered), []).append(region)
    return [tuple(regions) for regions in classes.values()]
