"""Forty papers at the keyboard: how many keys besides the words, in how many screens; and every page is sound."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache
from django.test import Client

from chainon.base.accounts.models import User
from chainon.base.chain.models import Theme
from chainon.base.scopes.models import Territory
from chainon.base.slips import numbers
from chainon.base.slips.tests.making import pad
from chainon.base.ui.tests.browser import browser_page, check_page, come_in, new_page
from chainon.deliberation.paper import links, services
from chainon.deliberation.paper.models import Batch, TypedForm
from chainon.deliberation.proposals.models import Proposal

from .making import examples, paper, pile

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["browser_page", "new_page"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = ("On attend debout", "Le soir on n’y voit rien", "Les poubelles débordent le lundi")
KEYS = 9
"""At most, besides the words themselves, for a paper that has one answer, another theme, a name and a slip."""


class Hands:
    """Only keys; those that are not the words of the paper are counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys, self.screens = page, 0, 0
        page.on("framenavigated", self._moved)

    def _moved(self, frame: Any) -> None:
        self.screens += frame == self.page.main_frame

    def press(self, *keys: str) -> None:
        for key in keys:
            self.keys += key.count("+") + 1
            self.page.keyboard.press(key)

    def words(self, text: str) -> None:
        self.page.keyboard.insert_text(text)


def test_a_paper_takes_few_keys_and_one_screen(
    territory: Territory, bruno: User, client_of: Callable[[User], Client], live_server: Any, browser_page: Page
) -> None:
    cache.clear()
    batch, page = pile(territory.scope, bruno, expected=40), browser_page
    first, second, third, *_others = pad(territory.scope, by=bruno).slips.all()
    come_in(page, live_server, client_of(bruno))
    page.goto(f"/saisie/{batch.public_id}")
    hands = Hands(page)
    for rank, (said, slip) in enumerate(zip(WORDS, (first, second, third), strict=True), start=1):
        hands.keys = 0
        page.locator("#id_title:focus").wait_for()
        hands.press("Tab", "Tab")  # over the sentence and what goes well: the first words make the title
        hands.words(said)
        hands.press("Tab", "Tab", str(rank))  # the theme, by the number beside the box
        hands.press("Tab")
        hands.words("Odette")
        if rank == 1:
            hands.press("Tab", "Tab")
            hands.words(numbers.written(slip.number))  # typed once: the next ones follow
        hands.press("Control+Enter")
        page.get_by_text(f"{rank} sur 40").wait_for()
        assert hands.keys <= KEYS + 2 * (rank == 1), f"{hands.keys} keys for one paper"
    assert hands.screens == 0, "the screen was never left"
    assert [each.slip for each in TypedForm.objects.order_by("pk")] == [first, second, third]
    themes = Theme.objects.filter(territory=territory.scope)[:3]
    assert [each.theme for each in Proposal.objects.order_by("pk")] == list(themes)
    hands.press("Control+Enter")
    page.get_by_role("alert").wait_for()
    assert page.locator("#erreurs:focus").count() == 1, "what is wrong is read first"


def test_without_javascript_a_helper_types_the_same_pile(
    territory: Territory, bruno: User, new_page: Callable[..., Page]
) -> None:
    batch = pile(territory.scope, bruno)
    helper = services.give_help(by=bruno, batch=batch, name="Léa", days=7)
    page = new_page(java_script_enabled=False)
    page.goto(links.path_of(helper))
    for rank, said in enumerate(WORDS[:2], start=1):
        page.get_by_label("Ce qui doit changer").fill(said)
        page.get_by_label("N° du coupon").press("Enter")
        page.get_by_text("papier saisi" if rank == 1 else "2 papiers saisis").wait_for()
    page.get_by_role("link", name="Corriger : « On attend debout »").click()
    page.get_by_label("En une phrase").fill("Des bancs")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_text("« Des bancs »").first.wait_for()
    assert Batch.objects.get().entered == 2 and not Proposal.objects.filter(published_at__isnull=False).exists()


def test_every_page_of_paper_is_sound(
    territory: Territory, bruno: User, client_of: Callable[[User], Client], live_server: Any, browser_page: Page
) -> None:
    cache.clear()
    made = {name: value for (_slice, name), value in examples(territory.scope, bruno).items()}
    batch = Batch.objects.get()
    typed = services.type_form(by=bruno, batch=batch, paper=paper(territory.scope), entry=uuid.uuid4())
    for url in ("/papier", f"/papier/soutiens/{typed.proposal.public_id}", f"/aider/{made['helper_token']}"):
        check_page(browser_page, url)
    come_in(browser_page, live_server, client_of(bruno))
    pages = ("/saisie/", "/saisie/ouvrir", f"/saisie/{batch.public_id}", f"/saisie/{batch.public_id}/pile")
    for url in (*pages, f"/saisie/papiers/{typed.public_id}"):
        check_page(browser_page, url)
