from __future__ import annotations

from typing import Any

import pytest

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory
from chainon.base.ui.tests.browser import check_page

from . import making

pytestmark = pytest.mark.browser


def test_the_whole_and_a_place_are_accessible_and_lead_to_their_lists(
    browser_page: Any, territory: Territory, bruno: User, resident: User
) -> None:
    town = making.town(territory, bruno, resident)
    making.full_place(town, bruno)
    for address in ("/vision-globale", town.tilleuls.get_absolute_url(), "/vision-globale/attendus"):
        check_page(browser_page, address)
    check_page(browser_page, "/vision-globale/liste")
    browser_page.goto("/vision-globale")
    browser_page.locator(".overall .count").first.click()
    assert browser_page.locator(".rows > li").count() == int(browser_page.locator("h1").inner_text().split()[0])
