from __future__ import annotations

import re

import pytest
from django.template import Context, Template

from chainon.base.ui.maps import MapShape, draw, frame_of

SQUARE = {"type": "Polygon", "coordinates": [[[0, 60], [2, 60], [2, 61], [0, 61], [0, 60]]]}
HOLE = {
    "type": "MultiPolygon",
    "coordinates": [[[[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]], [[1, 1], [2, 1], [2, 2], [1, 2], [1, 1]]]],
}


def corners(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path)]


def test_at_sixty_degrees_two_degrees_of_longitude_are_as_long_as_one_of_latitude() -> None:
    points = corners(draw([MapShape(SQUARE, "Carré")]).shapes[0].path)
    width = max(x for x, _ in points) - min(x for x, _ in points)
    height = max(y for _, y in points) - min(y for _, y in points)
    assert width / height == pytest.approx(1, abs=0.02)


def test_north_is_up() -> None:
    south, north = (
        draw([MapShape(SQUARE, "Carré"), MapShape({"type": "Point", "coordinates": [1, latitude]}, "Lieu", "point")])
        for latitude in (60.2, 60.8)
    )
    assert float(north.shapes[1].y) < float(south.shapes[1].y)


def test_a_hole_stays_a_hole() -> None:
    assert draw([MapShape(HOLE, "Troué")]).shapes[0].path.count("M") == 2


def test_a_lone_point_stands_in_the_middle() -> None:
    drawing = draw([MapShape({"type": "Point", "coordinates": [2.35, 48.85]}, "Place", "point")])
    assert float(drawing.shapes[0].x) == pytest.approx(drawing.width / 2)
    assert float(drawing.shapes[0].y) == pytest.approx(drawing.height / 2, abs=1)


def test_numbers_skip_the_outline() -> None:
    drawing = draw([MapShape(HOLE, "Ville", "outline"), MapShape(SQUARE, "Quartier")])
    assert [drawn.number for drawn in drawing.shapes] == [0, 1]


@pytest.mark.parametrize("geometry", [{"type": "LineString", "coordinates": [[0, 0], [1, 1]]}, {}])
def test_another_geometry_is_refused(geometry: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        draw([MapShape(geometry, "Ligne")])


def test_an_empty_map_is_refused() -> None:
    with pytest.raises(ValueError):
        draw([])


def test_the_map_has_words_and_its_list() -> None:
    shapes = [MapShape(HOLE, "Ville", "outline"), MapShape(SQUARE, "Le <Port>", url="/lieux/x", note="4 120 habitants")]
    html = Template('{% map shapes "Valmont" %}').render(Context({"shapes": shapes}))
    assert '<title id="carte-titre">Valmont</title>' in html
    assert '<a href="/lieux/x">Le &lt;Port&gt;</a>' in html
    assert "4 120 habitants" in html
    assert not re.search(r'[xy]="[^"]*,', html)


def test_a_place_of_the_picture_is_found_again_on_earth() -> None:
    frame = frame_of([MapShape(SQUARE, "Valmont", "outline")])
    for point in ((0.36, 60.18), (1.3512, 60.9)):
        lon, lat = frame.position(*frame.place(point))
        assert abs(lon - point[0]) < 1e-3 and abs(lat - point[1]) < 1e-3
