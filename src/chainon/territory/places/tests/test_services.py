from __future__ import annotations

import pytest

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.journal.models import Line
from chainon.base.journal.selectors import public_rows
from chainon.base.scopes.models import Kind as ScopeKind
from chainon.base.scopes.models import Scope, Territory
from chainon.base.scopes.services import create_scope, create_territory
from chainon.base.scopes.verdict import Unavailable
from chainon.territory.places import selectors, services
from chainon.territory.places.models import Kind, Place
from chainon.territory.places.outlines import OutlineError
from chainon.territory.places.services import Population

from .drawings import square


@pytest.fixture
def town(territory: Territory, bruno: User) -> Place:
    """The commune of the tests stands at 5° E, 45° N."""
    place = services.add_municipality(by=bruno, territory=territory, code="93066")
    place.lon, place.lat = 5.0, 45.0
    place.save()
    return place


def neighbourhood(by: User, parent: Scope, name: str = "Les Tilleuls", **others: object) -> Place:
    return services.add_place(by=by, parent=parent, kind=Kind.NEIGHBOURHOOD, name=name, **others)  # type: ignore[arg-type]  # a shorthand


def test_a_commune_comes_with_what_is_known_of_it(territory: Territory, bruno: User) -> None:
    place = services.add_municipality(by=bruno, territory=territory, code="93066")
    place.refresh_from_db()
    assert (place.name, place.kind, place.insee_code) == ("Saint-Denis", Kind.MUNICIPALITY, "93066")
    assert place.population is not None
    assert place.population > 100_000
    assert place.population_year == 2026
    assert place.population_source.startswith("Insee")
    assert "93200" in place.postcodes.split()
    assert place.centre is not None
    assert place.scope.kind == ScopeKind.PLACE
    assert place.scope.parent == territory.scope


def test_a_commune_is_held_once_by_a_territory_and_may_be_held_by_another(territory: Territory, bruno: User) -> None:
    services.add_municipality(by=bruno, territory=territory, code="93066")
    with pytest.raises(Unavailable, match="déjà"):
        services.add_municipality(by=bruno, territory=territory, code="93066")
    assert Place.objects.count() == 1
    assert Scope.objects.filter(kind=ScopeKind.PLACE).count() == 1
    elsewhere = create_territory(name="Ailleurs", host="ailleurs.example")
    Grant.objects.create(user=bruno, role=Role.FACILITATOR, scope=elsewhere.scope, given_at=clock.now())
    assert services.add_municipality(by=bruno, territory=elsewhere, code="93066").territory == elsewhere.scope


def test_an_unknown_code_is_refused_in_words(territory: Territory, bruno: User) -> None:
    with pytest.raises(Unavailable, match="Aucune commune"):
        services.add_municipality(by=bruno, territory=territory, code="00000")


def test_marseille_holds_its_arrondissement(territory: Territory, bruno: User) -> None:
    marseille = services.add_municipality(by=bruno, territory=territory, code="13055")
    third = services.add_municipality(by=bruno, territory=territory, code="13203", parent=marseille.scope)
    assert [row.name for row in selectors.breadcrumb(third)] == ["Marseille"]


def test_a_neighbourhood_has_its_centre_its_sketch_and_its_place_in_the_tree(town: Place, bruno: User) -> None:
    place = neighbourhood(
        bruno, town.scope, outline=square(), population=Population(6240, 2021, "Insee"), qpv_code="QN09305M"
    )
    place.refresh_from_db()
    assert place.centre == (5.005, 45.005)
    assert place.sketch["type"] == "MultiPolygon"
    assert place.scope.path.startswith(town.scope.path)
    assert [row.name for row in selectors.children(town)] == ["Les Tilleuls"]
    assert [(row.name, row.depth) for row in selectors.tree(town.territory)] == [
        ("Saint-Denis", 0),
        ("Les Tilleuls", 1),
    ]


def test_an_official_perimeter_is_called_a_neighbourhood(town: Place, bruno: User) -> None:
    place = services.add_place(by=bruno, parent=town.scope, kind=Kind.QPV, name="Les Tilleuls")
    assert place.kind_in_words == "Quartier"


def test_the_same_name_twice_in_one_place_is_refused_whatever_its_accents(town: Place, bruno: User) -> None:
    neighbourhood(bruno, town.scope, "Cité Éluard")
    with pytest.raises(Unavailable, match="contient déjà"):
        neighbourhood(bruno, town.scope, "  CITE  ELUARD ")
    assert neighbourhood(bruno, town.territory, "Cité Éluard")


def test_a_name_of_spaces_is_no_name(town: Place, bruno: User) -> None:
    with pytest.raises(Unavailable, match="nom"):
        neighbourhood(bruno, town.scope, " \n\t ")


def test_a_larger_place_does_not_go_in_a_smaller_one(town: Place, bruno: User) -> None:
    tilleuls = neighbourhood(bruno, town.scope)
    with pytest.raises(Unavailable, match="plus petit"):
        services.add_place(by=bruno, parent=tilleuls.scope, kind=Kind.REGION, name="Grand Est")
    with pytest.raises(Unavailable, match="plus petit"):
        services.add_municipality(by=bruno, territory=town.territory.settings, code="59512", parent=tilleuls.scope)
    assert services.add_place(by=bruno, parent=tilleuls.scope, kind=Kind.BLOCK, name="Tour B")


def test_a_place_goes_neither_in_a_body_nor_in_another_territory(town: Place, bruno: User) -> None:
    body = create_scope(kind=ScopeKind.BODY, parent=town.scope, label="Conseil")
    with pytest.raises(Unavailable):
        neighbourhood(bruno, body)
    elsewhere = create_territory(name="Ailleurs", host="ailleurs.example")
    with pytest.raises(Unavailable):
        services.add_municipality(by=bruno, territory=town.territory.settings, code="59512", parent=elsewhere.scope)


def test_a_wrong_outline_leaves_nothing_behind(town: Place, bruno: User) -> None:
    before = Scope.objects.count(), Line.objects.count()
    with pytest.raises(OutlineError, match="300"):
        neighbourhood(bruno, town.scope, outline=square(-4.0, 48.0))
    assert (Scope.objects.count(), Line.objects.count()) == before


def test_renaming_changes_the_scope_and_keeps_the_address(town: Place, bruno: User) -> None:
    place = neighbourhood(bruno, town.scope)
    neighbourhood(bruno, town.scope, "Les Ormes")
    public_id = place.public_id
    services.change_place(by=bruno, place=place, name="Les Vieux Tilleuls", population=Population(12, 2024, "bailleur"))
    again = Place.objects.get(pk=place.pk)
    assert (again.name, again.public_id, again.population) == ("Les Vieux Tilleuls", public_id, 12)
    services.change_place(by=bruno, place=again, name="LES VIEUX TILLEULS")
    with pytest.raises(Unavailable):
        services.change_place(by=bruno, place=again, name="les ormes")


def test_an_outline_is_replaced_or_taken_away(town: Place, bruno: User) -> None:
    place = neighbourhood(bruno, town.scope, outline=square())
    services.redraw_place(by=bruno, place=place, outline=square(5.1, 45.1))
    assert Place.objects.get(pk=place.pk).centre == (5.105, 45.105)
    services.redraw_place(by=bruno, place=place, outline=None)
    assert Place.objects.get(pk=place.pk).outline is None


def test_a_place_that_nothing_uses_is_removed_with_its_scope(town: Place, bruno: User) -> None:
    place = neighbourhood(bruno, town.scope, outline=square())
    services.remove_place(by=bruno, place=place)
    assert not Scope.objects.filter(label="Les Tilleuls").exists()
    assert Place.objects.count() == 1


@pytest.mark.parametrize("use", ["a place inside", "a body", "a role", "a line of the journal"])
def test_a_place_in_use_is_not_removed(use: str, town: Place, bruno: User) -> None:
    place = neighbourhood(bruno, town.scope)
    if use == "a place inside":
        neighbourhood(bruno, place.scope, "Résidence Jaurès")
    elif use == "a body":
        create_scope(kind=ScopeKind.BODY, parent=place.scope, label="Table de quartier")
    elif use == "a role":
        Grant.objects.create(user=bruno, role=Role.RELAY, scope=place.scope, given_at=clock.now())
    else:
        line = Line.objects.first()
        assert line is not None
        Line.objects.bulk_create([Line(**_copied(line), scope=place.scope)])
    with pytest.raises(Unavailable, match="sert déjà"):
        services.remove_place(by=bruno, place=place)
    assert Place.objects.filter(pk=place.pk).exists()


def _copied(line: Line) -> dict[str, object]:
    fields = ("territory", "at", "verb", "role", "by", "payload", "hash")
    return {field: getattr(line, field) for field in fields} | {"number": 999}


def test_the_journal_tells_each_act_without_any_name(town: Place, bruno: User) -> None:
    place = neighbourhood(bruno, town.scope)
    public_id = place.public_id
    services.change_place(by=bruno, place=place, name="Les Ormes")
    services.redraw_place(by=bruno, place=place, outline=square())
    services.remove_place(by=bruno, place=place)
    lines = list(Line.objects.order_by("number"))
    assert [line.verb for line in lines] == [
        "places.place_added",
        "places.place_added",
        "places.place_changed",
        "places.place_redrawn",
        "places.place_removed",
    ]
    assert {line.role for line in lines} == {"facilitator"}
    assert {line.scope for line in lines} == {town.territory}
    told = " ".join(row.sentence for row in public_rows(lines))
    assert public_id in told
    assert "Ormes" not in told


def test_every_act_moves_the_version_of_the_territory(territory: Territory, bruno: User) -> None:
    before = Territory.objects.get(pk=territory.pk).version
    services.add_municipality(by=bruno, territory=territory, code="93066")
    assert Territory.objects.get(pk=territory.pk).version > before
