"""Recommendations in a real browser: every page sound on a phone and on a desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from chainon.base.accounts.models import User
from chainon.base.chain.kinds import url_of
from chainon.base.scopes.models import Territory
from chainon.base.ui.tests.browser import browser_page, check_page, come_in, new_page
from chainon.commitments.answers.services import add_answerer
from chainon.deliberation.recommendations.models import Recommendation
from chainon.governance.bodies.models import BodyKind
from chainon.governance.bodies.services import open_body

from .making import published, written

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["browser_page", "new_page"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_pages_are_sound(
    territory: Territory, bruno: User, client_of: Callable[[User], Client], live_server: Any, browser_page: Page
) -> None:
    body = open_body(by=bruno, parent=territory.scope, kind=BodyKind.ASSEMBLY, name="L’assemblée", seats=12)
    add_answerer(by=bruno, territory=territory.scope, name="La ville", email="v@example.org")
    sheet, draft = published(body, by=bruno), written(body, by=bruno)
    for url in (
        "/recommandations/",
        f"/recommandations/ensemble/{sheet.public_id}",
        url_of(Recommendation.objects.get(position=1).node),
    ):
        check_page(browser_page, url)
    come_in(browser_page, live_server, client_of(bruno))
    check_page(browser_page, f"/recommandations/saisir/{body.handle}")
    check_page(browser_page, f"/recommandations/ensemble/{draft.public_id}/relire")
    check_page(browser_page, f"/recommandations/ensemble/{sheet.public_id}/transmettre")
