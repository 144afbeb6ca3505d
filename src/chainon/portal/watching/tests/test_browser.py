"""What the guarantor watches, in a real browser: empty, then with something in each of its parts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.models import Relation
from chainon.base.chain.services import expect
from chainon.base.scopes.models import Territory
from chainon.base.ui.tests.browser import check_page, come_in
from chainon.deliberation.proposals.tests.making import said
from chainon.governance.bodies.services import gather
from chainon.governance.guarantors.services import write_to_guarantors
from chainon.governance.guarantors.tests.making import appointed, asked

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGE = "/garants/veille"


def test_the_page_of_the_guarantor_is_sound(
    territory: Territory, admin: User, client_of: Callable[[User], Client], live_server: Any, browser_page: Page
) -> None:
    nadia = appointed(territory.scope, by=admin, email="nadia@example.org", name="Nadia B.").user
    assert nadia is not None
    come_in(browser_page, live_server, client_of(nadia))
    check_page(browser_page, PAGE)
    word = said(territory.scope, by=admin)
    with clock.at(clock.now() - timedelta(days=40)):
        expect(node=word.node, expects=Relation.ANSWER, whose="Habitat Valmont", whose_key="h", days=10)
        asked(nadia, territory.scope)
    gather(by=admin, parent=territory.scope, name="Les voisins du 12", purpose="Un jardin.", contact="")
    write_to_guarantors(scope=territory.scope, text="J’ai vu.", email="", entry=word.entry)
    check_page(browser_page, f"{PAGE}?journal=verifier")
