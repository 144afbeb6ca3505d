"""The pages in a real browser: sound on a phone and on a desk; from a word without account to its page, without
JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache
from django.test import Client

from chainon.base.accounts.models import User
from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Relation
from chainon.base.chain.services import expect
from chainon.base.scopes.models import Territory
from chainon.base.ui.tests.browser import browser_page, check_page, come_in
from chainon.deliberation.proposals import services
from chainon.deliberation.proposals.models import Proposal
from chainon.governance.bodies.models import BodyKind
from chainon.governance.bodies.services import open_body
from chainon.territory.places.models import Kind
from chainon.territory.places.services import add_place

from .making import examples, said, theme_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["browser_page"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def heard(territory: Territory, bruno: User, resident: User) -> Proposal:
    """One that waits for its answer, in a place, with a body to choose among; beside it one in each other state."""
    place = add_place(by=bruno, parent=territory.scope, kind=Kind.NEIGHBOURHOOD, name="Les Tilleuls")
    open_body(by=bruno, parent=territory.scope, kind=BodyKind.YOUTH_COUNCIL, name="Conseil des jeunes", seats=9)
    shown = said(
        place.scope, by=resident, goes_well="Le marché.", would_do="Deux bancs.", since="2023-03", helped_by="Amina",
        theme=theme_of(territory.scope),
    )  # fmt: skip
    expect(node=shown.node, expects=Relation.ANSWER, whose="Habitat Valmont", whose_key="hv")
    said(territory.scope, title="Moins de bruit la nuit")
    services.refuse_proposal(by=bruno, proposal=said(territory.scope), reason="Nomme une personne.")
    done = said(territory.scope, by=resident, title="Un repas végétarien")
    services.withdraw_proposal(by=resident, proposal=done, reason="C’est fait.")
    return shown


def test_what_anyone_reads_is_sound_on_a_phone_and_a_desk(heard: Proposal, browser_page: Page) -> None:
    cache.clear()
    by_title = {each.title: each for each in Proposal.objects.select_related("node")}
    place = f"/lieux/{heard.scope.public_id}-les-tilleuls"
    for url in ("/propositions/", "/propositions/dire", "/propositions/non-publiees", "/propositions/carte", place):
        check_page(browser_page, url)
    check_page(browser_page, url_of(heard.node))
    check_page(browser_page, url_of(by_title["Un repas végétarien"].node))
    check_page(browser_page, url_of(by_title["Moins de bruit la nuit"].node), status=403)
    check_page(browser_page, url_of(Proposal.objects.refused().get().node), status=410)


def test_the_pages_of_the_team_and_of_the_author_are_sound(
    heard: Proposal, bruno: User, client_of: Callable[[User], Client], live_server: Any, browser_page: Page
) -> None:
    page = url_of(heard.node)
    assert heard.author is not None
    come_in(browser_page, live_server, client_of(bruno))
    made = examples(heard, heard.author, team=bruno)
    hide = f"/propositions/{heard.public_id}/images/{made['', 'picture_id']}/ne-plus-montrer"
    for url in ("/propositions/", "/propositions/saisir", "/propositions/a-relire", page, f"{page}/refuser", hide):
        check_page(browser_page, url)
    mine = client_of(heard.author)
    link = f"/propositions/signer/{made['', 'signing_token']}"
    sent = {"title": "Des bancs et un arbre", "must_change": "On attend debout.", "reason": "Les voisins l’ont dit."}
    mine.post(f"{page}/changer", sent)
    page = f"/propositions/{heard.public_id}-des-bancs-et-un-arbre"
    come_in(browser_page, live_server, mine)
    for end in ("", "/retirer", "/changer", "/images", "/signataires", "/versions"):
        check_page(browser_page, page + end)
    for url in ("/propositions/dire", "/propositions/brouillons"):
        check_page(browser_page, url)
    come_in(browser_page, live_server, client_of(bruno))
    check_page(browser_page, link)


def test_from_a_word_without_account_to_its_page_without_javascript(
    territory: Territory, bruno: User, client_of: Callable[[User], Client], live_server: Any, browser_page: Page
) -> None:
    cache.clear()
    browser = browser_page.context.browser
    assert browser is not None
    someone = browser.new_page(base_url=live_server.url, java_script_enabled=False, locale="fr-FR")
    someone.goto("/propositions/")
    someone.get_by_role("link", name="Dire quelque chose").first.click()
    someone.get_by_label("En une phrase").fill("Des bancs à l’ombre")
    someone.get_by_label("Depuis quand").fill("longtemps")
    someone.get_by_role("button", name="Relire avant de publier").click()
    someone.get_by_text("Nous n’avons pas compris").first.wait_for()
    someone.get_by_label("Qu’est-ce qui doit changer").fill("On attend debout.")
    someone.get_by_label("Depuis quand").fill("mars 2023")
    someone.get_by_label("Comment voulez-vous être nommé").fill("Une habitante des Tilleuls")
    someone.get_by_role("button", name="Relire avant de publier").click()
    someone.get_by_role("heading", name="Relire avant de publier").wait_for()
    someone.get_by_role("button", name="Corriger").click()
    someone.get_by_label("Où exactement").fill("côté sud")
    someone.get_by_role("button", name="Relire avant de publier").click()
    someone.get_by_text("côté sud").wait_for()
    someone.get_by_role("button", name="Envoyer").click()
    someone.get_by_text("C’est reçu, merci").first.wait_for()
    address = someone.url
    team = browser.new_page(base_url=live_server.url, java_script_enabled=False, locale="fr-FR")
    come_in(team, live_server, client_of(bruno))
    team.goto("/propositions/")
    team.get_by_role("link", name="À relire (1)").click()
    team.get_by_role("button", name="Publier").click()
    team.get_by_text("est publique").wait_for()
    someone.goto(address)
    someone.get_by_role("heading", name="Des bancs à l’ombre").wait_for()
    assert "Une habitante des Tilleuls" in someone.content() and "Cela dure depuis mars 2023" in someone.content()
    for each in (someone, team):
        each.close()
