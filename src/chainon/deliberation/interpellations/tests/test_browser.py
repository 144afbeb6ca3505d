"""Interpellations in a real browser: every page sound on a phone and on a desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from chainon.base.accounts.models import User
from chainon.base.chain.kinds import url_of
from chainon.base.scopes.models import Territory
from chainon.base.ui.tests.browser import browser_page, check_page, come_in, new_page
from chainon.governance.bodies.models import BodyKind
from chainon.governance.bodies.services import open_body

from .making import answerer, asked

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["browser_page", "new_page"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_what_anyone_reads_is_sound(territory: Territory, bruno: User, resident: User, browser_page: Page) -> None:
    to = answerer(territory.scope, by=bruno)
    kind = BodyKind.NEIGHBOURHOOD_TABLE
    table = open_body(by=bruno, parent=territory.scope, kind=kind, name="La table", seats=9)
    signed, addressed = asked(territory.scope, by=resident, to=to), asked(territory.scope, by=bruno, to=to, body=table)
    for url in ("/interpellations/", url_of(signed.node), url_of(addressed.node), f"{url_of(signed.node)}/signer"):
        check_page(browser_page, url)


def test_the_forms_are_sound(
    territory: Territory, bruno: User, client_of: Callable[[User], Client], live_server: Any, browser_page: Page
) -> None:
    one = asked(territory.scope, by=bruno, to=answerer(territory.scope, by=bruno))
    come_in(browser_page, live_server, client_of(bruno))
    for url in ("/interpellations/ouvrir", f"{url_of(one.node)}/signer", "/interpellations/regle"):
        check_page(browser_page, url)
