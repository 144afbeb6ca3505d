from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory
from chainon.base.ui.tests.browser import check_page, come_in
from chainon.governance.bodies.models import BodyKind
from chainon.governance.bodies.services import close_body, open_body

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_pages_of_the_bodies_are_sound_on_a_phone_and_a_desk(
    territory: Territory, bruno: User, client_of: Callable[[User], Client], live_server: Any, browser_page: Page
) -> None:
    check_page(browser_page, "/instances/")
    council, other = (
        open_body(by=bruno, parent=territory.scope, kind=kind, name=f"Le {kind.label}", seats=24)
        for kind in (BodyKind.CITIZENS_COUNCIL, BodyKind.OTHER)
    )
    close_body(by=bruno, body=other, reason="Son travail est fini.")
    for url in ("/instances/", council.get_absolute_url(), other.get_absolute_url()):
        check_page(browser_page, url)
    come_in(browser_page, live_server, client_of(bruno))
    address = council.get_absolute_url()
    for url in ("/instances/ouvrir", address, f"{address}/modifier", f"{address}/fermer"):
        check_page(browser_page, url)
