"""From slip to kept commitment, in a real browser: with JavaScript, without, and by the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.chain.calendar import zone_of
from chainon.base.scopes.models import Territory
from chainon.base.ui.tests.browser import come_in
from chainon.conftest import a_get_never_writes, chromium, client_of, new_page, territory
from chainon.governance.guarantors.tests.making import appointed

from .hands import Hands
from .keyboard import Keyboard
from .story import STORY, Story

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["a_get_never_writes", "chromium", "client_of", "new_page", "territory"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
ON_A_PHONE = ("amina", "resident", "chantal")


@pytest.fixture
def people(territory: Territory) -> dict[str, User]:
    """Two accounts, and a guarantor whose letter is signed; everybody else comes without."""
    named = {
        each: User.objects.create_user(f"{each.lower()}@example.org", each) for each in ("Bruno", "Inès", "Chantal")
    }
    for name, role in (("Bruno", Role.FACILITATOR), ("Inès", Role.ADMINISTRATOR)):
        Grant.objects.create(user=named[name], role=role, scope=territory.scope, given_at=clock.now())
    appointed(territory.scope, by=named["Inès"])
    return {"bruno": named["Bruno"], "chantal": named["Chantal"]}


@pytest.fixture
def screen_of(
    people: dict[str, User], client_of: Callable[[User], Client], live_server: Any, new_page: Callable[..., Page]
) -> Callable[..., Page]:
    """A browser of one's own, on a phone or on a desk, with one's account where one has one."""

    def opened(name: str, *, javascript: bool) -> Page:
        page = new_page(java_script_enabled=javascript, viewport=PHONE if name in ON_A_PHONE else DESK)
        if name in people:
            come_in(page, live_server, client_of(people[name]))
        return page

    return opened


@pytest.mark.parametrize("way", ["mouse", "without JavaScript", "keyboard"])
def test_from_a_slip_to_a_promise_kept(way: str, territory: Territory, screen_of: Callable[..., Page]) -> None:
    cache.clear()
    hands = Keyboard if way == "keyboard" else Hands
    seats: dict[str, Hands] = {}

    def sit(name: str) -> Hands:
        if name not in seats:
            seats[name] = hands(screen_of(name, javascript=way != "without JavaScript"))
        return seats[name]

    told = Story(sit, clock.today(zone_of(territory.scope)))
    for act in STORY:
        act(told)
    call_command("chain", "check")
