"""The pages in a real browser: sound on a phone and on a desk, a card on one sheet, a process prepared without
JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache
from django.test import Client

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory
from chainon.base.ui.tests.browser import browser_page, check_page, come_in, new_page
from chainon.governance.processes import services
from chainon.governance.processes.models import Process
from chainon.governance.processes.questions import Question
from chainon.governance.processes.selectors import text
from chainon.governance.processes.sentences import MOST_WORDS, count_words
from chainon.governance.processes.services.means import Given

from .making import TITLE, changed, drafted, in_days, published

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["browser_page", "new_page"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def process(territory: Territory, bruno: User) -> Process:
    """One that runs, with means, a changed rule, a pause to come, and someone who did not understand."""
    made = published(bruno, territory.scope)
    given = Given(hours=40, childcare="Oui", funders="La ville", amount_cents=100, funded_until=in_days(90))
    services.say_means(by=bruno, process=made, given=given)
    step = made.steps.all()[0]
    services.say_unclear(card=step.cards.published()[0], question=2)
    changed(bruno, step)
    services.announce_pause(by=bruno, process=made, first=in_days(3), last=in_days(4), reason="Élections.")
    return made


def as_long_as_may_be(process: Process) -> str:
    """The page of a card of 120 words, which points to pages to read again."""
    by, step = User.objects.get(email="bruno@example.org"), process.steps.all()[2]
    nodes = [published(by, process.scope.root, title=f"La démarche numéro {number}").node for number in range(6)]
    answers = {"already": "", "nothing_by": "", "nothing_on": None}
    services.write_answer(by=by, step=step, question=Question.ALREADY, answers=answers, nodes=nodes)
    spare = MOST_WORDS - count_words(text(step.cards.drafts()[0]))
    more = " ".join(["davantage"] * (spare + 2))
    services.write_answer(by=by, step=step, question=Question.NOT_DECIDED, answers={"not_decided": more})
    services.publish_card(by=by, step=step, reason="Plus complète.")
    return step.get_absolute_url()


def test_what_anyone_reads_is_sound_and_a_card_holds_on_one_sheet(process: Process, browser_page: Page) -> None:
    step = process.steps.all()[0]
    rule, longest = step.get_absolute_url(), as_long_as_may_be(process)
    for url in ("/demarches/", process.get_absolute_url(), rule, f"{rule}/versions/1", f"{rule}/pas-compris"):
        check_page(browser_page, url)
    browser_page.goto(longest)
    assert "120 mots" in browser_page.locator(".page__aside").inner_text()
    assert browser_page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
    browser_page.goto(rule)
    browser_page.emulate_media(media="print")
    assert browser_page.locator(".rule .picture:visible").count() >= 6
    assert browser_page.locator(".sheet img").is_visible() and not browser_page.locator(".changes").is_visible()


def test_the_screens_of_the_team_are_sound(
    process: Process, bruno: User, client_of: Callable[[User], Client], live_server: Any, browser_page: Page
) -> None:
    territory = process.scope.root
    draft = drafted(bruno, territory, frame="council", title="L’an prochain").get_absolute_url()
    page, step = process.get_absolute_url(), process.steps.all()[1]
    rule = step.get_absolute_url()
    services.write_answer(
        by=bruno, step=step, question=Question.NOT_DECIDED, answers={"not_decided": "les impôts"}
    )  # a draft of the next version
    come_in(browser_page, live_server, client_of(bruno))
    asked = [
        "/demarches/preparer", "/demarches/preparer/village", "/demarches/preparer/fichier", page, f"{page}/moyens",
        f"{page}/pause", f"{page}/copier", f"{rule}/relire", f"{rule}/modifier", f"{rule}/questions/1",
        f"{rule}/questions/2", f"{rule}/questions/5", draft, f"{draft}/publier", f"{draft}/cadre",
    ]  # fmt: skip
    for url in asked:
        check_page(browser_page, url)


def test_from_a_frame_to_a_published_process_without_javascript(
    territory: Territory, bruno: User, client_of: Callable[[User], Client], live_server: Any,
    new_page: Callable[..., Page],
) -> None:  # fmt: skip
    cache.clear()
    page = new_page(java_script_enabled=False)
    come_in(page, live_server, client_of(bruno))
    page.goto("/demarches/")
    page.get_by_role("link", name="Préparer une démarche").click()
    page.get_by_role("link", name="Village de 800 habitants").click()
    page.get_by_label("Comment s’appelle-t-elle").fill(TITLE)
    page.get_by_label("Quel jour commence-t-elle").fill(in_days(0).isoformat())
    page.get_by_role("button", name="Préparer le brouillon").click()
    page.get_by_role("link", name="Relire et publier").click()
    page.get_by_role("link", name="Écrire la règle").first.click()
    page.get_by_label("J’ai cherché").check()
    page.get_by_label("Qui a cherché").fill("Bruno, animateur")
    page.get_by_label("La même réponse pour les autres étapes").check()
    page.get_by_role("button", name="Relire la fiche").click()
    page.get_by_role("link", name="Revenir à la démarche").click()
    page.get_by_role("link", name="Relire et publier").click()
    page.get_by_role("button", name="Publier la démarche").click()
    someone = new_page(java_script_enabled=False)
    someone.goto("/demarches/")
    someone.get_by_role("link", name=TITLE).click()
    someone.get_by_role("link", name="Je n’ai pas compris").click()
    someone.get_by_label("Qui décide, comment").check()
    someone.get_by_role("button", name="Le dire").click()
    assert someone.get_by_text("C’est noté").is_visible()
    page.reload()
    assert page.get_by_text("1 personne n’a pas compris").is_visible()
