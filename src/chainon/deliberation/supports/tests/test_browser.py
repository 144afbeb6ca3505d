"""The pages of supports in a real browser: sound at 360 and 1280 pixels; the button without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache
from django.test import Client

from chainon.base.accounts.models import User
from chainon.base.chain.kinds import url_of
from chainon.base.scopes.models import Territory
from chainon.base.ui.tests.browser import browser_page, check_page, come_in, new_page
from chainon.deliberation.proposals.models import Proposal
from chainon.deliberation.proposals.tests.making import said
from chainon.deliberation.supports import services

from .making import examples

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["browser_page", "new_page"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def proposal(territory: Territory, bruno: User) -> Proposal:
    cache.clear()
    proposal = said(territory.scope, by=bruno)
    examples(proposal.node, bruno)
    return proposal


def test_every_page_of_supports_is_sound(
    proposal: Proposal, bruno: User, client_of: Callable[[User], Client], live_server: Any, browser_page: Page
) -> None:
    page = f"/soutenir/{proposal.public_id}"
    for url in ("/soutiens/", page, f"{page}/coupon", url_of(proposal.node)):
        check_page(browser_page, url)
    services.support(by=bruno, node=proposal.node)
    come_in(browser_page, live_server, client_of(bruno))
    for url in (page, f"{page}/noter", f"{page}/feuilles", url_of(proposal.node)):
        check_page(browser_page, url)


def test_without_account_nor_javascript_one_says_so_too(proposal: Proposal, new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(url_of(proposal.node))
    page.get_by_role("link", name="Je soutiens").click()
    page.get_by_role("button", name="Je soutiens, sans compte").click()
    page.get_by_text("C’est noté").wait_for()
    page.goto(url_of(proposal.node))
    page.get_by_text("4 soutiens déclarés (3 sur papier, 1 en ligne)").wait_for()
