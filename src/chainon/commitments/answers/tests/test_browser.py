"""Answering in a real browser: every page sound on a phone and on a desk; three words answered once, by keyboard and
without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from chainon.base.accounts.models import User
from chainon.base.chain.kinds import url_of
from chainon.base.scopes.models import Territory
from chainon.base.ui.tests.browser import browser_page, check_page, come_in, new_page
from chainon.commitments.answers import links, services
from chainon.commitments.answers.models import Answer, Answerer, AnswerKind, Handover
from chainon.deliberation.proposals.tests.making import said

from .making import Acted, acted

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["browser_page", "new_page"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def parks(territory: Territory, bruno: User) -> Answerer:
    return services.add_answerer(by=bruno, territory=territory.scope, name="La ville", email="parcs@example.org")


@pytest.fixture
def done(territory: Territory, parks: Answerer, bruno: User) -> Acted:
    nodes = (said(territory.scope, by=bruno).node, said(territory.scope, by=bruno).node)
    return acted((*nodes, said(territory.scope, by=bruno).node), answerer=parks, by=bruno)


def test_the_pages_behind_the_signed_links_are_sound(done: Acted, browser_page: Page) -> None:
    waiting = done.draft.handovers.get()
    reply = links.path_of(waiting)
    for what in ("", "/etude", "/porter", "/brouillon"):
        check_page(browser_page, f"{reply}{what}")
    check_page(browser_page, f"/repondre/{links.token_of(done.carried.handover)}/leur-reponse")
    check_page(browser_page, f"/mes-demandes/{done.own_token}")
    check_page(browser_page, f"/mes-demandes/{done.own_token}/repondre?choisi={waiting.public_id}")
    check_page(browser_page, f"/signer/{done.sign_token}")


def test_what_anyone_reads_and_what_the_team_writes_is_sound(
    done: Acted, bruno: User, client_of: Callable[[User], Client], live_server: Any, browser_page: Page
) -> None:
    modified = services.give_answer(
        handover=done.draft.handovers.get(), kind=AnswerKind.MODIFIED, text="Oui.", after="Un banc.", signed_by="X"
    )
    for node in (modified.node, done.carried.node, done.settled.answer.node):
        check_page(browser_page, url_of(node))
    come_in(browser_page, live_server, client_of(bruno))
    check_page(browser_page, f"/transmissions/{done.carried.handover.public_id}")
    check_page(browser_page, f"/transmissions/{done.carried.handover.public_id}/reponse")


def test_two_words_alike_are_answered_once_without_javascript(
    territory: Territory, parks: Answerer, bruno: User, new_page: Callable[..., Page]
) -> None:
    for _each in range(2):
        services.hand_over(by=bruno, node=said(territory.scope, by=bruno).node, answerer=parks)
    page = new_page(java_script_enabled=False)
    page.goto(links.own_path(parks))
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Répondre une fois à celles que j’ai cochées").press("Enter")
    page.get_by_label("C’est oui", exact=True).check()
    page.get_by_label("En quelques phrases").fill("Deux bancs en juin.")
    page.get_by_label("Signée par").fill("Responsable des espaces verts")
    page.get_by_role("button", name="Publier cette réponse").press("Enter")
    page.get_by_text("Rien ne vous attend").first.wait_for()
    assert Handover.objects.filter(answer=Answer.objects.get()).count() == 2
