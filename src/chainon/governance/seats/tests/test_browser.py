from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory
from chainon.base.ui.tests.browser import check_page, come_in
from chainon.governance.seats import services
from chainon.governance.seats.models import Answer

from .making import holder, make_drawn, make_minor, write_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def played(territory: Territory, bruno: User, chantal: User) -> dict[str, Any]:
    """Answers of every kind, a replacement, a minor who waits."""
    draw = make_drawn(territory, bruno, chantal)
    make_minor(draw, 3)
    letters = write_to(draw, bruno)
    for number, accepts in ((1, True), (2, False), (3, True), (4, False)):
        services.enter_answer(by=bruno, invitation=holder(draw, number), accepts=accepts, name_public=True)
    services.call_next(by=bruno, invitation=holder(draw, 2))
    return {"draw": draw, "letters": letters}


def test_every_page_of_seats_is_accessible_and_holds_in_a_phone(
    played, bruno: User, client_of: Callable[[User], Client], live_server, browser_page
) -> None:
    draw, letters = played["draw"], played["letters"]
    for path in ("/reponse", "/ma-ligne", f"/tirages/{draw.public_id}", draw.body.get_absolute_url()):
        check_page(browser_page, path)
    for number in (1, 3, 4, 5):
        check_page(browser_page, f"/reponse/{letters[number].code}")
    check_page(browser_page, f"/reponse/{letters[3].code}/autorisation")
    check_page(browser_page, f"/ma-ligne/{letters[5].code}")
    check_page(browser_page, "/reponse/ABCDE", status=404)
    come_in(browser_page, live_server, client_of(bruno))
    base = f"/tirages/{draw.public_id}"
    for path in ("/sieges", "/sieges?q=5", "/sieges?q=zzz", "/sieges/courriers", "/remerciements"):
        check_page(browser_page, base + path)
    check_page(browser_page, f"{base}/sieges/{holder(draw, 1).public_id}/depart")
    check_page(browser_page, f"{base}/sieges/{holder(draw, 4).public_id}/suivante")
    check_page(browser_page, "/mes-invitations")


def test_an_answer_at_the_telephone_is_entered_with_the_keyboard_alone(
    played, bruno: User, client_of: Callable[[User], Client], live_server, browser_page
) -> None:
    draw = played["draw"]
    come_in(browser_page, live_server, client_of(bruno))
    browser_page.goto(f"/tirages/{draw.public_id}/sieges")
    browser_page.keyboard.press("5")
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url("**/sieges?q=5")
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url("**/sieges")
    assert "Siège 5\u00a0: la place est acceptée." in browser_page.inner_text("main")
    assert holder(draw, 5).answer == Answer.ACCEPTED


def test_letters_are_printed_one_a_page(
    played, bruno: User, client_of: Callable[[User], Client], live_server, browser_page
) -> None:
    draw = played["draw"]
    come_in(browser_page, live_server, client_of(bruno))
    browser_page.goto(f"/tirages/{draw.public_id}/remerciements")
    browser_page.get_by_role("button", name="Imprimer pour tout le monde").click()
    sheets = browser_page.locator(".sheet").count()
    assert sheets == 33
    assert browser_page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == sheets


def test_a_letter_is_answered_without_javascript(played, new_page) -> None:
    draw, letters = played["draw"], played["letters"]
    page = new_page(java_script_enabled=False)
    page.goto("/reponse")
    page.get_by_label("Votre code").fill(letters[6].code.lower())
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="J’accepte").click()
    page.get_by_role("heading", level=1, name="vous prenez la place").wait_for()
    assert holder(draw, 6).answer == Answer.ACCEPTED
