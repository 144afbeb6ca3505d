from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory
from chainon.base.ui.tests.browser import check_page, come_in
from chainon.territory.places import importing, services
from chainon.territory.places.models import Kind, Place

from .drawings import as_file, collection, feature, square

pytestmark = pytest.mark.browser


@pytest.fixture
def tilleuls(territory: Territory, bruno: User) -> Place:
    town = services.add_municipality(by=bruno, territory=territory, code="93066")
    outline = square(2.35, 48.93)
    return services.add_place(
        by=bruno, parent=town.scope, kind=Kind.NEIGHBOURHOOD, name="Les Tilleuls", outline=outline
    )


def test_the_pages_of_the_places_are_accessible_at_every_width_and_in_both_themes(
    browser_page: Any, live_server: Any, tilleuls: Place, bruno: User, client_of: Callable[[User], Client]
) -> None:
    come_in(browser_page, live_server, client_of(bruno))
    faulty = collection(feature("Les Ormes", square(2.37, 48.93)), feature("Point", {"type": "Point"}))
    draft = importing.read_import(by=bruno, parent=tilleuls.territory, kind=Kind.BLOCK, content=as_file(faulty).read())
    url = tilleuls.get_absolute_url()
    for address in (
        url,
        "/lieux/communes?q=st+denis",
        "/lieux/ajouter",
        f"/lieux/importer/{draft.public_id}",
    ):
        check_page(browser_page, address)


def test_communes_are_found_while_typing(
    browser_page: Any, live_server: Any, territory: Territory, bruno: User, client_of: Callable[[User], Client]
) -> None:
    come_in(browser_page, live_server, client_of(bruno))
    browser_page.goto("/lieux/communes")
    browser_page.get_by_role("searchbox").press_sequentially("marseille 3e", delay=20)
    browser_page.get_by_label("Marseille 3e arrondissement").check()
    browser_page.get_by_role("button", name="Ajouter cette commune").click()
    browser_page.get_by_role("heading", level=1, name="Marseille 3e arrondissement").wait_for()


def test_an_import_goes_from_the_file_to_the_list_without_javascript(
    new_page: Any, live_server: Any, tilleuls: Place, bruno: User, client_of: Callable[[User], Client]
) -> None:
    page = new_page(java_script_enabled=False)
    come_in(page, live_server, client_of(bruno))
    page.goto(f"/lieux/importer?dans={tilleuls.public_id}")
    content = as_file(collection(feature("Tour A", square(2.351, 48.931, 0.001)))).read()
    page.set_input_files("input[type=file]", {"name": "a.geojson", "mimeType": "application/json", "buffer": content})
    page.get_by_role("button", name="Lire ce fichier").click()
    page.get_by_role("button", name="Ajouter ce lieu").click()
    page.get_by_role("link", name="Tour A").first.wait_for()
