"""A draw in a browser: every page sound; the whole way without JavaScript; the ceremony with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory
from chainon.base.tasks.models import Job
from chainon.base.tasks.models import State as JobState
from chainon.base.ui.tests.browser import check_page, come_in
from chainon.governance.draws import services
from chainon.governance.draws.models import Draw, Path, State
from chainon.governance.draws.services.freezing import seal_draw

from .making import Running, computed, drawn, frozen, make_body, make_draw, make_list, submitted

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def enter(live_server: Any, client_of: Callable[[User], Client], new_page: Callable[..., Page]) -> Callable[..., Page]:
    def entered(user: User, **options: Any) -> Page:
        page = new_page(**options)
        come_in(page, live_server, client_of(user))
        return page

    return entered


def test_every_page_of_a_draw_is_sound_on_a_phone_and_a_desk(
    territory: Territory, bruno: User, chantal: User, enter: Callable[..., Page]
) -> None:
    draw = make_draw(territory, bruno, path=Path.COMPLETE)
    services.set_rules(
        by=bruno, draw=draw, title="Tirage", objective="leximin", one_per_household=True, panels=1000, open_table=False,
        purge_months=12, sources=[{"kind": "balls", "label": "Trois boules", "digits": 3}],
    )  # fmt: skip
    team, guarantor, address = enter(bruno), enter(chantal), f"/tirages/{draw.public_id}"
    check_page(team, f"/instances/{draw.body.public_id}/tirage")
    for path in ("places", "date", "profils-rares", "preparation", "annuler"):
        check_page(team, f"{address}/{path}")
    submitted(draw)
    for path in ("preparation", "refus"):
        check_page(guarantor, f"{address}/{path}")
    draw.refresh_from_db()
    services.approve(by=chantal, draw=draw)
    for path in ("", "/ceremonie", "/preparation"):
        check_page(team, address + path)
    draw.refresh_from_db()
    reading = services.read_numbers(by=bruno, draw=draw, values=["174"])
    check_page(team, f"{address}/ceremonie/confirmer")
    services.confirm_reading(by=bruno, draw=draw, reading=reading, attendance=84)
    for path in ("", "/groupe", "/groupe?n=6"):
        check_page(guarantor, address + path)


def test_what_a_witness_reads_is_sound(territory: Territory, bruno: User, browser_page: Page) -> None:
    token = services.ask_witness(by=bruno, draw=submitted(make_draw(territory, bruno)))
    check_page(browser_page, f"/tirages/temoin/{token}")
    check_page(browser_page, "/tirages/temoin/inconnu", status=410)


def test_a_draw_is_prepared_agreed_and_drawn_without_javascript(
    territory: Territory, bruno: User, chantal: User, enter: Callable[..., Page]
) -> None:
    body = make_body(territory, bruno)
    make_list(body, bruno)
    team, guarantor = enter(bruno, java_script_enabled=False), enter(chantal, java_script_enabled=False)
    team.goto(body.get_absolute_url())
    team.get_by_role("link", name="Préparer un tirage").click()
    team.get_by_role("button", name="Commencer le tirage simple").click()
    team.get_by_role("button", name="Proposer des places d’après la population").click()
    team.get_by_role("button", name="Continuer").click()
    team.get_by_label("Jour du tirage").fill("2099-01-15")
    team.get_by_label("Heure").fill("18:00")
    team.get_by_label("Lieu").fill("Salle des fêtes")
    team.get_by_role("button", name="Continuer et calculer les chances").click()
    assert team.locator("meta[http-equiv=refresh]").count() == 1, "the page that waits loads itself again"
    draw = Draw.objects.get()
    computed(draw)
    Job.objects.update(state=JobState.DONE)
    team.reload()
    team.get_by_role("button", name="Demander l’accord du garant").click()
    seal_draw(Running(draw.public_id))
    Job.objects.update(state=JobState.DONE)
    guarantor.goto(f"/tirages/{draw.public_id}/preparation")
    guarantor.get_by_role("button", name="Je donne mon accord").click()
    team.goto(f"/tirages/{draw.public_id}")
    team.get_by_role("link", name="Commencer le tirage").click()
    team.get_by_label("Trois boules tirées en public").fill("1 7 4")
    team.get_by_role("button", name="Relire à l’écran").click()
    team.get_by_role("button", name="Oui, tirer le groupe").click()
    team.get_by_role("link", name="Personne suivante").click()
    team.get_by_role("link", name="Toutes").click()
    team.get_by_text("Toutes les places ont trouvé quelqu’un").wait_for()
    draw.refresh_from_db()
    assert draw.state == State.DRAWN


def test_the_ceremony_is_conducted_with_the_keyboard_alone(
    territory: Territory, bruno: User, chantal: User, enter: Callable[..., Page]
) -> None:
    draw = frozen(make_draw(territory, bruno), chantal)
    page = enter(bruno)

    def arrive(path: str, focused: str) -> None:
        page.wait_for_url(f"**/tirages/{draw.public_id}/{path}")
        page.locator(f"{focused}:focus").wait_for()

    def type_numbers(numbers: str) -> None:
        arrive("ceremonie", "input")
        page.keyboard.type(numbers)
        page.keyboard.press("Enter")
        arrive("ceremonie/confirmer", "input")

    page.goto(f"/tirages/{draw.public_id}/ceremonie")
    type_numbers("175")
    for _passed in ("confirm", "correct"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    type_numbers("174")
    page.keyboard.press("Enter")
    arrive("groupe", "#suite")
    for shown in (1, 2, 3):
        page.keyboard.press("Enter")
        arrive(f"groupe?n={shown}", "#suite")
    draw.refresh_from_db()
    assert draw.state == State.DRAWN and (draw.opening or {})["number"] == 174


def test_one_skips_to_the_content_and_sees_where_the_keyboard_is(
    territory: Territory, bruno: User, chantal: User, browser_page: Page
) -> None:
    draw = drawn(make_draw(territory, bruno), chantal, bruno)
    browser_page.goto(draw.get_absolute_url())
    browser_page.keyboard.press("Tab")
    assert browser_page.locator(":focus").inner_text() == "Aller au contenu"
    assert browser_page.locator(":focus").bounding_box()["y"] >= 0, "the link shows once it is reached"
    browser_page.keyboard.press("Enter")
    browser_page.keyboard.press("Tab")
    assert browser_page.evaluate("document.activeElement.closest('main') !== null")
    for _reached in range(12):
        ring = browser_page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert ring != "none", browser_page.evaluate("document.activeElement.outerHTML")
        browser_page.keyboard.press("Tab")
