"""Adding, changing and removing places. What a person may do: rules.py; what an outline must be: outlines.py."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.utils.translation import gettext as _

from chainon.base.accounts.models import User
from chainon.base.accounts.rules import By
from chainon.base.journal.services import record
from chainon.base.journal.verbs import Verb
from chainon.base.scopes.models import Kind as ScopeKind
from chainon.base.scopes.models import Scope, Territory
from chainon.base.scopes.services import create_scope, rename_scope, touch
from chainon.base.scopes.verdict import Unavailable
from chainon.base.search import services as search
from chainon.base.search.models import SearchEntry

from . import communes, rules
from .communes.index import fold
from .events import PLACE_ADDED, PLACE_CHANGED, PLACE_REDRAWN, PLACE_REMOVED
from .finding import KIND, found_of
from .models import ImportDraft, Kind, Place
from .outlines import read_outline
from .selectors import anchor_of, place_of
from .shapes import Geometry, centre_of, sketch_of

COMMUNES_YEAR = 2026
COMMUNES_SOURCE = "Insee, chiffre en vigueur"


@dataclass(frozen=True)
class Population:
    count: int
    year: int | None = None
    source: str = ""


@transaction.atomic
def add_municipality(*, by: By, territory: Territory, code: str, parent: Scope | None = None) -> Place:
    """A commune (or an arrondissement of Paris, Lyon, Marseille) by its Insee code, below the territory or `parent`.

    Raises `Refused`; `Unavailable` when no commune has this code or the territory already holds it.
    """
    scope = territory.scope
    rules.may_manage_places(by, scope).require()
    commune = communes.by_code(code)
    if commune is None:
        raise Unavailable(_("Aucune commune ne porte ce code. Cherchez-la par son nom."))
    place = Place(
        kind=Kind.MUNICIPALITY,
        insee_code=commune.code,
        postcodes=" ".join(commune.postcodes)[:200],
        population=commune.population,
        population_year=COMMUNES_YEAR,
        population_source=COMMUNES_SOURCE,
        lon=commune.lon,
        lat=commune.lat,
    )
    try:
        with transaction.atomic():
            create(place, parent=checked_parent(parent or scope, Kind.MUNICIPALITY, scope), name=commune.name)
    except IntegrityError:
        already = _("« %(name)s » fait déjà partie des lieux du territoire.") % {"name": commune.name}
        raise Unavailable(already) from None
    _tell(PLACE_ADDED, place, by)
    return place


@transaction.atomic
def add_place(
    *,
    by: By,
    parent: Scope,
    kind: Kind,
    name: str,
    outline: object | None = None,
    population: Population | None = None,
    qpv_code: str = "",
) -> Place:
    """A place below `parent` (the territory's scope or a place's); `outline` is GeoJSON as it was read.

    Raises `Refused`, `OutlineError`, and `Unavailable` when the parent is smaller or already holds the name.
    """
    rules.may_manage_places(by, parent).require()
    name = free_name(name, checked_parent(parent, kind, parent.root))
    place = Place(kind=kind, qpv_code=qpv_code)
    _set_population(place, population)
    if outline is not None:
        draw(place, read_outline(outline, near=anchor_of(parent)))
    create(place, parent=parent, name=name)
    _tell(PLACE_ADDED, place, by)
    return place


@transaction.atomic
def change_place(*, by: By, place: Place, name: str, population: Population | None = None, qpv_code: str = "") -> Place:
    """Rename a place, say its population, its official label. Raises `Refused`, `Unavailable` (name taken)."""
    rules.may_manage_places(by, place.scope).require()
    if name != place.name:
        parent = place.scope.parent or place.territory
        rename_scope(scope=place.scope, label=free_name(name, parent, besides=place))
    _set_population(place, population)
    place.qpv_code = qpv_code
    place.save(update_fields=["population", "population_year", "population_source", "qpv_code"])
    search.put(found_of(place))
    _tell(PLACE_CHANGED, place, by)
    return place


@transaction.atomic
def redraw_place(*, by: By, place: Place, outline: object | None) -> Place:
    """Replace the outline of a place, or take it away with None. Raises `Refused`, `OutlineError`."""
    rules.may_manage_places(by, place.scope).require()
    if outline is None:
        place.outline = place.sketch = None
    else:
        draw(place, read_outline(outline, near=anchor_of(place.scope.parent or place.territory)))
    place.save(update_fields=["outline", "sketch", "lon", "lat"])
    _tell(PLACE_REDRAWN, place, by)
    return place


@transaction.atomic
def remove_place(*, by: By, place: Place) -> None:
    """Remove a place that nothing else uses. Raises `Refused`; `Unavailable` when something does."""
    rules.may_manage_places(by, place.scope).require()
    if is_used(place):
        raise Unavailable(
            _("« %(name)s » sert déjà : des lieux, des instances, des rôles ou des documents s’y rattachent.")
            % {"name": place.name}
        )
    _tell(PLACE_REMOVED, place, by)
    scope = place.scope
    search.remove(kind=KIND, key=place.public_id)
    place.delete()
    scope.delete()


def tell(verb: Verb, territory: Scope, by: By, **payload: object) -> None:
    """Pages of the territory changed; its journal says what was done, and in which quality."""
    touch(territory)
    person = by if isinstance(by, User) else None
    record(verb, scope=territory, role=rules.acting_role(by, territory), by=person, **payload)


def is_used(place: Place) -> bool:
    """True when a row of another table, whoever owns that table, refers to the place or to its scope."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: target}).exists()
        for target in (place, place.scope)
        for relation in target._meta.get_fields(include_hidden=True)
        if isinstance(relation, ForeignObjectRel) and relation.related_model not in {Place, ImportDraft, SearchEntry}
    )


def checked_parent(parent: Scope, kind: Kind, territory: Scope) -> Scope:
    if parent.root != territory.root or parent.kind not in {ScopeKind.TERRITORY, ScopeKind.PLACE}:
        raise Unavailable(_("Un lieu se range dans le territoire ou dans un lieu plus grand du même territoire."))
    holder = place_of(parent)
    if holder is not None and Kind(holder.kind).size > kind.size:
        raise Unavailable(
            _("« %(holder)s » est plus petit que le lieu à ajouter : choisissez un lieu plus grand.")
            % {"holder": holder.name}
        )
    return parent


def free_name(name: str, parent: Scope, besides: Place | None = None) -> str:
    name = " ".join(name.split())
    if not name:
        raise Unavailable(_("Donnez un nom à ce lieu."))
    # Two people giving the same name at once come one by one.
    Scope.objects.select_for_update(no_key=True).get(pk=parent.pk)
    taken = Place.objects.filter(scope__parent=parent).exclude(pk=besides.pk if besides else None)
    if fold(name) in {fold(label) for label in taken.values_list("scope__label", flat=True)}:
        raise Unavailable(
            _("« %(parent)s » contient déjà un lieu nommé « %(name)s ».") % {"parent": parent.label, "name": name}
        )
    return name[:160]


def create(place: Place, *, parent: Scope, name: str) -> None:
    place.scope = create_scope(kind=ScopeKind.PLACE, parent=parent, label=name)
    place.territory = parent.root
    place.save(force_insert=True)
    search.put(found_of(place))


def draw(place: Place, geometry: Geometry) -> None:
    place.outline, place.sketch = geometry, sketch_of(geometry)
    place.lon, place.lat = centre_of(geometry)


def _set_population(place: Place, population: Population | None) -> None:
    place.population = population.count if population else None
    place.population_year = population.year if population else None
    place.population_source = population.source if population else ""


def _tell(verb: Verb, place: Place, by: By) -> None:
    tell(verb, place.territory, by, place=place.public_id)
