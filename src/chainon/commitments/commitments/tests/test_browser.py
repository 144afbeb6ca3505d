"""The chain in a real browser: every page sound on a phone and on a desk; from a word to a kept promise, told back,
without JavaScript and, for whoever answers, without an account."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from chainon.base.accounts.models import User
from chainon.base.chain.kinds import url_of
from chainon.base.chain.services import differences
from chainon.base.mail.models import Mail
from chainon.base.scopes.models import Territory
from chainon.base.ui.tests.browser import browser_page, check_page, come_in, new_page
from chainon.deliberation.proposals.tests.making import said

from .making import Thread, followed, promised, staged

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["browser_page", "new_page"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Login = Callable[[User], Client]


@pytest.fixture
def thread(territory: Territory, bruno: User) -> Thread:
    return promised(said(territory.scope, by=bruno).node, by=bruno)


def test_what_anyone_reads_is_sound(thread: Thread, browser_page: Page) -> None:
    word = thread.waiting.node
    for url in ("/a-qui-le-tour", f"/fils/{word.public_id}", "/delais", "/repondants", "/engagements/", "/"):
        check_page(browser_page, url)
    for url in (url_of(word), url_of(thread.answer.node), url_of(thread.promise.node)):
        check_page(browser_page, url)


def test_the_pages_behind_a_signed_link_are_sound(thread: Thread, browser_page: Page) -> None:
    check_page(browser_page, f"/repondre/{thread.reply_token}")
    check_page(browser_page, f"/repondre/{thread.answer_token}")
    check_page(browser_page, f"/engagements/promettre/{thread.answer_token}")
    check_page(browser_page, f"/engagements/tenir/{thread.promise_token}")
    check_page(browser_page, f"/suivre/tout-arreter/{thread.stop_token}")


def test_the_pages_of_the_team_are_sound(
    thread: Thread, bruno: User, client_of: Login, live_server: Any, browser_page: Page
) -> None:
    word, key = thread.waiting.node, thread.waiting.public_id
    come_in(browser_page, live_server, client_of(bruno))
    for url in (
        "/delais/regler",
        "/a-rendre",
        f"/a-rendre/{word.public_id}",
        "/repondants/inscrire",
        f"/transmettre/{word.public_id}",
        f"/transmissions/{key}/reponse",
        f"/transmissions/{key}/reprendre",
        f"/engagements/nouveau/{thread.answer.node.public_id}",
        f"/engagements/nous-memes/{word.public_id}",
        f"{url_of(thread.promise.node)}/nouvelles",
    ):
        check_page(browser_page, url)


def test_a_promise_that_is_followed_is_sound_for_everyone(
    territory: Territory, bruno: User, client_of: Login, live_server: Any, browser_page: Page
) -> None:
    late = followed(said(territory.scope, by=bruno).node, by=bruno)
    base, hold = url_of(late.promise.node), f"/engagements/tenir/{late.token}"
    table, page = staged(territory.scope, by=bruno), f"/engagements/{late.promise.node.public_id}"
    for url in ("/engagements/", base, f"{page}/verifier", f"{page}/coups-de-main", f"{hold}/etapes"):
        check_page(browser_page, url)
    come_in(browser_page, live_server, client_of(bruno))
    acts = ("non-tenu", "verifier/compter", "revoir", "coups-de-main/appel", f"etapes/{late.step.public_id}")
    for url in (*(f"{page}/{act}" for act in acts), "/engagements/nouveau", f"/engagements/importer/{table.public_id}"):
        check_page(browser_page, url)


def test_from_a_word_to_a_kept_promise_told_back_without_javascript(  # noqa: PLR0917  # fixtures
    territory: Territory,
    bruno: User,
    amina: User,
    client_of: Login,
    live_server: Any,
    new_page: Callable[..., Page],
) -> None:
    word = said(territory.scope, by=bruno, title="L’ascenseur de la tour B").node
    team, relay, official = (new_page(java_script_enabled=False) for _ in range(3))
    come_in(team, live_server, client_of(bruno))
    come_in(relay, live_server, client_of(amina))
    relay.goto(url_of(word))
    relay.get_by_role("link", name="Noter quelqu’un à prévenir").click()
    relay.get_by_label("Comment trouver cette personne").fill("Mme D., tour B")
    relay.get_by_role("button", name="Noter").click()

    team.goto(url_of(word))
    team.get_by_role("link", name="Transmettre à qui peut répondre").click()
    team.get_by_label("Son nom, tel que").fill("Habitat Valmont")
    team.get_by_label("Son adresse électronique").fill("secteur@habitat.example")
    team.get_by_role("button", name="Transmettre").click()
    team.get_by_text("aura accepté de répondre en public").wait_for()

    link = re.search(r"/repondre/\S+", Mail.objects.get(to="secteur@habitat.example").body)
    assert link is not None
    official.goto(link[0])
    official.get_by_label("Votre nom et votre fonction").fill("Mme Roux, responsable de secteur")
    official.get_by_role("button", name="J’accepte ce cadre").click()
    official.get_by_text("Votre réponse est attendue au plus tard").wait_for()
    official.get_by_label("C’est oui", exact=True).check()
    official.get_by_label("En quelques phrases").fill("Une cabine neuve est commandée.")
    official.get_by_label("Signée par").fill("Mme Roux")
    official.get_by_role("button", name="Publier ma réponse").click()
    official.get_by_role("link", name="Dire qui fait quoi, et pour quand").click()
    official.get_by_label("Quoi").fill("Remplacer l’ascenseur")
    official.get_by_label("Pour quand").fill("2099-12-01")
    official.get_by_role("button", name="Publier mon engagement").click()
    official.get_by_label("C’est fait", exact=True).check()
    official.get_by_label("En quelques phrases").fill("Elle roule depuis ce matin.")
    official.get_by_role("button", name="Publier").click()
    official.get_by_role("heading", name="Cet engagement est clos").wait_for()

    relay.goto("/a-rendre")
    relay.get_by_label("Mme D., tour B").check()
    relay.get_by_role("button", name="C’est rendu").click()
    relay.get_by_text("Rien à rendre pour l’instant").wait_for()
    visitor = new_page(java_script_enabled=False)
    visitor.goto(url_of(word))
    page = visitor.content()
    for words in ("Une cabine neuve est commandée.", "Remplacer l’ascenseur", "tenu", "Rendu de vive voix"):
        assert words in page
    assert "Mme D." not in page and "secteur@habitat.example" not in page
    assert list(differences()) == []
