from __future__ import annotations

from typing import Any

import pytest

from chainon.base.chain.services import follow
from chainon.base.ui.tests.browser import check_page, come_in
from chainon.deliberation.proposals.tests.making import said

from .waiting import WAITS, World

pytestmark = pytest.mark.browser
WAITING = ("turns/answer", "minutes", "told", "funds", "unclear", "charters", "notices", "unaccepted", "reasons")


def test_the_desk_is_accessible_full_and_empty(
    browser_page: Any, live_server: Any, world: World, client_of: Any
) -> None:
    come_in(browser_page, live_server, client_of(world.bruno))
    check_page(browser_page, "/mon-bureau")
    for name in WAITING:
        next(WAITS[name][1](world))
    said(world.scope)
    check_page(browser_page, "/mon-bureau")
    browser_page.locator("main summary").first.click()
    assert browser_page.locator("main details[open] a").count() > 0


def test_what_one_said_and_follows_is_accessible(
    browser_page: Any, live_server: Any, world: World, client_of: Any
) -> None:
    come_in(browser_page, live_server, client_of(world.resident))
    check_page(browser_page, "/mes-paroles")
    word = world.word()
    follow(by=world.resident, node=word.node)
    check_page(browser_page, "/mes-paroles")
    check_page(browser_page, "/a-qui-le-tour")
