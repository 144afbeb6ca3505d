"""The pages in a real browser: sound on a phone and on a desk; from a reason without account to a synthesis, without
JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache
from django.test import Client

from chainon.base.accounts.models import User
from chainon.base.chain.kinds import url_of
from chainon.base.scopes.models import Territory
from chainon.base.ui.tests.browser import browser_page, check_page, come_in
from chainon.deliberation.debates import services
from chainon.deliberation.debates.models import Debate, Side
from chainon.deliberation.proposals.tests.making import said
from chainon.governance.bodies.models import BodyKind
from chainon.governance.bodies.services import open_body

from .making import argued, heard, opened, replied, summed_up, torn

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["browser_page"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def lively(territory: Territory, bruno: User, resident: User) -> Debate:
    """Each side spoke, one was answered, one is not published; a disagreement that stands and one that is settled."""
    body = open_body(by=bruno, parent=territory.scope, kind=BodyKind.YOUTH_COUNCIL, name="Conseil des jeunes", seats=9)
    debate = opened(bruno, said(territory.scope, by=resident).node, background="Vu à **Lille**.")
    first = argued(debate, resident)
    replied(first, bruno)
    services.mark_useful(by=bruno, argument=first)
    for number in range(7):
        heard(debate, bruno, f"Voisine {number}", list(Side)[number % 3])
    services.hide_argument(by=bruno, argument=heard(debate, bruno), reason="Nomme une personne.")
    argued(debate)
    torn(debate, bruno, body)
    services.settle_disagreement(by=bruno, disagreement=torn(debate, bruno), how="Un essai a tranché.")
    return debate


def test_what_anyone_reads_is_sound_on_a_phone_and_a_desk(lively: Debate, browser_page: Page) -> None:
    cache.clear()
    page, reason = url_of(lively.node), lively.arguments.filter(replies=1).get()
    assert lively.source is not None
    for url in ("/debats/", page, f"{page}/dire", f"{page}/raisons/pour", f"{page}/non-publiees"):
        check_page(browser_page, url)
    check_page(browser_page, f"/debats/raisons/{reason.public_id}")
    check_page(browser_page, url_of(lively.source))
    check_page(browser_page, f"/debats/raisons/{lively.arguments.waiting().get().public_id}", status=403)


def test_the_pages_of_those_who_animate_are_sound(
    lively: Debate, bruno: User, client_of: Callable[[User], Client], live_server: Any, browser_page: Page
) -> None:
    page = url_of(lively.node)
    come_in(browser_page, live_server, client_of(bruno))
    for url in (page, f"{page}/saisir", f"{page}/a-relire", f"{page}/synthese", f"{page}/desaccord"):
        check_page(browser_page, url)
    check_page(browser_page, f"/debats/raisons/{lively.arguments.waiting().get().public_id}/refuser")
    summed_up(lively, bruno)
    for url in (page, f"{page}/synthese/avis"):
        check_page(browser_page, url)


def test_from_a_reason_without_account_to_the_synthesis_without_javascript(
    lively: Debate, bruno: User, client_of: Callable[[User], Client], live_server: Any, browser_page: Page
) -> None:
    cache.clear()
    browser = browser_page.context.browser
    assert browser is not None
    someone = browser.new_page(base_url=live_server.url, java_script_enabled=False, locale="fr-FR")
    someone.goto(url_of(lively.node))
    someone.get_by_role("link", name="Dire pourquoi").first.click()
    someone.get_by_label("Contre").check()
    someone.get_by_label("Pourquoi").fill("Je livre des repas à midi.")
    someone.get_by_role("button", name="Envoyer").click()
    someone.get_by_text("C’est reçu, merci").first.wait_for()
    team = browser.new_page(base_url=live_server.url, java_script_enabled=False, locale="fr-FR")
    come_in(team, live_server, client_of(bruno))
    team.goto(url_of(lively.node))
    team.get_by_role("link", name="À relire (2)").click()
    for _each in range(2):
        team.get_by_role("button", name="Publier").first.click()
    team.get_by_text("C’est public.").first.wait_for()
    useful = team.get_by_role("button", name="C’est utile", exact=True)
    before = useful.count()
    useful.first.click()
    team.get_by_role("button", name="C’est utile : reprendre").first.wait_for()
    assert useful.count() == before - 1
    team.get_by_role("link", name="Écrire la synthèse").click()
    team.get_by_label("La synthèse").fill("On veut tous une rue **sûre**.")
    team.get_by_role("button", name="Publier la synthèse").click()
    team.get_by_role("heading", name="La synthèse").wait_for()
    someone.goto(url_of(lively.node))
    someone.get_by_text("Je livre des repas à midi.").wait_for()
    assert someone.get_by_role("link", name="Dire pourquoi").count() == 0
    for each in (someone, team):
        each.close()
