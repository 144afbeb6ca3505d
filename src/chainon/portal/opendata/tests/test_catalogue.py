from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chainon.base.scopes.models import Territory
from chainon.base.ui.tests.browser import check_page
from chainon.portal.opendata.dictionary import TABLES
from chainon.portal.opendata.published import LICENCE_TITLE

from .test_files import story

__all__ = ["story"]
QUERIES = 8


def test_every_column_is_in_the_dictionary_of_the_page(territory: Territory) -> None:
    page = Client().get("/donnees").content.decode()
    for table in TABLES.values():
        for column in table.columns:
            assert f"<code>{column.name}</code>" in page and str(column.meaning).split("’")[0] in page
    assert LICENCE_TITLE in page


def test_every_file_of_the_catalogue_opens(story: dict[str, Any]) -> None:
    client = Client()
    page = client.get("/donnees").content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    links = {link for link in re.findall(r'href="(/[^"#]*)"', main)}
    assert {"/engagements/registre.csv", "/engagements/registre.json", "/donnees/liens.json"} <= links
    for link in links:
        assert client.get(link).status_code == 200, link


def test_the_page_reads_in_few_queries(story: dict[str, Any]) -> None:
    client = Client()
    client.get("/donnees")
    with CaptureQueriesContext(connection) as asked:
        client.get("/donnees")
    assert len(asked) <= QUERIES, "\n".join(each["sql"][:120] for each in asked)


@pytest.mark.browser
def test_the_page_is_accessible(browser_page: Any, story: dict[str, Any]) -> None:
    check_page(browser_page, "/donnees")
