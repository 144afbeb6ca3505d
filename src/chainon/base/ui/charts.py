"""Pictures that are tables too: plain rows in, geometry out; the templates of `ui/parts` draw them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .typography import Real

PAIR_HEIGHT = 68
LONGEST_BAR = 80
LABEL_LETTERS = 46
THINNEST_BAND = Fraction(1, 200)
"""A target of exactly so many seats is seen too."""


@dataclass(frozen=True)
class CompositionRow:
    """One profile of a group of people: how many seats it holds, beside what was aimed at and who lives here.

    `seats` (None where it is not said) and the bounds `low`..`high` count people; `population` is a share between 0
    and 1, or None where unknown. Rows with the same `group` (a feature: « Âge ») must follow each other. `total` is
    the number of seats.
    """

    label: str
    seats: int | None
    total: int
    low: int | None = None
    high: int | None = None
    population: Real | None = None
    group: str = ""

    @property
    def share(self) -> Fraction | None:
        return None if self.seats is None else _of(self.seats, self.total) or Fraction(0)


@dataclass(frozen=True)
class PairRow:
    """Two shares (0 to 1) of the same profile, one above the other."""

    label: str
    first: Real
    second: Real


@dataclass(frozen=True)
class Bar:
    """A composition row ready to draw: lengths in percent of the drawing's width."""

    row: CompositionRow
    length: str
    target_start: str
    target_length: str
    tick: str


@dataclass(frozen=True)
class Pair:
    row: PairRow
    label: str
    first_length: str
    second_length: str
    label_y: int
    first_y: int
    second_y: int


def composition(rows: Iterable[CompositionRow]) -> list[Bar]:
    rows = list(rows)
    ends = [
        share for row in rows for share in (row.share, row.population, _of(row.high, row.total)) if share is not None
    ]
    scale = max([Fraction(end) for end in ends if end], default=Fraction(1))
    bars = []
    for row in rows:
        low, high = _of(row.low, row.total), _of(row.high, row.total)
        bars.append(
            Bar(
                row=row,
                length=_length(row.share, scale, 97) if row.share is not None else "",
                target_start=_length(low, scale, 97) if low is not None else "",
                target_length=_length(max(high - low, THINNEST_BAND), scale, 97)
                if low is not None and high is not None
                else "",
                tick=_length(row.population, scale, 97) if row.population is not None else "",
            )
        )
    return bars


def pairs(rows: Iterable[PairRow]) -> list[Pair]:
    rows = list(rows)
    scale = max(
        (Fraction(share) for row in rows for share in (row.first, row.second)), default=Fraction(0)
    ) or Fraction(1)
    return [
        Pair(
            row=row,
            label=row.label if len(row.label) <= LABEL_LETTERS else row.label[: LABEL_LETTERS - 1] + "…",
            first_length=_length(row.first, scale, LONGEST_BAR),
            second_length=_length(row.second, scale, LONGEST_BAR),
            label_y=place * PAIR_HEIGHT + 16,
            first_y=place * PAIR_HEIGHT + 25,
            second_y=place * PAIR_HEIGHT + 44,
        )
        for place, row in enumerate(rows)
    ]


def grouped(bars: Sequence[Bar]) -> list[tuple[str, list[Bar]]]:
    """Bars under the heading of their group, in order."""
    found: list[tuple[str, list[Bar]]] = []
    for bar in bars:
        if not found or found[-1][0] != bar.row.group:
            found.append((bar.row.group, []))
        found[-1][1].append(bar)
    return found


def _of(count: int | None, total: int) -> Fraction | None:
    return None if count is None or not total else Fraction(count, total)


def _length(share: Real, scale: Fraction, longest: int) -> str:
    return f"{float(Fraction(share) / scale * longest):.2f}%"
