"""Protecting the counts of a quarter together with all that is already out of its year: no database here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from chainon.methods.disclosure import ALL, Dimension, Publication, Table
from chainon.methods.disclosure.suppression import protect
from chainon.methods.disclosure.tabulate import tabulate

from .people import HERE, Person, Places
from .periods import HALF, QUARTER, Period, ending_with

Cell = tuple[str, str, str, int | None]
"""Place, period, value (`EVERYONE` or a channel…), count: None where it is hidden."""
EVERYONE = "*"
OWN = "."
"""Ends the name of what stands in a place and in none of those inside it: counted, never shown."""


@dataclass(frozen=True)
class Counted:
    """A table to publish: which dimension tells its people apart, and the values of it that are shown."""

    name: str
    dimension: str
    values: tuple[str, ...]


def place_dimension(places: Places) -> Dimension:
    """Where a word was said is public with the word: that all are in one place tells nothing more of anyone."""
    holders = places.groups
    own = {key: key + OWN if key in holders else key for key in places.keys}
    groups = {key: (own[key], *(own[each] for each in inside)) for key, inside in holders.items()}
    return Dimension("place", (*own.values(), HERE), groups, is_personal=False)


def period_dimension(quarter: Period) -> Dimension:
    """The quarters of the year so far, and the half-years that are whole."""
    atoms = tuple(Period(quarter.year, QUARTER, number).code for number in range(1, quarter.number + 1))
    halves = {Period(quarter.year, HALF, number).code: atoms[2 * number - 2 : 2 * number] for number in (1, 2)}
    whole = {code: inside for code, inside in halves.items() if len(inside) == 2}
    return Dimension("period", atoms, whole, is_personal=False)


def protected(
    quarter: Period,
    places: Places,
    people: Iterable[Person],
    *,
    others: Sequence[Dimension] = (),
    tables: Sequence[Counted],
    out: Mapping[str, Sequence[Cell]],
) -> dict[str, list[Cell]]:
    """The cells of the periods that end with `quarter`. `out`: those of the earlier quarters of the year, by table.

    Raises `DisclosureError` when the proof is not found.
    """
    dimensions = (place_dimension(places), period_dimension(quarter), *others)
    shown = (*places.keys, ALL)
    now, before = {}, []
    for table in tables:
        values = {table.dimension: table.values} if table.dimension else {}
        now[table.name] = {"place": shown, "period": [_code(each) for each in ending_with(quarter)], **values}
        if quarter.number > 1:
            before.append(_already(table, shown, quarter, out.get(table.name, ())))
    own = {key: key + OWN for key in places.groups}
    rows = [{**each, "place": own.get(each["place"], each["place"])} for each in people]
    safe = protect(Publication(dimensions, (*before, *tabulate(dimensions, rows, now)))).publication
    return {table.name: _cells(safe.table(table.name), quarter) for table in tables}


def nothing_shown(quarter: Period, places: Places, tables: Sequence[Counted]) -> dict[str, list[Cell]]:
    """Where no proof is found: every count hidden."""
    codes = list(product((*places.keys, ALL), [each.code for each in ending_with(quarter)]))
    return {
        table.name: [(place, period, value, None) for place, period in codes for value in table.values or (EVERYONE,)]
        for table in tables
    }


def _code(period: Period) -> str:
    """A year is the margin of its quarters."""
    return period.code if period.kind else ALL


def _already(table: Counted, places: Sequence[str], quarter: Period, cells: Sequence[Cell]) -> Table:
    """What the earlier quarters of the year published of a table, zeros among it."""
    earlier = [Period(quarter.year, QUARTER, number) for number in range(1, quarter.number)]
    periods = [period.code for each in earlier for period in ending_with(each)]
    counts: dict[tuple[str, ...], int | None] = {
        tuple(part for part in codes if part): 0
        for codes in product(places, periods, table.values if table.dimension else ("",))
    }
    for place, period, value, count in cells:
        codes = (place, period, value) if table.dimension else (place, period)
        if codes in counts:
            counts[codes] = count
    names = ("place", "period", *((table.dimension,) if table.dimension else ()))
    return Table(f"{table.name} (out)", names, counts, is_out=True)


def _cells(table: Table, quarter: Period) -> list[Cell]:
    """Those that are not zero: whoever reads knows that the others are."""
    year = str(quarter.year)
    found: list[Cell] = []
    for (place, period, *value), count in table.counts.items():
        if count != 0:
            found.append((place, year if period == ALL else period, value[0] if value else EVERYONE, count))
    return found
