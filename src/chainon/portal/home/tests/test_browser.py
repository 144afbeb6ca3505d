from __future__ import annotations

from typing import Any

import pytest

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory
from chainon.base.ui.tests.browser import check_page
from chainon.governance.draws.tests import making

from .test_home import demonstration, open_form

__all__ = ["demonstration"]
pytestmark = pytest.mark.browser


def test_the_front_page_is_accessible(browser_page: Any, territory: Territory, bruno: User, chantal: User) -> None:
    making.frozen(making.make_draw(territory, bruno), chantal)
    open_form(territory, bruno)
    check_page(browser_page, "/")


def test_the_front_page_of_an_empty_installation_is_accessible(browser_page: Any, transactional_db: None) -> None:
    check_page(browser_page, "/")


def test_the_demonstration_is_tried_with_the_keyboard_alone(browser_page: Any, demonstration: Territory) -> None:
    check_page(browser_page, "/")
    browser_page.set_viewport_size({"width": 1280, "height": 800})
    browser_page.goto("/")
    for _ in range(30):
        browser_page.keyboard.press("Tab")
        if browser_page.evaluate("document.activeElement.textContent") == "Conduire la cérémonie":
            break
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url("**/ceremonie")
