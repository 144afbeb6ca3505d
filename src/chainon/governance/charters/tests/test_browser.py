from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory
from chainon.base.ui.tests.browser import check_page, come_in
from chainon.governance.charters import selectors, services

from .making import adopted, opened, published

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_public_pages_of_a_charter_are_sound_on_a_phone_and_a_desk(
    territory: Territory, bruno: User, browser_page: Page
) -> None:
    body = opened(territory, bruno)
    check_page(browser_page, f"{body.get_absolute_url()}/charte")
    first = published(body, bruno)
    adopted(first, bruno)
    texts = selectors.texts_of(first) | {"term": "L’engagement dure un an."}
    services.publish_charter(
        by=bruno, charter=services.write_charter(by=bruno, body=body, texts=texts, change_reason="Plus court.")
    )
    for path in ("", "/charte", "/charte/versions/1", "/charte/versions/2"):
        check_page(browser_page, body.get_absolute_url() + path)


def test_the_screens_of_the_team_are_sound_on_a_phone_and_a_desk(
    territory: Territory, bruno: User, client_of: Callable[[User], Client], live_server: Any, browser_page: Page
) -> None:
    body = opened(territory, bruno)
    come_in(browser_page, live_server, client_of(bruno))
    adoption = adopted(published(body, bruno), bruno)
    services.write_charter(by=bruno, body=body)
    retire = f"/charte/adoptions/{adoption.public_id}/retirer"
    for path in ("", "/charte", "/charte/ecrire", "/charte/brouillon", "/charte/adopter", retire):
        check_page(browser_page, body.get_absolute_url() + path)


def test_an_adopted_charter_prints_on_one_sheet(territory: Territory, bruno: User, browser_page: Page) -> None:
    body = opened(territory, bruno, name="Assemblée des habitantes et des habitants de Valmont-sur-Loire")
    adopted(published(body, bruno), bruno)
    browser_page.goto(f"{body.get_absolute_url()}/charte")
    printed = browser_page.pdf(prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") == 1
