"""Everything that waits is read at once: each sort of thing is one arm of one query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, DateField, Expression, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast, TruncDate

MOST = 30
"""So many of each sort are read, the oldest first: more would not be done today."""

Found = QuerySet[Any, Any]


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


def arm(
    sort: str,
    found: Found,
    *,
    key: str | Expression = "",
    on: str | Expression,
    title: str = "",
    who: str = "",
    number: str | Expression = "",
) -> Found:
    """The oldest of what was found, as rows. `key`, `title`, `who`, `number`: names of fields, or "" for none.

    Without a key, or with the same one, rows are one thing to do, and their numbers are added.
    """
    oldest = found.order_by(_field(on), "pk").values("pk")[:MOST]
    rows = found.model._default_manager.filter(pk__in=oldest)
    return rows.order_by().values_list(
        Value(sort, CharField()),
        _text(key),
        _text(title),
        _text(who),
        _date(on),
        Cast(_field(number), IntegerField()) if number else Value(1, IntegerField()),
    )


def read(arms: list[Found]) -> list[Row]:
    """One query, whatever their number."""
    if not arms:
        return []
    first, *others = arms
    return [Row(*values) for values in first.union(*others, all=True)]


def _field(name: str | Expression) -> Any:
    return F(name) if isinstance(name, str) else name


def _text(name: str | Expression) -> Expression:
    return Cast(_field(name), CharField()) if name else Value("", CharField())


def _date(name: str | Expression) -> Expression:
    return Cast(_field(name), DateField())
