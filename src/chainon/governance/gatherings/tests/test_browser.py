"""The pages in a real browser: sound on a phone and on a desk; a gathering convened and told without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.kinds import url_of
from chainon.base.scopes.models import Scope
from chainon.base.ui.tests.browser import browser_page, check_page, come_in, new_page
from chainon.governance.bodies.models import Body
from chainon.governance.gatherings import services
from chainon.governance.gatherings.models import Gathering

from .making import convened, held, told

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["browser_page", "new_page"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_what_anyone_reads_is_sound_on_a_phone_and_a_desk(
    lea: User, place: Scope, body: Body, browser_page: Page
) -> None:
    coming = convened(lea, place, body, purpose="On choisit **trois** priorités.", access="Garde d’enfants")
    services.cancel(by=lea, gathering=convened(lea, place, body, days=9, title="Fête"), reason="Il pleut.")
    past = told(lea, held(lea, place, body), disagreements=["Les bancs : ombre ou bruit"], from_16=14, from_26=20)
    decided = past.outcomes.decisions().get()
    assert decided.node is not None
    for url in ("/rencontres/", url_of(coming.node), url_of(past.node), url_of(decided.node), body.get_absolute_url()):
        check_page(browser_page, url)
    for page in ("affiche", "feuille"):
        check_page(browser_page, f"{url_of(coming.node)}/{page}")


def test_what_a_member_fills_in_is_sound_too(
    lea: User, body: Body, browser_page: Page, client_of: Callable[[User], Client], live_server: Any
) -> None:
    come_in(browser_page, live_server, client_of(lea))
    place = body.scope.root
    coming, past = url_of(convened(lea, place, body).node), url_of(told(lea, held(lea, place, body)).node)
    forms = [f"{coming}/{each}" for each in ("modifier", "annuler", "documents")]
    convening = ("/rencontres/convoquer", "/rencontres/raconter")
    for url in (*convening, *forms, f"{past}/compte-rendu", f"{past}/approuver", past):
        check_page(browser_page, url)


def test_a_member_convenes_then_tells_without_javascript(
    lea: User, body: Body, new_page: Callable[..., Page], client_of: Callable[[User], Client], live_server: Any
) -> None:
    page = new_page(java_script_enabled=False)
    come_in(page, live_server, client_of(lea))
    page.goto("/rencontres/")
    page.get_by_role("link", name="Convoquer une rencontre").click()
    page.get_by_label("De quoi va-t-on parler ?").fill("Le jardin")
    page.get_by_label("Quel jour ?").fill((clock.today() + timedelta(days=5)).isoformat())
    page.get_by_label("À quelle heure ?", exact=True).fill("18:30")
    page.get_by_label("Où se retrouve-t-on ?").fill("Le local, entrée B")
    page.get_by_role("button", name="Annoncer la rencontre").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Le jardin"
    Gathering.objects.update(
        starts_at=clock.now() - timedelta(hours=3), ends_at=clock.now() - timedelta(hours=1)
    )  # the evening has passed
    page.reload()
    page.get_by_role("link", name="Raconter ce qui s’est dit").click()
    page.get_by_label("Ce qui s’est dit").fill("On a parlé du jardin.")
    page.get_by_label("Ce qui a été décidé").fill("Planter en mars")
    page.get_by_label("Ou le total seulement").fill("23")
    page.get_by_role("button", name="Publier").click()
    page.get_by_role("link", name="Planter en mars").first.click()
    assert "Un engagement est attendu" in page.content()
