"""Pads and slips in a real browser: every page sound on a phone and on a desk, in light and in dark."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache
from django.test import Client

from chainon.base.accounts.models import User
from chainon.base.chain.models import Relation
from chainon.base.chain.services import expect
from chainon.base.chain.tests.things import Things
from chainon.base.scopes.models import Territory
from chainon.base.slips.models import Slip
from chainon.base.slips.services import bind_slip
from chainon.base.ui.tests.browser import check_page, come_in

from .making import code_on, pad

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def slip(territory: Territory, things: Things, bruno: User) -> Slip:
    word = things.add(territory.scope, "L’ascenseur de la tour B", said="Ma mère ne sort plus.")
    expect(node=word.node, expects=Relation.ANSWER, whose="Habitat Valmont", whose_key="hv")
    return bind_slip(by=bruno, slip=pad(territory.scope, by=bruno).slips.get(number=7), node=word.node)


def test_every_page_of_the_slips_is_sound(
    slip: Slip, bruno: User, client_of: Callable[[User], Client], live_server: Any, browser_page: Page
) -> None:
    cache.clear()
    made = slip.pad
    check_page(browser_page, "/coupon")
    check_page(browser_page, f"/coupon/{code_on(slip)}")
    check_page(browser_page, f"/coupon/{code_on(made.slips.get(number=8))}", status=404)
    come_in(browser_page, live_server, client_of(bruno))
    for page in ("", "/nouveau", f"/{made.public_id}", f"/{made.public_id}/imprimer", f"/{made.public_id}/annuler"):
        check_page(browser_page, f"/carnets{page}")
