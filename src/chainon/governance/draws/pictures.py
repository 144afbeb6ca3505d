"""Rows of the pictures of a draw."""

from __future__ import annotations

from collections.abc import Iterable

from chainon.base.ui.charts import CompositionRow, PairRow

from .models import Draw
from .selectors import FeatureTable


def chance_rows(draw: Draw) -> list[PairRow]:
    """The chance of each profile under this draw and under an ordinary one; profiles without volunteers left out."""
    return [
        PairRow(f"{feature['name']} : {row['value']}", float(row["chance"]), float(row["ordinary"]))
        for feature in draw.computation.get("features", [])
        for row in feature["values"]
        if "chance" in row
    ]


def composition_rows(tables: Iterable[FeatureTable], seats: int) -> list[CompositionRow]:
    return [
        CompositionRow(
            label=row.label,
            seats=row.seated,
            total=seats,
            low=row.minimum,
            high=row.maximum,
            population=row.population,
            group=table.name,
        )
        for table in tables
        for row in table.rows
    ]
