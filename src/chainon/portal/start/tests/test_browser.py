from __future__ import annotations

from typing import Any

import pytest

from chainon.base.scopes.models import Territory
from chainon.base.ui.tests.browser import check_page
from chainon.governance.bodies.models import Body

from .test_start import demonstration

__all__ = ["demonstration"]
pytestmark = pytest.mark.browser


def reach(page: Any, text: str) -> None:
    """Tab until the button of this text has the focus, then press it."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == text:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"« {text} » is not reached with Tab")


def test_from_the_demonstration_to_a_first_body_with_the_keyboard_alone(
    browser_page: Any, demonstration: Territory
) -> None:
    page = browser_page
    check_page(page, "/commencer/vider")
    page.focus("input[name=name]")
    page.keyboard.type("Port-aux-Saules")
    reach(page, "Tout effacer et commencer")
    page.wait_for_url("**/commencer/commune")
    check_page(page, "/commencer/commune?q=saint+den")
    page.focus("input[name=code]")
    page.keyboard.press("ArrowDown")
    reach(page, "C’est ici")
    page.wait_for_url("**/commencer/vous")
    check_page(page, "/commencer/vous")
    page.focus("input[name=display_name]")
    page.keyboard.type("Inès Diallo")
    page.keyboard.press("Tab")
    page.keyboard.type("ines@tilleuls.example")
    page.keyboard.press("Enter")
    page.wait_for_url("**/commencer/garant")
    check_page(page, "/commencer/garant")
    page.focus("input[name=email]")
    page.keyboard.type("chantal@quartier.example")
    reach(page, "Inviter")
    page.wait_for_url("**/commencer/instance")
    check_page(page, "/commencer/instance")
    page.focus("input[name=seats]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/instances/**")
    assert Body.objects.get().seats == 24


def test_what_one_types_is_searched_at_once(browser_page: Any, demonstration: Territory) -> None:
    browser_page.goto("/commencer/vider")
    browser_page.fill("input[name=name]", "Port-aux-Saules")
    browser_page.click("text=Tout effacer et commencer")
    browser_page.wait_for_url("**/commencer/commune")
    browser_page.fill("input[name=q]", "vaulx en")
    browser_page.wait_for_selector("text=Vaulx-en-Velin")
    browser_page.check("input[name=code] >> nth=0")
    browser_page.click("text=C’est ici")
    browser_page.wait_for_url("**/commencer/vous")
    assert browser_page.is_visible("text=Ouvrir Vaulx-en-Velin")
