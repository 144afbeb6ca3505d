"""What councils decided, in a real browser: what anyone reads, and what the team copies here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from chainon.base.accounts.models import User
from chainon.base.chain.kinds import url_of
from chainon.base.scopes.models import Territory
from chainon.base.ui.tests.browser import check_page, come_in
from chainon.deliberation.proposals.tests.making import said

from .making import decided

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_every_page_of_what_councils_decided_is_sound(
    territory: Territory, bruno: User, client_of: Callable[[User], Client], live_server: Any, browser_page: Page
) -> None:
    check_page(browser_page, "/deliberations/")
    word = said(territory.scope, by=bruno)
    made = decided(territory.scope, by=bruno, sources=(word.node,))
    for page in ("/deliberations/", url_of(made.node)):
        check_page(browser_page, page)
    come_in(browser_page, live_server, client_of(bruno))
    own = f"/deliberations/{made.node.public_id}"
    for page in ("/deliberations/nouvelle", f"/deliberations/nouvelle/{word.node.public_id}", f"{own}/relier"):
        check_page(browser_page, page)
    check_page(browser_page, f"{own}/retirer")
