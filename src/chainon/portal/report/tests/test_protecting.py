"""The counts of people, attacked as anyone could who keeps every report that came out."""

from __future__ import annotations

import random
from collections import Counter
from itertools import product

import pytest

from chainon.deliberation.proposals.models import Origin
from chainon.methods.disclosure import ALL, Dimension, Publication, Table
from chainon.methods.disclosure.attack import attack
from chainon.portal.report.people import HERE, Count, Person, Places, one_by_one
from chainon.portal.report.periods import QUARTER, Period
from chainon.portal.report.protecting import (
    EVERYONE,
    Cell,
    nothing_shown,
    period_dimension,
    place_dimension,
    protected,
)
from chainon.portal.report.services import KINDS

VOICES, TOLD = KINDS
TREE = {"1.2.": "ville", "1.2.3.": "port", "1.2.4.": "bourg", "1.2.4.6.": "tour", "1.5.": "gare"}


def places_of(tree: dict[str, str], most: int = 99) -> Places:
    """Without a database: the tree that it would read."""
    places = Places.__new__(Places)
    places.keep(tree, most)
    return places


def year(seed: int, places: Places, words: int) -> list[list[Count]]:
    """What each quarter counts: uneven, with many small numbers."""
    rng = random.Random(seed)
    found = []
    for _quarter in range(4):
        counts: Counter[tuple[str, str, str]] = Counter()
        for _word in range(rng.randrange(words)):
            where = rng.choices([*TREE.values(), HERE], [9, 5, 2, 1, 1, 1])[0]
            counts[where, rng.choices(list(Origin.values), [6, 4, 3, 1, 1])[0], rng.choice(("yes", "no", "no"))] += 1
        found.append([(*key, number) for key, number in counts.items()])
    return found


def published(places: Places, quarters: list[list[Count]]) -> dict[str, list[Cell]]:
    """The four quarters one after the other, each protected with what is already out."""
    out: dict[str, list[Cell]] = {table.name: [] for table in VOICES.tables}
    people: list[Person] = []
    for number, counts in enumerate(quarters, start=1):
        quarter = Period(2026, QUARTER, number)
        people += one_by_one(counts, places, quarter)
        new = protected(quarter, places, people, others=VOICES.dimensions, tables=VOICES.tables, out=out)
        for name, cells in new.items():
            out[name] += cells
    return out


def as_read(places: Places, out: dict[str, list[Cell]]) -> Publication:
    """Every report of the year, as a patient reader lays them side by side."""
    dimensions: tuple[Dimension, ...] = (place_dimension(places), period_dimension(Period(2026, QUARTER, 4)))
    periods = ("2026-T1", "2026-T2", "2026-S1", "2026-T3", "2026-T4", "2026-S2", "2026")
    tables = []
    for table in VOICES.tables:
        counts: dict[tuple[str, ...], int | None] = dict.fromkeys(
            product((*places.keys, ALL), (*periods[:-1], ALL), table.values), 0
        )
        for place, period, value, count in out[table.name]:
            counts[place, ALL if period == "2026" else period, value] = count
        tables.append(Table(table.name, ("place", "period", table.dimension), counts))
    return Publication((*dimensions, *VOICES.dimensions), tuple(tables))


@pytest.mark.parametrize(("seed", "words"), [(1, 60), (2, 200), (3, 400)])
def test_no_small_number_is_shown_or_worked_out_of_all_the_reports_of_a_year(seed: int, words: int) -> None:
    places = places_of(TREE)
    out = published(places, year(seed, places, words))
    shown = [count for cells in out.values() for *_where, count in cells if count is not None]
    assert not [count for count in shown if count < 11]
    assert attack(as_read(places, out)) == ()
    assert words < 100 or shown, "and something is left to read"


def test_what_is_shown_is_true() -> None:
    places, quarters = places_of(TREE), year(3, places_of(TREE), 400)
    inside = {**places.groups, ALL: (*TREE.values(), HERE)}
    spans = {"2026": (0, 1, 2, 3), "2026-S1": (0, 1), "2026-S2": (2, 3)}
    spans |= {f"2026-T{number}": (number - 1,) for number in (1, 2, 3, 4)}
    shown = [cell for cell in published(places, quarters)["voices"] if cell[3] is not None]
    assert len(shown) > 40
    for place, period, channel, count in shown:
        held = {place, *inside.get(place, ())}
        assert count == sum(
            number
            for quarter in spans[period]
            for where, how, _first, number in quarters[quarter]
            if where in held and channel in {how, EVERYONE}
        )


def test_a_single_place_and_a_single_quarter_are_protected_too() -> None:
    places = places_of({"1.2.": "ville"})
    counts: list[Count] = [("ville", "paper", "no", 12), (HERE, "paper", "no", 3), ("ville", "online", "yes", 2)]
    out = {table.name: [] for table in VOICES.tables}
    quarter = Period(2026, QUARTER, 1)
    cells = protected(
        quarter, places, one_by_one(counts, places, quarter), others=VOICES.dimensions, tables=VOICES.tables, out=out
    )["voices"]
    found = {tuple(codes): count for *codes, count in cells}
    assert found[ALL, "2026-T1", EVERYONE] == 17
    assert found["ville", "2026-T1", EVERYONE] is None, "17 less 14 would tell of the three who are elsewhere"


def test_without_a_proof_nothing_is_shown() -> None:
    cells = nothing_shown(Period(2026, QUARTER, 2), places_of(TREE), TOLD.tables)["told"]
    assert {count for *_codes, count in cells} == {None}
    assert len(cells) == (len(TREE) + 1) * 2


def test_too_many_places_are_counted_with_the_one_around_them() -> None:
    places = places_of(TREE, most=4)
    assert set(places.keys) == {"ville", "port", "bourg", "gare"}
    assert (places.smallest("1.2.4.6.9."), places.counted("tour")) == ("tour", "bourg")
    assert (places.smallest("1.9."), places.counted("gone")) == (HERE, HERE)
    assert places.groups == {"ville": ("port", "bourg")}
