from __future__ import annotations

from typing import Any

import pytest

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory
from chainon.base.ui.tests.browser import check_page

from .making import winter

pytestmark = pytest.mark.browser


@pytest.fixture
def address(territory: Territory, bruno: User, amina: User) -> str:
    winter(territory.scope, bruno=bruno, amina=amina)
    return "/bilan?periode=2026-T1"


def test_the_report_is_accessible_and_holds_on_two_sheets_with_words(browser_page: Any, address: str) -> None:
    check_page(browser_page, address)
    browser_page.goto(address)
    browser_page.fill("#mots", "Ce qui a surpris : les jeunes sont venus. " * 16)
    assert browser_page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 2
    browser_page.emulate_media(media="print")
    assert browser_page.locator("#mots").is_visible() and not browser_page.locator("form").first.is_visible()
