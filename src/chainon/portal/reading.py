"""Many sorts of things are read at once, for the desk and for the guarantor's page: each is one arm of one query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import CharField, DateField, Expression, F, IntegerField, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat, TruncDate

MOST = 30
"""So many of each sort are read, the oldest first: more would not be done today."""

OLDEST, NEWEST = "oldest", "newest"

Found = QuerySet[Any, Any]
Column = str | Combinable
"""The name of a field, or what is made of several."""


@dataclass(frozen=True)
class Row:
    """Something that waits: its sort, what its address is made of, its name, whose it is, a day and a number."""

    sort: str
    key: str
    title: str
    who: str
    on: date | None
    number: int


def day(moment: str) -> Expression:
    """The day of an instant, in the zone of the territory."""
    return TruncDate(moment)


def joined(*parts: Column | Value) -> Expression:
    """Fields and words one after the other, whatever kind of words each is."""
    return Concat(*parts, output_field=CharField())


def arm(
    sort: str,
    found: Found,
    *,
    on: Column,
    key: Column = "",
    title: Column = "",
    who: Column = "",
    number: Column = "",
    first: str = OLDEST,
) -> Found:
    """The first of what was found, the oldest or the newest, as rows. `key`, `title`, `who`, `number`: fields, or "".

    Without a key, or with the same one, rows are one thing to do, and their numbers are added (`merged`).
    """
    by = (_field(on).desc(), "-pk") if first == NEWEST else (_field(on), "pk")
    rows: Found = found.model._default_manager.filter(pk__in=found.order_by(*by).values("pk")[:MOST]).order_by()
    return rows.values_list(
        Value(sort, CharField()),
        _text(key),
        _text(title),
        _text(who),
        Cast(_field(on), DateField()),
        Cast(_field(number), IntegerField()) if number else Value(1, IntegerField()),
    )


def read(arms: list[Found]) -> list[Row]:
    """One query, whatever their number."""
    if not arms:
        return []
    first, *others = arms
    return [Row(*values) for values in first.union(*others, all=True)]


def merged(rows: Iterable[Row]) -> list[tuple[Row, int]]:
    """The rows of one sort and key are one thing to do: the oldest day, the sum; and how many they were."""
    found: dict[tuple[str, str], tuple[Row, int]] = {}
    for row in rows:
        key = (row.sort, row.key)
        if key not in found:
            found[key] = (row, 1)
            continue
        known, count = found[key]
        oldest = min(known, row, key=lambda each: each.on or date.max)
        found[key] = (replace(oldest, number=known.number + row.number), count + 1)
    return list(found.values())


def _field(name: Column) -> Any:
    return F(name) if isinstance(name, str) else name


def _text(name: Column) -> Expression:
    return Cast(_field(name), CharField()) if name else Value("", CharField())
