from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any

from chainon.demo.outlines import AROUND, outline
from chainon.demo.town import NEIGHBOURHOODS
from chainon.territory.places.outlines import read_outline


def ring(corners: str) -> list[Any]:
    shape: Any = read_outline(outline(corners))
    return list(shape["coordinates"][0])


def test_neighbourhoods_tile_the_town_without_gap_or_overlap() -> None:
    sides: Counter[frozenset[Any]] = Counter()
    for each in NEIGHBOURHOODS:
        sides.update(frozenset(side) for side in pairwise(map(tuple, ring(each.corners))))
    border = {frozenset(side) for side in pairwise(map(tuple, ring(AROUND)))}
    assert set(sides.values()) == {1, 2}
    assert {side for side, owners in sides.items() if owners == 1} == border
    areas = [abs(area(ring(each.corners))) for each in NEIGHBOURHOODS]
    assert abs(sum(areas) - abs(area(ring(AROUND)))) < 1e-9


def test_an_outline_is_the_same_each_time() -> None:
    assert outline(AROUND) == outline(AROUND)


def area(points: list[Any]) -> float:
    return sum(x * v - u * y for (x, y), (u, v) in pairwise(points)) / 2
