from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory
from chainon.territory.places import services
from chainon.territory.places.models import Kind, Place
from chainon.territory.places.page import register_place_page
from chainon.territory.places.services import Population

from .drawings import as_file, feature, square


@pytest.fixture
def town(territory: Territory, bruno: User) -> Place:
    place = services.add_municipality(by=bruno, territory=territory, code="93066")
    place.lon, place.lat = 5.0, 45.0
    place.save()
    return place


@pytest.fixture
def tilleuls(town: Place, bruno: User) -> Place:
    return services.add_place(
        by=bruno,
        parent=town.scope,
        kind=Kind.NEIGHBOURHOOD,
        name="Les Tilleuls",
        outline=square(),
        population=Population(6240, 2021, "Insee"),
        qpv_code="QN09305M",
    )


def test_the_list_shows_every_place_and_a_map_to_anyone(client: Client, tilleuls: Place) -> None:
    page = client.get("/lieux/").content.decode()
    assert page.index("Saint-Denis") < page.index("Les Tilleuls")
    assert "<svg" in page
    assert "/lieux/ajouter" not in page


def test_the_list_without_any_place_says_what_to_do(
    client: Client, territory: Territory, bruno: User, client_of: Callable[[User], Client]
) -> None:
    assert "Aucun lieu" in client.get("/lieux/").content.decode()
    assert "Commencez par votre commune" in client_of(bruno).get("/lieux/").content.decode()


def test_the_page_of_a_place_says_its_name_before_its_label(client: Client, tilleuls: Place) -> None:
    page = client.get(tilleuls.get_absolute_url()).content.decode()
    assert "6\u202f240 habitantes et habitants" in page
    assert "Insee, 2021" in page
    assert page.index("Saint-Denis") < page.index("<h1>Les Tilleuls</h1>") < page.index("QN09305M")
    assert "<svg" in page


def test_the_page_of_a_town_lists_the_places_inside(client: Client, town: Place, tilleuls: Place) -> None:
    page = client.get(town.get_absolute_url()).content.decode()
    assert tilleuls.get_absolute_url() in page
    assert "93066" in page


def test_only_the_id_of_an_address_counts(client: Client, tilleuls: Place) -> None:
    answer = client.get(f"/lieux/{tilleuls.public_id}-ancien-nom")
    assert (answer.status_code, answer["Location"]) == (301, tilleuls.get_absolute_url())
    assert client.get(f"/lieux/{tilleuls.public_id}").status_code == 301
    assert client.get("/lieux/aaaaaaaaaa-rien").status_code == 404
    assert client.get("/lieux/nimporte").status_code == 404


def test_a_place_of_another_territory_is_not_found(client: Client, tilleuls: Place) -> None:
    from chainon.base.scopes.services import create_territory

    create_territory(name="Ailleurs", host="localhost")
    assert client.get(tilleuls.get_absolute_url(), headers={"host": "localhost"}).status_code == 404


def test_before_the_first_territory_there_are_no_places(client: Client, db: None) -> None:
    assert client.get("/lieux/").status_code == 404


def test_a_room_above_makes_the_page_of_a_place(client: Client, tilleuls: Place) -> None:
    register_place_page(lambda request, place: HttpResponse(f"Tout sur {place.name}"))
    assert client.get(tilleuls.get_absolute_url()).content.decode() == "Tout sur Les Tilleuls"
    assert client.get(f"/lieux/{tilleuls.public_id}").status_code == 301


def test_anyone_searches_a_commune_without_script(client: Client, territory: Territory) -> None:
    page = client.get("/lieux/communes", {"q": "st denis"}).content.decode()
    assert "Seine-Saint-Denis" in page
    assert 'type="radio"' not in page
    assert "Aucune commune" in client.get("/lieux/communes", {"q": "zzzz"}).content.decode()
    assert client.get("/lieux/communes", {"q": "<b>\x7f"}).status_code == 200
    assert client.get("/lieux/communes", {"q": "<b>\x00"}).status_code == 400, "no one writes it by mistake"


def test_the_search_answers_a_fragment_to_htmx(
    territory: Territory, bruno: User, client_of: Callable[[User], Client]
) -> None:
    answer = client_of(bruno).get("/lieux/communes", {"q": "roubaix"}, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert "<html" not in page
    assert 'value="59512"' in page


def test_choosing_a_commune_adds_it(territory: Territory, bruno: User, client_of: Callable[[User], Client]) -> None:
    client = client_of(bruno)
    answer = client.post("/lieux/communes", {"q": "roubaix", "code": "59512"})
    place = Place.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, place.get_absolute_url())
    again = client.post("/lieux/communes", {"q": "roubaix", "code": "59512"})
    assert again.status_code == 422
    assert "fait déjà partie" in again.content.decode()
    assert client.post("/lieux/communes", {}).status_code == 422


def test_a_neighbourhood_is_added_with_its_outline(
    town: Place, bruno: User, client_of: Callable[[User], Client]
) -> None:
    client = client_of(bruno)
    assert f'value="{town.public_id}" selected' in client.get(f"/lieux/ajouter?dans={town.public_id}").content.decode()
    assert f'value="{town.public_id}" selected' in client.get("/lieux/ajouter").content.decode()
    said = {"kind": "neighbourhood", "name": "Les Ormes", "parent": town.public_id}
    answer = client.post("/lieux/ajouter", said | {"outline": as_file(feature("x", square()))})
    place = Place.objects.get(kind=Kind.NEIGHBOURHOOD)
    assert answer["Location"] == place.get_absolute_url()
    assert place.outline is not None


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"name": ""}, "obligatoire"),
        ({"kind": "planet"}, "choix"),
        ({"parent": "aaaaaaaaaa"}, "choix"),
        ({"population": "1200"}, "quelle année"),
        ({"population": "1200", "population_year": "2090", "population_source": "Insee"}, "quelle année"),
        ({"population": "1200", "population_year": "2021"}, "D’où vient"),
        ({"population": "-3"}, "supérieur"),
        ({"qpv_code": "93"}, "5 chiffres"),
        ({"outline": b"{}"}, "surface"),
        ({"outline": b"abc"}, "GeoJSON"),
    ],
)
def test_a_wrong_form_comes_back_filled_with_its_reason(
    said: dict[str, object], reason: str, town: Place, bruno: User, client_of: Callable[[User], Client]
) -> None:
    right: dict[str, object] = {"kind": "neighbourhood", "name": "Les Ormes", "parent": town.public_id}
    data = right | {key: as_file(value) if isinstance(value, bytes) else value for key, value in said.items()}
    answer = client_of(bruno).post("/lieux/ajouter", data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert reason in page
    assert said.get("name", "Les Ormes") in page
    assert Place.objects.count() == 1


def test_a_place_is_changed_redrawn_and_removed_from_its_pages(
    tilleuls: Place, bruno: User, client_of: Callable[[User], Client]
) -> None:
    client = client_of(bruno)
    url = f"/lieux/{tilleuls.handle}"
    assert "QN09305M" in client.get(f"{url}/modifier").content.decode()
    assert client.post(f"{url}/modifier", {"name": "Les Ormes"}).status_code == 302
    assert client.post(f"{url}/modifier", {"name": " "}).status_code == 422
    assert client.post(f"{url}/contour", {"outline": as_file(square(-4, 48))}).status_code == 422
    assert client.post(f"{url}/contour", {"outline": as_file(square(5.1, 45.1))}).status_code == 302
    assert client.post(f"{url}/contour", {}).status_code == 422
    assert "seront effacés" in client.get(f"{url}/retirer").content.decode()
    assert client.post(f"{url}/retirer").status_code == 302
    assert not Place.objects.filter(pk=tilleuls.pk).exists()


def test_a_place_in_use_says_why_it_stays(
    town: Place, tilleuls: Place, bruno: User, client_of: Callable[[User], Client]
) -> None:
    client = client_of(bruno)
    assert "ne peut pas être retiré" in client.get(f"/lieux/{town.handle}/retirer").content.decode()
    answer = client.post(f"/lieux/{town.handle}/retirer")
    assert answer.status_code == 422
    assert "sert déjà" in answer.content.decode()


def test_someone_refused_reads_the_reason(tilleuls: Place, amina: User, client_of: Callable[[User], Client]) -> None:
    answer = client_of(amina).post(f"/lieux/{tilleuls.handle}/retirer")
    assert answer.status_code == 403
    assert "Seules l’administration et l’équipe d’animation" in answer.content.decode()


def test_a_list_of_forty_places_costs_few_queries_and_few_bytes(
    client: Client, town: Place, bruno: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(40):
        services.add_place(
            by=bruno,
            parent=town.scope,
            kind=Kind.NEIGHBOURHOOD,
            name=f"Quartier {number}",
            outline=square(5 + number / 50),
        )
    for url in ("/lieux/", town.get_absolute_url()):
        with django_assert_max_num_queries(8):
            answer = client.get(url)
        assert len(answer.content) < 60_000
