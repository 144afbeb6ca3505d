from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.journal.models import Line
from chainon.base.scopes.models import Scope, Territory
from chainon.base.scopes.verdict import Unavailable
from chainon.territory.places import importing, services
from chainon.territory.places.models import ImportDraft, Kind, Place

from .drawings import as_file, collection, feature, square

TILLEULS = feature("Les Tilleuls", square(5.00), code_qp="QN09305M", id=1)
ORMES = feature("Les Ormes", square(5.02), code_qp="QN09306M", id=2)
OPEN = feature(
    "Le Clos", {"type": "Polygon", "coordinates": [[[5, 45], [5.1, 45], [5.1, 45.1], [5, 45.1]]]}, code_qp="QN1", id=3
)
NAMELESS = feature("", square(5.04), id=4)
TWIN = feature("les tilleuls", square(5.06), id=5)


@pytest.fixture
def client(bruno: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(bruno)


def send(client: Client, territory: Territory, content: Any, kind: str = "neighbourhood") -> Any:
    data = {"kind": kind, "parent": territory.scope.public_id, "file": as_file(content)}
    return client.post("/lieux/importer", data)


def test_nothing_is_added_before_the_reading_is_confirmed(client: Client, territory: Territory) -> None:
    answer = send(client, territory, collection(TILLEULS, ORMES))
    assert answer.status_code == 302
    page = client.get(answer.url).content.decode()
    assert "2 lieux prêts" in page
    assert "Les Ormes" in page
    assert Place.objects.count() == 0
    lines = Line.objects.count()
    assert client.post(answer.url, {"name_property": "nom"}).status_code == 302
    assert sorted(place.name for place in Place.objects.all()) == ["Les Ormes", "Les Tilleuls"]
    assert set(Place.objects.values_list("qpv_code", flat=True)) == {"QN09305M", "QN09306M"}
    assert ImportDraft.objects.count() == 0
    assert Line.objects.count() == lines + 1
    assert Line.objects.get(number=lines + 1).payload == {"count": 2}
    assert client.post(answer.url, {"name_property": "nom"}).status_code == 404


def test_a_double_click_imports_once(territory: Territory, bruno: User) -> None:
    content = as_file(collection(TILLEULS, ORMES)).read()
    draft = importing.read_import(by=bruno, parent=territory.scope, kind=Kind.BLOCK, content=content)
    again = ImportDraft.objects.get(pk=draft.pk)
    importing.confirm_import(by=bruno, draft=draft, name_property="nom", leaves_faulty_out=False)
    with pytest.raises(Unavailable, match="déjà"):
        importing.confirm_import(by=bruno, draft=again, name_property="nom", leaves_faulty_out=True)
    assert Place.objects.count() == 2


def test_every_faulty_shape_is_listed_with_its_reason(client: Client, territory: Territory) -> None:
    answer = send(client, territory, collection(TILLEULS, OPEN, NAMELESS, ORMES))
    page = client.get(answer.url).content.decode()
    assert "2 formes ont un défaut" in page
    assert "Forme 2" in page
    assert "pas fermé" in page
    assert "Forme 3" in page
    assert "pas de nom" in page


def test_faulty_shapes_are_left_out_only_when_someone_says_so(client: Client, territory: Territory) -> None:
    url = send(client, territory, collection(TILLEULS, OPEN)).url
    refused = client.post(url, {"name_property": "nom"})
    assert refused.status_code == 422
    assert "corrigez le fichier" in refused.content.decode()
    assert Place.objects.count() == 0
    assert client.post(url, {"name_property": "nom", "leaves_faulty_out": "on"}).status_code == 302
    assert [place.name for place in Place.objects.all()] == ["Les Tilleuls"]


def test_two_shapes_of_one_name_and_a_name_already_there_are_faults(
    client: Client, territory: Territory, bruno: User
) -> None:
    services.add_place(by=bruno, parent=territory.scope, kind=Kind.BLOCK, name="Les Ormes")
    url = send(client, territory, collection(TILLEULS, TWIN, ORMES)).url
    page = client.get(url).content.decode()
    assert page.count("plusieurs formes du fichier") == 2
    assert "porte déjà ce nom" in page
    assert client.post(url, {"name_property": "nom", "leaves_faulty_out": "on"}).status_code == 422
    assert Place.objects.count() == 1


def test_a_failure_half_way_adds_nothing(
    client: Client, territory: Territory, bruno: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = importing.read_import(
        by=bruno, parent=territory.scope, kind=Kind.BLOCK, content=as_file(collection(TILLEULS, ORMES)).read()
    )
    create, calls = importing.create, []

    def failing(place: Place, *, parent: Scope, name: str) -> None:
        calls.append(name)
        if len(calls) == 2:
            raise RuntimeError
        create(place, parent=parent, name=name)

    monkeypatch.setattr(importing, "create", failing)
    with pytest.raises(RuntimeError):
        importing.confirm_import(by=bruno, draft=draft, name_property="nom", leaves_faulty_out=False)
    assert Place.objects.count() == 0
    assert ImportDraft.objects.count() == 1


def test_the_name_is_guessed_and_may_be_chosen(client: Client, territory: Territory, bruno: User) -> None:
    shapes = collection(
        *({"type": "Feature", "properties": {"id": n, "LIB_QP": f"Quartier {n}", "insee": "93066"},
           "geometry": square(5 + n / 50)} for n in range(3))
    )  # fmt: skip
    url = send(client, territory, shapes).url
    draft = ImportDraft.objects.get()
    assert importing.name_properties(draft)[0] == "LIB_QP"
    assert "Quartier 2" in client.get(url).content.decode()
    assert "plusieurs formes" in client.get(url, {"nom": "insee"}).content.decode()
    assert client.get(url, {"nom": "autre"}).status_code == 200
    assert client.post(url, {"name_property": "autre"}).status_code == 422


def test_a_file_without_properties_says_that_names_are_missing(client: Client, territory: Territory) -> None:
    url = send(client, territory, collection({"type": "Feature", "properties": None, "geometry": square()})).url
    page = client.get(url).content.decode()
    assert "pas de nom" in page
    assert client.post(url, {}).status_code == 422


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"pas du json", "GeoJSON"),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "NaN"),
        (collection(), "aucune forme"),
        (square(), "FeatureCollection"),
        (b" " * (5 * 1024 * 1024 + 1), "5 Mo"),
    ],
)
def test_a_bad_file_is_refused_beside_its_field(
    client: Client, territory: Territory, content: Any, reason: str
) -> None:
    answer = send(client, territory, content)
    assert answer.status_code == 422
    assert reason in answer.content.decode()
    assert ImportDraft.objects.count() == 0


def test_hostile_names_are_shown_as_text(client: Client, territory: Territory) -> None:
    url = send(client, territory, collection(feature("<script>alert(1)</script>", square()))).url
    assert "<script>alert" not in client.get(url).content.decode()
    client.post(url, {"name_property": "nom"})
    page = client.get(Place.objects.get().get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_file_may_be_given_up_and_is_forgotten_after_a_day(client: Client, territory: Territory, bruno: User) -> None:
    url = send(client, territory, collection(TILLEULS)).url
    assert client.post(f"{url}/abandonner").status_code == 302
    assert ImportDraft.objects.count() == 0
    content = as_file(collection(ORMES)).read()
    with clock.at(clock.now() - timedelta(days=2)):
        importing.read_import(by=bruno, parent=territory.scope, kind=Kind.BLOCK, content=content)
    importing.read_import(by=bruno, parent=territory.scope, kind=Kind.BLOCK, content=content)
    assert ImportDraft.objects.count() == 1


def test_the_file_of_another_territory_is_not_found(client: Client, territory: Territory) -> None:
    from chainon.base.scopes.services import create_territory

    elsewhere = create_territory(name="Ailleurs", host="ailleurs.example").scope
    draft = ImportDraft.objects.create(
        territory=elsewhere, parent=elsewhere, kind=Kind.BLOCK, features=[], read_at=clock.now()
    )
    assert client.get(f"/lieux/importer/{draft.public_id}").status_code == 404
