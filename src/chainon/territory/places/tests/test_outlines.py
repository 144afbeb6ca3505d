from __future__ import annotations

import math
from typing import Any

import pytest

from chainon.territory.places.outlines import LARGEST_FILE, OutlineError, read_features, read_json, read_outline
from chainon.territory.places.shapes import centre_of, ring_centroid, sketch_of

from .drawings import collection, feature, square


def ring(*points: tuple[float, float]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[list(point) for point in points]]}


def test_a_geometry_a_feature_and_a_collection_of_one_are_the_same_outline() -> None:
    assert read_outline(square()) == read_outline(feature("a", square()))
    assert read_outline(square()) == read_outline(collection(feature("a", square())))


def test_a_third_coordinate_is_accepted_and_dropped() -> None:
    high = {"type": "Polygon", "coordinates": [[[*point, 240.5] for point in square()["coordinates"][0]]]}
    assert read_outline(high) == read_outline(square())


WRONG = [
    ({"type": "Point", "coordinates": [5, 45]}, "surface"),
    ({"type": "LineString", "coordinates": [[5, 45], [6, 46]]}, "surface"),
    ({"type": ["Polygon"], "coordinates": []}, "surface"),
    ({"type": "Feature", "geometry": None}, "pas de contour"),
    ([], "surface"),
    ("Polygon", "surface"),
    (None, "pas de contour"),
    ({"type": "Polygon"}, "vides"),
    ({"type": "Polygon", "coordinates": []}, "vides"),
    ({"type": "Polygon", "coordinates": [[]]}, "vides"),
    ({"type": "MultiPolygon", "coordinates": [[5, 45]]}, "vides"),
    ({"type": "Polygon", "coordinates": [[[5], [5], [5], [5]]]}, "couple"),
    ({"type": "Polygon", "coordinates": [["ab", "cd"]]}, "couple"),
    (ring((5, 45), (6, 45), (6, 46), (5, 46)), "pas fermé"),
    (ring((5, 45), (6, 45), (5, 45)), "au moins 4"),
    (ring((5, 45), (6, 46), (7, 47), (5, 45)), "aucune surface"),
    (ring((5, 45), (5, 45), (5, 45), (5, 45)), "aucune surface"),
    (ring((5, 45), (6, True), (6, 46), (5, 45)), "pas un nombre"),
    (ring((5, 45), (6, math.inf), (6, 46), (5, 45)), "pas un nombre"),
    (ring((5, 45), (6, 10**400), (6, 46), (5, 45)), "pas un nombre"),
    (ring((650_000.0, 6_860_000.0), (1, 1), (2, 2), (3, 3)), "Lambert"),
    (ring((45, 170), (45, 171), (46, 171), (45, 170)), "inversées"),
    (collection(), "une seule"),
    (collection(feature("a", square()), feature("b", square())), "une seule"),
]


@pytest.mark.parametrize(("source", "reason"), WRONG)
def test_what_is_wrong_with_an_outline_is_said(source: Any, reason: str) -> None:
    with pytest.raises(OutlineError, match=reason):
        read_outline(source)


def test_swapped_longitude_and_latitude_are_recognised_beside_the_parent() -> None:
    swapped = {"type": "Polygon", "coordinates": [[point[::-1] for point in square()["coordinates"][0]]]}
    with pytest.raises(OutlineError, match="inversées"):
        read_outline(swapped, near=(5.0, 45.0))
    assert read_outline(square(), near=(5.0, 45.0))


def test_an_outline_at_the_other_end_of_the_country_is_refused() -> None:
    with pytest.raises(OutlineError, match="300"):
        read_outline(square(-4.0, 48.0), near=(5.0, 45.0))


def test_an_outline_of_too_many_points_is_refused() -> None:
    turns = [2 * math.pi * step / 21_000 for step in range(21_000)]
    circle = [(5 + math.cos(turn) / 10, 45 + math.sin(turn) / 10) for turn in turns]
    with pytest.raises(OutlineError, match="21001"):
        read_outline(ring(*circle, circle[0]))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "vide"),
        (b"  \n", "vide"),
        (b"nom;lon;lat\nLes Tilleuls;5;45", "GeoJSON"),
        (b"<kml/>", "GeoJSON"),
        (b"[" * 200_000, "GeoJSON"),
        (b'{"type": "Polygon", "coordinates": [[[NaN, 45]]]}', "NaN"),
        (b'{"a": -Infinity}', "Infinity"),
        ('{"nom": "Cité é"}'.encode("cp1252"), "UTF-8"),
        (b" " * (LARGEST_FILE + 1), "5 Mo"),
        (b"9" * 5_000, "GeoJSON"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(content: bytes, reason: str) -> None:
    with pytest.raises(OutlineError, match=reason):
        read_json(content)


def test_a_byte_order_mark_is_no_fault() -> None:
    assert read_json(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}


def test_an_empty_collection_and_something_else_than_a_collection_are_refused() -> None:
    for source in (
        collection(),
        square(),
        [],
        {"type": "FeatureCollection"},
        {"type": "FeatureCollection", "features": 3},
    ):
        with pytest.raises(OutlineError):
            read_features(source)


def test_too_many_features_are_refused() -> None:
    with pytest.raises(OutlineError, match="1001"):
        read_features(collection(*[feature("a", square())] * 1001))


def test_every_faulty_feature_keeps_its_number_and_its_reason() -> None:
    read = read_features(
        collection(feature("a", square()), "b", feature("c", None), {"type": "Feature", "geometry": 3})
    )
    assert [(one.number, bool(one.geometry), bool(one.fault)) for one in read] == [
        (1, True, False),
        (2, False, True),
        (3, False, True),
        (4, False, True),
    ]
    assert read[0].properties == {"nom": "a"}


def test_properties_become_short_texts_of_one_line() -> None:
    odd = feature("Les\n  Tilleuls", square(), long="x" * 500, nested={"a": 1}, flag=True, none=None, count=3)
    assert read_features(collection(odd))[0].properties == {"nom": "Les Tilleuls", "long": "x" * 160, "count": "3"}


def test_properties_lose_what_a_database_refuses() -> None:
    odd = feature("Les \x00Tilleuls\ud800\u202e", square(), **{"cl\x00é": "v"})
    assert read_features(collection(odd))[0].properties == {"nom": "Les Tilleuls", "clé": "v"}


def test_the_centre_of_a_square_is_its_middle_and_islands_weigh_by_their_area() -> None:
    assert centre_of(square(5, 45, 0.02)) == (5.01, 45.01)
    islands = {"type": "MultiPolygon", "coordinates": [square(0, 0, 1)["coordinates"], square(10, 0, 2)["coordinates"]]}
    assert centre_of(islands) == pytest.approx(((0.5 * 1 + 11 * 4) / 5, (0.5 * 1 + 1 * 4) / 5))
    assert ring_centroid(square(0, 0, 2)["coordinates"][0])[0] == pytest.approx(4)


def test_a_sketch_is_light_closed_and_close_to_its_outline() -> None:
    turns = [2 * math.pi * step / 10_000 for step in range(10_000)]
    circle = [[5 + math.cos(turn) / 10, 45 + math.sin(turn) / 10] for turn in turns]
    outline = {"type": "Polygon", "coordinates": [[*circle, circle[0]]]}
    sketch: Any = sketch_of(outline)
    drawn = sketch["coordinates"][0][0]
    assert drawn[0] == drawn[-1]
    assert len(drawn) < 1_300
    assert centre_of(sketch) == pytest.approx((5, 45), abs=0.001)
    assert sketch_of(square())["coordinates"] == [[[tuple(point) for point in square()["coordinates"][0]]]]
