"""The point that a proposal shows; and the plan on which one touches it, a picture that needs no JavaScript."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from chainon.base.scopes.models import Scope
from chainon.base.ui.maps import WIDTH, MapShape, draw, frame_of
from chainon.territory.places.selectors import outline_around, territory_shapes

from .models import Proposal

SHOWN = 320
"""How wide the plan is on a page, in points: what is touched is sent in points of the picture as shown."""


@dataclass(frozen=True)
class Plan:
    """`of`: the public id of the scope that is drawn."""

    of: str
    label: str
    url: str
    height: int
    width: int = SHOWN


def spot_of(proposal: Proposal) -> list[MapShape]:
    """What the map shows; nothing where there is no point."""
    if proposal.lon is None or proposal.lat is None:
        return []
    label = proposal.where_exactly or proposal.title
    return [*ground_of(proposal.scope), point_at(proposal.lon, proposal.lat, label)]


def point_at(lon: float, lat: float, label: str, url: str = "", note: str = "") -> MapShape:
    return MapShape({"type": "Point", "coordinates": [lon, lat]}, label, "point", url, note)


def ground_of(scope: Scope) -> list[MapShape]:
    """The edge of the nearest place that is drawn; the largest places where none is."""
    around = outline_around(scope)
    if around is not None:
        return [around]
    drawn = (shape for shape in territory_shapes(scope.root) if shape.kind != "point")
    return [MapShape(shape.geometry, shape.label, "outline") for shape in drawn]


def plan_of(scope: Scope, lon: object, lat: object) -> Plan | None:
    """The picture to touch, with the point already there; None where nothing is drawn."""
    ground = ground_of(scope)
    if not ground:
        return None
    asked = {"lieu": scope.public_id} | ({"lon": lon, "lat": lat} if lon and lat else {})
    url = f"{reverse('proposals:plan')}?{urlencode(asked)}"
    return Plan(scope.public_id, scope.label, url, round(frame_of(ground).height * SHOWN / WIDTH))


def touched(scope: Scope, data: Mapping[str, Any]) -> tuple[float, float] | None:
    """Where the plan was touched. The key Enter touches its corner, which is nowhere."""
    try:
        x, y = int(data["plan.x"]), int(data["plan.y"])
    except (KeyError, ValueError):
        return None
    ground = ground_of(scope)
    if not ground or (x, y) == (0, 0):
        return None
    return frame_of(ground).position(x * WIDTH / SHOWN, y * WIDTH / SHOWN)


def picture(scope: Scope, lon: float | None, lat: float | None) -> SafeString | None:
    """The plan as SVG, alone: its colours are its own."""
    ground = ground_of(scope)
    if not ground:
        return None
    frame = frame_of(ground)
    paths = format_html_join(
        "\n",
        '<path d="{}" fill="#ffffff" stroke="#565d6d" stroke-width="4" stroke-linejoin="round"/>',
        ((drawn.path,) for drawn in draw(ground, frame).shapes),
    )
    mark: SafeString | str = ""
    if lon is not None and lat is not None:
        x, y = frame.place((lon, lat))
        mark = format_html('<circle cx="{}" cy="{}" r="22" fill="#a8321f" stroke="#ffffff" stroke-width="6"/>', x, y)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}">'
        '<rect width="{0}" height="{1}" fill="#fbf8f2"/>{2}{3}</svg>',
        round(WIDTH), round(frame.height), paths, mark,
    )  # fmt: skip
