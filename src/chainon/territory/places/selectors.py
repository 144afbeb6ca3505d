"""Reading places for pages: plain rows, in the order of the tree."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from chainon.base.scopes.models import Kind as ScopeKind
from chainon.base.scopes.models import Scope
from chainon.base.scopes.public_id import handle
from chainon.base.scopes.remembering import remembered
from chainon.base.ui.maps import MapShape

from .communes.index import fold
from .models import Kind, Place
from .shapes import Position


@dataclass(frozen=True)
class PlaceRow:
    """A place in a list. `depth` counts from 0 below the territory."""

    public_id: str
    name: str
    kind: str
    population: int | None
    depth: int

    @property
    def url(self) -> str:
        return reverse("places:place_page", args=[handle(self.public_id, self.name)])

    @property
    def indent(self) -> str:
        return "\u2003" * self.depth


@dataclass(frozen=True)
class Holder:
    """A place that holds another, as a page leads back to it."""

    name: str
    url: str


def place_with_id(territory: Scope, public_id: str) -> Place | None:
    """A place of the territory, and the places that hold it, in one query."""
    above = "scope__parent__parent__parent"
    places = Place.objects.of(territory).select_related(above).filter(scope__public_id=public_id)
    found = next(iter(places), None)  # one at most: `first` would have it sorted, which costs as much as reading it
    if found is not None:
        found.territory = found.scope.territory = territory
    return found


def place_of(scope: Scope) -> Place | None:
    """The place that owns a scope, or None."""
    return Place.objects.filter(scope=scope).select_related("scope").defer("outline").first()


@remembered
def tree(territory: Scope) -> list[PlaceRow]:
    """Every place of the territory, each followed by those inside it, larger kinds first, then by name."""
    places = Place.objects.of(territory).defer("outline", "sketch")
    return list(_rows_below(_by_parent(places), territory.pk, 0))


def children(place: Place) -> list[Place]:
    """The places right inside one."""
    return in_order(Place.objects.of(place.territory).filter(scope__parent=place.scope))


def in_order(places: Iterable[Place]) -> list[Place]:
    """Larger kinds first, then by name."""
    return sorted(places, key=_rank)


def breadcrumb(place: Place) -> list[Holder]:
    """The places that hold this one, the largest first; no query save beyond three of them."""
    found, scope = [], place.scope.parent
    while scope is not None and scope.kind == ScopeKind.PLACE:
        found.append(Holder(scope.label, reverse("places:place_page", args=[handle(scope.public_id, scope.label)])))
        scope = scope.parent
    return found[::-1]


def shapes(place: Place, inside: list[Place]) -> list[MapShape]:
    """For a map: the edge of the place, then the places right inside it; the place alone where it holds none."""
    drawn = [shape for one in inside if (shape := _shape(one))]
    edge = _shape(place, kind="outline" if drawn else "area")
    is_useful = edge is not None and (edge.kind != "point" or not drawn)
    return [edge, *drawn] if edge and is_useful else drawn


def territory_shapes(territory: Scope) -> list[MapShape]:
    """For a map: the largest places of the territory and those right inside them, which hide a mere point."""
    rows = _by_parent(Place.objects.of(territory))
    found = []
    for top in rows[territory.pk]:
        inside = [shape for one in rows[top.pk] if (shape := _shape(one))]
        edge = _shape(top, kind="outline" if inside else "area")
        if edge and (edge.kind != "point" or not inside):
            found.append(edge)
        found += inside
    return found


def outline_around(scope: Scope) -> MapShape | None:
    """The edge of the nearest place at or above a scope that is drawn: what a point is shown on."""
    holders = Place.objects.filter(scope__path__in=scope.lineage(), sketch__isnull=False).select_related("scope")
    near = max(holders.defer("outline"), key=lambda one: len(one.scope.path), default=None)
    return _shape(near, kind="outline") if near else None


def likely_parent(territory: Scope) -> str:
    """The public id of the territory's only commune, else of the territory."""
    communes = Place.objects.of(territory).filter(kind=Kind.MUNICIPALITY)[:2]
    return communes[0].public_id if len(communes) == 1 else territory.public_id


def anchor_of(scope: Scope) -> Position | None:
    """The centre of the nearest place at or above a scope, no larger than a department, whose centre is known."""
    holders = Place.objects.filter(scope__path__in=scope.lineage(), lon__isnull=False).select_related("scope")
    near = [one for one in holders.defer("outline", "sketch") if Kind(one.kind).size >= Kind.DEPARTMENT.size]
    return max(near, key=lambda one: len(one.scope.path)).centre if near else None


def _by_parent(places: Iterable[Place]) -> dict[int | None, list[Place]]:
    rows: dict[int | None, list[Place]] = defaultdict(list)
    for place in sorted(places, key=_rank):
        rows[place.scope.parent_id].append(place)
    return rows


def _rows_below(rows: dict[int | None, list[Place]], parent: int, depth: int) -> Iterator[PlaceRow]:
    for place in rows[parent]:
        yield row_of(place, depth)
        yield from _rows_below(rows, place.pk, depth + 1)


def _rank(place: Place) -> tuple[int, str]:
    """Larger kinds first, then by name, "Quartier 2" before "Quartier 10"."""
    return Kind(place.kind).size, re.sub(r"\d+", lambda number: number.group().zfill(9), fold(place.name))


def row_of(place: Place, depth: int = 0) -> PlaceRow:
    return PlaceRow(place.public_id, place.name, place.kind_in_words, place.population, depth)


def _shape(place: Place, kind: str = "area") -> MapShape | None:
    url = place.get_absolute_url()
    if place.sketch:
        return MapShape(place.sketch, place.name, kind, url, place.kind_in_words)
    if place.centre:
        point = {"type": "Point", "coordinates": list(place.centre)}
        return MapShape(point, place.name, "point", url, place.kind_in_words)
    return None
