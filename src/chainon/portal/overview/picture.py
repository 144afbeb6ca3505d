"""The chain of each theme, drawn: six rings whose surface says how many, joined while something follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from chainon.base.chain.models import Stage
from chainon.base.ui import typography

from .selectors.overall import Row

STEP, LEFT, HEAD, HEIGHT = 66.0, 33.0, 46.0, 62.0
LARGEST, SMALLEST, EMPTY = 21.0, 9.5, 3.0
WIDTH = round(LEFT * 2 + STEP * 5)


@dataclass(frozen=True)
class Dot:
    """A ring. `bar`: from where the bar that joins it to the one before begins, "" where nothing joins them."""

    x: str
    y: str
    radius: str
    number: str
    is_inside: bool
    bar: str


@dataclass(frozen=True)
class Line:
    label: str
    label_y: str
    dots: list[Dot]


@dataclass(frozen=True)
class Heading:
    label: str
    x: str
    y: str


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    headings: list[Heading]
    lines: list[Line]


def picture_of(rows: Sequence[Row]) -> Picture | None:
    """None where there is nothing to draw. Themes of which nothing was said are told beside it."""
    drawn = [row for row in rows if row.total]
    if not drawn:
        return None
    most = max(cell.number for row in drawn for cell in row.cells)
    return Picture(
        width=WIDTH,
        height=round(HEAD + HEIGHT * len(drawn)),
        headings=[
            Heading(str(stage.label), f"{LEFT + STEP * place:.0f}", f"{14 + 17 * (place % 2)}")
            for place, stage in enumerate(Stage)
        ],
        lines=[_line(row, HEAD + HEIGHT * place, most) for place, row in enumerate(drawn)],
    )


def _line(row: Row, top: float, most: int) -> Line:
    dots: list[Dot] = []
    for place, cell in enumerate(row.cells):
        x = LEFT + STEP * place
        before = row.cells[place - 1].number if place else 0
        radius = max(SMALLEST, LARGEST * sqrt(cell.number / most)) if cell.number else EMPTY
        dots.append(
            Dot(
                x=f"{x:.0f}",
                y=f"{top + 38:.0f}",
                radius=f"{radius:.1f}",
                number=typography.number(cell.number) if cell.number else "",
                is_inside=radius >= 14 or cell.number < 100,
                bar=f"{x - STEP:.0f}" if before and cell.number else "",
            )
        )
    return Line(row.label, f"{top + 10:.0f}", dots)
