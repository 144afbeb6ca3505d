"""The guarantor's pages in a real browser: what anyone reads and writes, then what they alone do."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache
from django.test import Client

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory
from chainon.base.ui.tests.browser import check_page, come_in
from chainon.governance.guarantors.letters import letter_token
from chainon.governance.guarantors.services import write_to_guarantors

from .making import appointed, asked, proposed

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Login = Callable[[User], Client]


def test_what_anyone_reads_of_the_guarantor_is_sound(territory: Territory, admin: User, browser_page: Page) -> None:
    check_page(browser_page, "/garants/")
    nadia = appointed(territory.scope, by=admin, email="nadia@example.org", name="Nadia B.")
    assert nadia.user is not None
    act = asked(nadia.user, territory.scope)
    letter = letter_token(proposed(territory.scope, by=admin, name="Omar S.", email="omar@example.org", titular=nadia))
    for page in ("", nadia.public_id, f"actes/{act.node.public_id}", "ecrire", "reponse", f"signer/{letter}"):
        check_page(browser_page, f"/garants/{page}")


def test_what_the_guarantor_and_the_team_do_is_sound(
    territory: Territory, admin: User, client_of: Login, live_server: Any, browser_page: Page
) -> None:
    cache.clear()
    nadia = appointed(territory.scope, by=admin, email="nadia@example.org", name="Nadia B.")
    assert nadia.user is not None
    act = asked(nadia.user, territory.scope)
    message, _code = write_to_guarantors(scope=territory.scope, text="J’ai vu.", email="", entry=uuid.uuid4())
    come_in(browser_page, live_server, client_of(nadia.user))
    for page in ("messages/", f"messages/{message.public_id}", "agir", f"{nadia.public_id}/demissionner"):
        check_page(browser_page, f"/garants/{page}")
    come_in(browser_page, live_server, client_of(admin))
    for page in ("nommer", f"{nadia.public_id}/retirer", f"actes/{act.node.public_id}/repondre"):
        check_page(browser_page, f"/garants/{page}")
