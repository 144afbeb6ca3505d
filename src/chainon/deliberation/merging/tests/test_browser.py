"""Looking for anything, reading two side by side, being asked, being told while one writes: in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache
from django.test import Client

from chainon.base.accounts.models import User
from chainon.base.chain.kinds import url_of
from chainon.base.ui.tests.browser import browser_page, check_page, come_in
from chainon.deliberation.merging.models import Nearness
from chainon.deliberation.merging.services import say_of_two
from chainon.deliberation.proposals.models import Proposal

from .conftest import Ask

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["browser_page"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Come = Callable[[User], None]


@pytest.fixture
def come(browser_page: Page, live_server: Any, client_of: Callable[[User], Client]) -> Come:
    return lambda user: come_in(browser_page, live_server, client_of(user))


def test_the_pages_are_sound_on_a_phone_and_a_desk(
    bench: Proposal, seat: Proposal, bruno: User, come: Come, browser_page: Page
) -> None:
    cache.clear()
    say_of_two(by=bruno, one=bench, other=seat, nearness=Nearness.NEAR)
    for url in ("/recherche?q=bancs", "/recherche?q=bnacs", url_of(bench.node)):
        check_page(browser_page, url)
    come(bruno)
    for url in ("/rapprocher/", f"/rapprocher/{bench.public_id}/{seat.public_id}"):
        check_page(browser_page, url)


def test_an_author_reads_the_two_and_answers(
    bench: Proposal, seat: Proposal, ask: Ask, come: Come, browser_page: Page
) -> None:
    cache.clear()
    asked = ask(bench, seat)
    assert bench.author is not None
    check_page(browser_page, f"/reunir/{asked.public_id}/coupon")
    come(bench.author)
    check_page(browser_page, f"/reunir/{asked.public_id}")
    browser_page.get_by_label("Oui, qu’elles n’en fassent qu’une").check()
    browser_page.get_by_role("button", name="Répondre").click()
    browser_page.get_by_text("Merci : votre réponse est gardée.").wait_for()
    assert asked.consents.get(node=bench.node).agrees


def test_those_that_are_near_are_shown_under_the_title_as_one_writes(bench: Proposal, browser_page: Page) -> None:
    cache.clear()
    browser_page.goto("/propositions/dire")
    browser_page.get_by_label("En une phrase").fill("des bancs vers l’école")
    browser_page.keyboard.press("Tab")
    browser_page.get_by_text("Avez-vous vu celles-ci").wait_for()
    assert browser_page.get_by_role("link", name=bench.title).is_visible()
