"""The matrix of permissions, read from the text file that documents it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.scopes.models import Scope, Territory
from chainon.base.scopes.services import create_territory
from chainon.base.scopes.verdict import Refused
from chainon.territory.places import importing, rules, services
from chainon.territory.places.models import ImportDraft, Kind, Place

from .drawings import as_file, collection, feature, square

LINES = (Path(__file__).parents[1] / "permissions.txt").read_text(encoding="utf-8").splitlines()
ROWS = [re.split(r"\s{2,}", line.strip()) for line in LINES if line.strip() and not line.startswith("#")][1:]


@pytest.fixture
def place(territory: Territory, bruno: User) -> Place:
    return services.add_municipality(by=bruno, territory=territory, code="93066")


def someone(name: str, territory: Territory, place: Place) -> Any:
    if name == "anonymous":
        return AnonymousUser()
    user = User.objects.create_user("someone@example.org", "Sam")
    scopes: dict[str, Callable[[], Scope]] = {
        "facilitator of one place": lambda: place.scope,
        "facilitator elsewhere": lambda: create_territory(name="Ailleurs", host="ailleurs.example").scope,
    }
    if name != "no role":
        scope = scopes.get(name, lambda: territory.scope)()
        Grant.objects.create(user=user, role=Role(name.partition(" ")[0]), scope=scope, given_at=clock.now())
    return user


def test_the_matrix_names_every_role() -> None:
    assert {role.value for role in Role} <= {row[0] for row in ROWS}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_role_may_do_what_the_matrix_says(
    row: list[str], territory: Territory, place: Place, client_of: Callable[[User], Client]
) -> None:
    name, read, manage = row
    by = someone(name, territory, place)
    client = client_of(by) if by.is_authenticated else Client()
    assert client.get(place.get_absolute_url()).status_code == (200 if read == "oui" else 403)
    verdict = rules.may_manage_places(by, territory.scope)
    assert verdict.allowed == (manage == "oui")
    assert verdict.allowed or verdict.reason.startswith(manage)
    expected = {200} if manage == "oui" else {403}
    url = f"/lieux/{place.handle}"
    pages = ["/lieux/ajouter", "/lieux/importer", f"{url}/modifier", f"{url}/contour", f"{url}/retirer"]
    assert {client.get(page).status_code for page in pages} == expected


ACTS: dict[str, Callable[[Any, Territory, Place, ImportDraft], object]] = {
    "add a commune": lambda by, land, place, draft: services.add_municipality(by=by, territory=land, code="59512"),
    "add": lambda by, land, place, draft: services.add_place(
        by=by, parent=place.scope, kind=Kind.NEIGHBOURHOOD, name="Les Tilleuls"
    ),
    "change": lambda by, land, place, draft: services.change_place(by=by, place=place, name="Autre nom"),
    "redraw": lambda by, land, place, draft: services.redraw_place(by=by, place=place, outline=square(2.35, 48.93)),
    "remove": lambda by, land, place, draft: services.remove_place(by=by, place=place),
    "read a file": lambda by, land, place, draft: importing.read_import(
        by=by,
        parent=land.scope,
        kind=Kind.BLOCK,
        content=as_file(collection(feature("a", square()))).read(),
    ),
    "import": lambda by, land, place, draft: importing.confirm_import(
        by=by, draft=draft, name_property="nom", leaves_faulty_out=False
    ),
    "drop a file": lambda by, land, place, draft: importing.drop_import(by=by, draft=draft),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("name", [row[0] for row in ROWS if row[2] != "oui"])
def test_every_act_refuses_those_whom_the_matrix_refuses(
    act: str, name: str, territory: Territory, place: Place, bruno: User
) -> None:
    content = as_file(collection(feature("a", square()))).read()
    draft = importing.read_import(by=bruno, parent=territory.scope, kind=Kind.BLOCK, content=content)
    with pytest.raises(Refused):
        ACTS[act](someone(name, territory, place), territory, place, draft)
    assert Place.objects.count() == 1
