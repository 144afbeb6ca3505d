"""Small invented publications, and what a reader knows of them by another way: one joint table, another solver."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from chainon.methods.disclosure.model import ALL, Codes, Dimension, Publication, Table
from chainon.methods.disclosure.tabulate import tabulate

PLACE = Dimension("lieu", ("nord", "sud", "est"), {"centre": ("nord", "sud")})
SEX = Dimension("sexe", ("femme", "homme"))
AGE = Dimension("âge", ("jeune", "adulte", "aîné"))


def publication(
    joint: Mapping[Codes, int], dimensions: tuple[Dimension, ...], *crossings: tuple[str, ...]
) -> Publication:
    """Complete tables, every code and margin, of a joint table of counts."""
    names = [dimension.name for dimension in dimensions]
    people = [dict(zip(names, atoms, strict=True)) for atoms, count in sorted(joint.items()) for _ in range(count)]
    codes = {dimension.name: dimension.codes for dimension in dimensions}
    wanted = {" × ".join(crossing): {name: codes[name] for name in crossing} for crossing in crossings}
    return Publication(dimensions, tuple(tabulate(dimensions, people, wanted)))


def hiding(table: Table, *hidden: Codes) -> Table:
    return replace(table, counts={codes: None if codes in hidden else count for codes, count in table.counts.items()})


def atoms_of(publication: Publication) -> list[Codes]:
    return list(product(*(dimension.atoms for dimension in publication.dimensions)))


def indicator(publication: Publication, cell: Mapping[str, str]) -> np.ndarray:
    """1 for each atom of the joint table that a cell (dimension → code) covers."""
    names = [dimension.name for dimension in publication.dimensions]
    inside = {d.name: d.members(cell.get(d.name, ALL)) for d in publication.dimensions}
    return np.array(
        [float(all(atom in inside[n] for n, atom in zip(names, a, strict=True))) for a in atoms_of(publication)]
    )


def known(publication: Publication, cell: Mapping[str, str], *, whole: bool) -> tuple[float, float]:
    """The least and the most people of a cell, over one joint table, whole numbers or not (scipy)."""
    rows, low, high = [], [], []
    for table in publication.tables:
        for codes, count in table.counts.items():
            if count is not None:
                rows.append(indicator(publication, dict(zip(table.dimensions, codes, strict=True))))
                low.append(count - table.noise)
                high.append(count + table.noise)
    costs = indicator(publication, cell)
    system = LinearConstraint(np.array(rows), low, high)
    bounds, integrality = Bounds(0, 10_000), np.full(len(costs), int(whole))
    least = milp(costs, constraints=system, bounds=bounds, integrality=integrality)
    most = milp(-costs, constraints=system, bounds=bounds, integrality=integrality)
    assert least.success
    assert most.success
    return least.fun, -most.fun


def cells(publication: Publication) -> Iterator[tuple[dict[str, str], int | None]]:
    for table in publication.tables:
        for codes, count in table.counts.items():
            yield {n: c for n, c in zip(table.dimensions, codes, strict=True) if c != ALL}, count
