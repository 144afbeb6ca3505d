"""The same tables at two dates: what changed between them is itself a table of few people.

People present at one date or the other are told apart by a dimension of their own: those who stayed, left, came. The
first date counts who stayed or left, the second who stayed or came, so that « après moins avant » is a cell like any
other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from .errors import DisclosureError
from .model import Dimension, Publication, Table

STAYED, LEFT, CAME = "restés", "partis", "arrivés"


@dataclass(frozen=True)
class Dates:
    """The name of the dimension, and of its two codes."""

    dimension: str = "date"
    before: str = "avant"
    after: str = "après"


def across_dates(before: Publication, after: Publication, *, leavers: bool, dates: Dates | None = None) -> Publication:
    """Both publications as one, the first already out; tables are named `NAME (avant)`, `NAME (après)`.

    `leavers=False` when nobody can have left meanwhile (a list that only grows): a difference is then a number of
    people who came, and is protected as one. With `leavers=True` a difference only bounds it.
    Same dimensions on both sides. Raises `DisclosureError` `other-dimensions`.
    """
    names = dates or Dates()
    if before.dimensions != after.dimensions:
        raise DisclosureError("other-dimensions")
    moment = Dimension(
        names.dimension,
        (STAYED, LEFT, CAME),
        {names.before: (STAYED, LEFT), names.after: (STAYED, CAME)},
        is_personal=False,
    )
    impossible = [*before.impossible, *(one for one in after.impossible if one not in before.impossible)]
    return Publication(
        dimensions=(*before.dimensions, moment),
        tables=(
            *(_dated(table, names, names.before, is_out=True) for table in before.tables),
            *(_dated(table, names, names.after, is_out=table.is_out) for table in after.tables),
        ),
        impossible=(*impossible, *(() if leavers else ({names.dimension: LEFT},))),
    )


def at_date(publication: Publication, date: str, dates: Dates | None = None) -> Publication:
    """The tables of one date out of `across_dates`, as they were described."""
    names = dates or Dates()
    return Publication(
        dimensions=tuple(dimension for dimension in publication.dimensions if dimension.name != names.dimension),
        tables=tuple(
            replace(
                table,
                name=table.name.removesuffix(f" ({date})"),
                dimensions=table.dimensions[:-1],
                counts={codes[:-1]: count for codes, count in table.counts.items()},
            )
            for table in publication.tables
            if table.name.endswith(f" ({date})")
        ),
        impossible=tuple(one for one in publication.impossible if names.dimension not in one),
    )


def _dated(table: Table, names: Dates, date: str, *, is_out: bool) -> Table:
    return replace(
        table,
        name=f"{table.name} ({date})",
        dimensions=(*table.dimensions, names.dimension),
        counts={(*codes, date): count for codes, count in table.counts.items()},
        is_out=is_out,
    )
