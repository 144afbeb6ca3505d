"""Outlines of places: GeoJSON (RFC 7946) read with suspicion, every fault told in words, then drawn and centred.

Shapes: a position is (longitude, latitude) in degrees, WGS 84; a ring is a closed list of at least four positions.
Only Polygon and MultiPolygon are kept, with two dimensions and six decimals (0.1 m).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from django.utils.translation import gettext as _

from .crossings import Tangled, first_crossing
from .shapes import Geometry, Position, Ring, ring_centroid

LARGEST_FILE = 5 * 1024 * 1024
MOST_POINTS = 20_000
MOST_FEATURES = 1_000
FAR = 3.0  # degrees of latitude, about 330 km


class OutlineError(ValueError):
    """What is wrong with a file or an outline, in plain French, with what to do."""


@dataclass(frozen=True)
class Feature:
    """One shape of a file: its number from 1, its properties as short texts, its outline or what is wrong with it."""

    number: int
    properties: dict[str, str]
    geometry: Geometry | None
    fault: str = ""


def read_json(content: bytes) -> object:
    """The JSON of a file.

    Raises `OutlineError` when it is empty, too heavy, not UTF-8, not JSON, or holds NaN or Infinity.
    """
    if len(content) > LARGEST_FILE:
        raise OutlineError(
            _("Ce fichier dépasse %(size)d Mo : simplifiez les contours ou partagez le fichier.")
            % {"size": LARGEST_FILE // 1024**2}
        )
    if not content.strip():
        raise OutlineError(_("Ce fichier est vide."))
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise OutlineError(_("Ce fichier n’est pas enregistré en UTF-8 : exportez-le à nouveau en UTF-8.")) from None
    except OutlineError:
        raise
    except (ValueError, RecursionError):
        raise OutlineError(
            _("Ce fichier n’est pas du GeoJSON : exportez vos contours au format « GeoJSON », en WGS 84.")
        ) from None


def read_outline(source: object, *, near: Position | None = None) -> Geometry:
    """The one outline of a geometry, a feature or a collection of one feature; `near` is a place it must be close to.

    Raises `OutlineError`.
    """
    if isinstance(source, Mapping) and source.get("type") == "FeatureCollection":
        features = source.get("features")
        if not isinstance(features, list) or len(features) != 1:
            raise OutlineError(_("Il faut une seule forme par fichier, sinon passez par l’import de plusieurs lieux."))
        source = features[0]
    if isinstance(source, Mapping) and source.get("type") == "Feature":
        source = source.get("geometry")
    return _read_geometry(source, near)


def read_features(source: object, *, near: Position | None = None) -> list[Feature]:
    """Every feature of a collection, faulty or not. Raises `OutlineError` when it is no collection, or empty."""
    if not isinstance(source, Mapping) or source.get("type") != "FeatureCollection":
        raise OutlineError(_("Il faut une collection de formes (« FeatureCollection »), une par lieu."))
    features = source.get("features")
    if not isinstance(features, list) or not features:
        raise OutlineError(_("Cette collection ne contient aucune forme."))
    if len(features) > MOST_FEATURES:
        raise OutlineError(
            _("Ce fichier contient %(count)d formes : %(most)d au plus. Gardez celles de votre territoire.")
            % {"count": len(features), "most": MOST_FEATURES}
        )
    return [_read_feature(number, feature, near) for number, feature in enumerate(features, start=1)]


def _read_feature(number: int, feature: object, near: Position | None) -> Feature:
    if not isinstance(feature, Mapping) or feature.get("type") != "Feature":
        return Feature(number, {}, None, _("Ce n’est pas une forme (« Feature »)."))
    properties = _short_texts(feature.get("properties"))
    try:
        return Feature(number, properties, _read_geometry(feature.get("geometry"), near))
    except OutlineError as error:
        return Feature(number, properties, None, str(error))


def _short_texts(properties: object) -> dict[str, str]:
    """At most 40 properties, as texts of one line of at most 160 characters; what is nested is left out."""
    if not isinstance(properties, Mapping):
        return {}
    return {
        _short(key, 60): _short(value, 160)
        for key, value in list(properties.items())[:40]
        if isinstance(value, str | int | float) and not isinstance(value, bool)
    }


def _short(value: object, most: int) -> str:
    """One line without control characters nor halves of characters, which databases refuse."""
    spaced = " ".join(str(value).split())
    return "".join(letter for letter in spaced if letter.isprintable())[:most]


def _read_geometry(source: object, near: Position | None) -> Geometry:
    if source is None:
        raise OutlineError(_("Cette forme n’a pas de contour."))
    if not isinstance(source, Mapping) or source.get("type") not in ("Polygon", "MultiPolygon"):
        raise OutlineError(_("Il faut une surface (« Polygon » ou « MultiPolygon »), ni un point ni une ligne."))
    kind, coordinates = str(source["type"]), source.get("coordinates")
    polygons = _a_list([coordinates] if kind == "Polygon" else coordinates)
    read = [[_read_ring(ring) for ring in _a_list(polygon)] for polygon in polygons]
    points = [point for polygon in read for ring in polygon for point in ring]
    if len(points) > MOST_POINTS:
        raise OutlineError(
            _("Ce contour compte %(count)d points : %(most)d au plus. Simplifiez-le avant de l’exporter.")
            % {"count": len(points), "most": MOST_POINTS}
        )
    if not all(ring_centroid(polygon[0])[0] for polygon in read):
        raise OutlineError(_("Un anneau de ce contour n’entoure aucune surface."))
    _check_near(points[0], near)
    _check_crossings([ring for polygon in read for ring in polygon])
    return {"type": kind, "coordinates": read[0] if kind == "Polygon" else read}


def _a_list(value: object) -> list[object]:
    if not isinstance(value, list) or not value:
        raise OutlineError(_("Les coordonnées de ce contour sont vides ou mal rangées."))
    return value


def _read_ring(source: object) -> Ring:
    ring = [_read_position(number, position) for number, position in enumerate(_a_list(source), start=1)]
    if ring[0] != ring[-1]:
        raise OutlineError(_("Un anneau n’est pas fermé : son dernier point doit être le même que le premier."))
    if len(ring) < 4:
        raise OutlineError(_("Un anneau n’a que %(count)d points : il en faut au moins 4.") % {"count": len(ring)})
    return ring


def _read_position(number: int, source: object) -> Position:
    if not isinstance(source, list) or len(source) < 2:
        raise OutlineError(_("Le point %(number)d n’est pas un couple longitude, latitude.") % {"number": number})
    lon, lat = source[0], source[1]
    if not _is_number(lon) or not _is_number(lat):
        raise OutlineError(_("Le point %(number)d a une coordonnée qui n’est pas un nombre.") % {"number": number})
    if abs(lon) > 180 or abs(lat) > 90:
        if abs(lon) <= 90 and abs(lat) <= 180:
            _say_swapped()
        raise OutlineError(
            _(
                "Le point %(number)d (%(lon)g ; %(lat)g) n’est pas sur Terre. Si le fichier est en Lambert 93, "
                "exportez-le en WGS 84 (EPSG:4326)."
            )
            % {"number": number, "lon": lon, "lat": lat}
        )
    return round(float(lon), 6), round(float(lat), 6)


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) < 1e12


def _check_near(first: Position, near: Position | None) -> None:
    """An outline hundreds of kilometres from its parent is a mistake; often, longitude and latitude are swapped."""
    if near is None or _are_close(first, near):
        return
    if _are_close((first[1], first[0]), near):
        _say_swapped()
    raise OutlineError(_("Ce contour est à plus de 300 km du lieu qui doit le contenir."))


def _check_crossings(rings: list[Ring]) -> None:
    """An outline drawn in the wrong order of its points has no inside: nobody could say who lives there."""
    try:
        crossing = first_crossing(rings)
    except Tangled:
        raise OutlineError(
            _("Ce contour est trop emmêlé pour être vérifié : simplifiez-le avant de l’exporter.")
        ) from None
    if crossing is not None:
        raise OutlineError(
            _("Ce contour se croise lui-même, près du point (%(lon)s ; %(lat)s) : corrigez-le avant de l’exporter.")
            % {"lon": crossing[0], "lat": crossing[1]}
        )


def _are_close(one: Position, other: Position) -> bool:
    widening = math.cos(math.radians(min(abs(other[1]), 80)))
    return abs(one[0] - other[0]) * widening <= FAR and abs(one[1] - other[1]) <= FAR


def _say_swapped() -> NoReturn:
    raise OutlineError(_("La longitude et la latitude semblent inversées : GeoJSON veut la longitude d’abord."))


def _refuse_constant(name: str) -> NoReturn:
    raise OutlineError(_("Ce fichier contient « %(value)s » à la place d’un nombre.") % {"value": name})
