"""Outlines that cross themselves are refused; those that only touch are not."""

from __future__ import annotations

import math
import random
from fractions import Fraction
from itertools import combinations, pairwise

import pytest

from chainon.territory.places import crossings
from chainon.territory.places.crossings import Tangled, first_crossing
from chainon.territory.places.outlines import MOST_POINTS, OutlineError, read_outline
from chainon.territory.places.shapes import Position, Ring

SQUARE: Ring = [(4.0, 45.0), (4.2, 45.0), (4.2, 45.2), (4.0, 45.2), (4.0, 45.0)]
BOW_TIE: Ring = [(4.0, 45.0), (4.2, 45.2), (4.2, 45.0), (4.0, 45.2), (4.0, 45.0)]


def closed(*points: Position) -> Ring:
    return [*points, points[0]]


def circle(count: int, radius: float = 0.1, centre: Position = (4.1, 45.1)) -> Ring:
    turn = [2 * math.pi * step / count for step in range(count)]
    points = ((centre[0] + radius * math.cos(t), centre[1] + radius * math.sin(t)) for t in turn)
    return closed(*((round(lon, 6), round(lat, 6)) for lon, lat in points))


def by_brute_force(rings: list[Ring]) -> bool:
    """Every pair of lines, in fractions: where the two lines meet, strictly inside both."""
    lines = [pair for ring in rings for pair in pairwise(ring)]
    return any(_meet_inside(*one, *other) for one, other in combinations(lines, 2))


def _meet_inside(a: Position, b: Position, c: Position, d: Position) -> bool:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = [
        (Fraction(round(p[0] * 10**6)), Fraction(round(p[1] * 10**6))) for p in (a, b, c, d)
    ]
    across = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
    if not across:
        return False
    along_ab = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / across
    along_cd = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / across
    return 0 < along_ab < 1 and 0 < along_cd < 1


def test_a_square_does_not_cross_itself_and_a_bow_tie_does() -> None:
    assert first_crossing([SQUARE]) is None
    assert first_crossing([BOW_TIE]) in BOW_TIE


def test_the_answer_is_that_of_every_pair_in_fractions() -> None:
    chance, found = random.Random(3), {True: 0, False: 0}
    for _trial in range(300):
        corners = chance.randint(3, 6)
        rings = [
            closed(*((chance.randint(0, 5) / 5, 45 + chance.randint(0, 5) / 5) for _corner in range(corners)))
            for _ring in range(chance.randint(1, 2))
        ]
        crosses = by_brute_force(rings)
        assert (first_crossing(rings) is not None) == crosses, rings
        found[crosses] += 1
    assert min(found.values()) > 50, "both answers are put to the test"


def test_blocks_of_any_length_find_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    ring = circle(60)
    ring[10], ring[40] = ring[40], ring[10]
    for block in (1, 2, 7, 1000):
        monkeypatch.setattr(crossings, "BLOCK", block)
        assert first_crossing([ring]) is not None and first_crossing([circle(60)]) is None


def test_a_hole_that_leaves_its_surface_crosses_it_and_one_that_touches_does_not() -> None:
    assert first_crossing([SQUARE, closed((4.1, 45.1), (4.3, 45.1), (4.1, 45.15))]) is not None
    assert first_crossing([SQUARE, closed((4.1, 45.0), (4.15, 45.1), (4.05, 45.1))]) is None


def test_two_surfaces_that_share_a_border_do_not_cross() -> None:
    beside = [(lon + 0.2, lat + 0.1) for lon, lat in SQUARE]
    assert first_crossing([SQUARE, beside]) is None


def test_the_finest_outline_is_checked_and_a_tangle_is_refused_without_being_unravelled() -> None:
    assert first_crossing([circle(MOST_POINTS - 1)]) is None
    chance = random.Random(5)
    tangle = closed(*((chance.random(), 45 + chance.random()) for _point in range(MOST_POINTS - 1)))
    with pytest.raises(Tangled):
        first_crossing([tangle])


def test_the_reader_says_where_an_outline_crosses_itself() -> None:
    uneven = [[4.0, 45.0], [4.3, 45.3], [4.3, 45.0], [4.0, 45.2], [4.0, 45.0]]
    with pytest.raises(OutlineError, match=r"se croise lui-même, près du point \(4\.\d+\u00a0; 45\.\d+\)"):
        read_outline({"type": "Polygon", "coordinates": [uneven]})


def test_the_reader_says_that_a_tangle_must_be_simplified(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crossings, "MOST_PAIRS", 3)
    with pytest.raises(OutlineError, match="trop emmêlé"):
        read_outline({"type": "Polygon", "coordinates": [[list(point) for point in circle(50)]]})
