from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory
from chainon.base.ui.tests.browser import check_page, come_in
from chainon.portal.legal.services import set_pre_election

from .test_pages import FULL, PAGES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", PAGES)
def test_an_unfinished_page_is_accessible(browser_page: Any, territory: Territory, path: str) -> None:
    check_page(browser_page, path)


def test_the_form_and_the_pages_it_fills_are_accessible(
    browser_page: Any, live_server: Any, client_of: Callable[[User], Client], admin: User
) -> None:
    client = client_of(admin)
    come_in(browser_page, live_server, client)
    check_page(browser_page, "/pages-legales")
    client.post("/pages-legales", FULL)
    for path in PAGES:
        check_page(browser_page, path)


def test_the_pages_of_an_election_are_accessible_before_and_once_it_is_near(
    browser_page: Any, live_server: Any, client_of: Callable[[User], Client], admin: User, territory: Territory
) -> None:
    check_page(browser_page, "/periode-electorale")
    come_in(browser_page, live_server, client_of(admin))
    check_page(browser_page, "/periode-electorale/regler")
    set_pre_election(by=admin, territory=territory.scope, first_round=clock.today() + timedelta(days=60))
    for path in ("/periode-electorale", "/periode-electorale/regler", "/"):
        check_page(browser_page, path)
