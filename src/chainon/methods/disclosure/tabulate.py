"""From a list of people to tables of counts, with every margin and group asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from .cellkey import NOISE, cell_noise, whole_key
from .errors import DisclosureError
from .model import Codes, Dimension, Table

Crossing = Mapping[str, Sequence[str]]
"""Dimension → the codes to count (its `codes` for all of them)."""

Person = Mapping[str, str]
"""Dimension → the person's atom."""


def tabulate(
    dimensions: Sequence[Dimension], people: Iterable[Person], crossings: Mapping[str, Crossing]
) -> list[Table]:
    """One table for each name of `crossings`, exact counts. Raises `DisclosureError`: `unknown-dimension`,
    `unknown-code`, `unknown-value` (`dimension`, `value`, `row`: 1-based)."""
    counted = _count(dimensions, people)
    return [
        Table(name, tuple(crossing), _sums(dimensions, counted, name, crossing)) for name, crossing in crossings.items()
    ]


def tabulate_with_noise(
    dimensions: Sequence[Dimension],
    people: Sequence[Person],
    keys: Sequence[int],
    crossings: Mapping[str, Crossing],
    noise: int = NOISE,
) -> list[Table]:
    """The same tables with cell-key noise; `keys`: that of each person (`cellkey.record_keys`).

    The same people have the same count wherever they are shown; margins no longer are the sums of their rows.
    """
    counted = _count(dimensions, people)
    keyed: Counter[Codes] = Counter()
    for person, key in zip(people, keys, strict=True):
        keyed[tuple(person[dimension.name] for dimension in dimensions)] += key
    tables = []
    for name, crossing in crossings.items():
        counts = _sums(dimensions, counted, name, crossing)
        sums = _sums(dimensions, keyed, name, crossing)
        noisy = {codes: count + cell_noise(count, whole_key(sums[codes]), noise) for codes, count in counts.items()}
        tables.append(Table(name, tuple(crossing), noisy, noise=noise))
    return tables


def _count(dimensions: Sequence[Dimension], people: Iterable[Person]) -> Counter[Codes]:
    atoms = {dimension.name: frozenset(dimension.atoms) for dimension in dimensions}
    counted: Counter[Codes] = Counter()
    for row, person in enumerate(people, start=1):
        for name, known in atoms.items():
            if person.get(name) not in known:
                raise DisclosureError("unknown-value", dimension=name, value=person.get(name, ""), row=row)
        counted[tuple(person[name] for name in atoms)] += 1
    return counted


def _sums(
    dimensions: Sequence[Dimension], counted: Mapping[Codes, int], name: str, crossing: Crossing
) -> dict[Codes, int]:
    place = {dimension.name: number for number, dimension in enumerate(dimensions)}
    for dimension in crossing:
        if dimension not in place:
            raise DisclosureError("unknown-dimension", table=name, dimension=dimension)
    places = [place[dimension] for dimension in crossing]
    fine: Counter[Codes] = Counter()
    for atoms, count in counted.items():
        fine[tuple(atoms[p] for p in places)] += count
    holding = [
        {atom: [code for code in codes if atom in dimensions[p].members(code)] for atom in dimensions[p].atoms}
        for p, codes in zip(places, crossing.values(), strict=True)
    ]
    sums = dict.fromkeys(product(*crossing.values()), 0)
    for atoms, count in fine.items():
        for codes in product(*(held[atom] for held, atom in zip(holding, atoms, strict=True))):
            sums[codes] += count
    return sums
