from __future__ import annotations

from typing import Any

import pytest

from chainon.base.scopes.models import Territory
from chainon.base.ui.tests.browser import check_page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("address", ["/ui/", "/ui/projecteur", "/ui/attente?pas=3"])
def test_pages_are_accessible_at_every_width_and_in_both_themes(
    browser_page: Any, territory: Territory, address: str
) -> None:
    check_page(browser_page, address)


def test_error_pages_are_accessible(browser_page: Any, territory: Territory) -> None:
    check_page(browser_page, "/rien-ici", status=404)


def test_a_page_that_waits_stops_asking_when_the_work_is_over(browser_page: Any, territory: Territory) -> None:
    asked: list[str] = []
    browser_page.on("request", lambda request: asked.append(request.url) if "attente" in request.url else None)
    browser_page.goto("/ui/attente")
    browser_page.wait_for_selector(".notice--kept")
    at_the_end = len(asked)
    browser_page.wait_for_timeout(3000)
    assert at_the_end == 4
    assert len(asked) == at_the_end


def test_without_javascript_the_page_that_waits_reloads_and_offers_a_link(new_page: Any, territory: Territory) -> None:
    plain = new_page(java_script_enabled=False)
    plain.goto("/ui/attente")
    plain.click(".poll a")  # Playwright sees no text inside noscript
    assert "pas=1" in plain.url
    assert plain.locator("meta[http-equiv=refresh]").count() == 1


def test_a_form_sent_twice_in_a_row_arrives_once(browser_page: Any, territory: Territory) -> None:
    browser_page.goto("/ui/")
    posts: list[str] = []

    def answer_slowly(route: Any) -> None:
        posts.append(route.request.url)
        browser_page.wait_for_timeout(300)
        route.fulfill(status=200, content_type="text/html", body="<p id=received>ok</p>")

    browser_page.evaluate("document.querySelector('form.form').method = 'post'")
    browser_page.route("**/ui/", answer_slowly)
    browser_page.dblclick("form.form button")
    browser_page.wait_for_selector("#received")
    assert len(posts) == 1


def test_coming_back_to_a_sent_form_gives_its_button_back(browser_page: Any, territory: Territory) -> None:
    browser_page.goto("/ui/")
    browser_page.evaluate(
        "const f = document.querySelector('form.form'); f.setAttribute('aria-busy', 'true');"
        "const b = f.querySelector('button'); b.disabled = true; b.dataset.resting = '';"
        "window.dispatchEvent(new Event('pageshow'))"
    )
    assert browser_page.is_enabled("form.form button")


def test_what_is_printed_is_light_even_from_a_dark_screen(browser_page: Any, territory: Territory) -> None:
    browser_page.emulate_media(media="print", color_scheme="dark")
    browser_page.goto("/ui/")
    assert browser_page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not browser_page.is_visible(".actions")


PLAIN = (
    "<!doctype html><html lang=fr><title>Essai</title><style>{style}</style><main><h1>Essai</h1>{more}</main></html>"
)


@pytest.mark.parametrize(
    ("style", "more", "said"),
    [
        ("", "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>", "image-alt"),
        ("@media (prefers-color-scheme: dark) {h1 {color: #ccc}}", "", "dark.*color-contrast"),
        ("@media (min-width: 1000px) {h1 {color: #ccc}}", "", "1280 px.*color-contrast"),
        ("main {inline-size: 400px}", "", "408 px wide"),
        ("", "<script>console.error('aïe')</script>", "aïe"),
    ],
)
def test_a_page_that_is_wrong_is_seen_to_be_wrong(browser_page: Any, style: str, more: str, said: str) -> None:
    html = PLAIN.format(style=style, more=more)
    browser_page.route("**/essai", lambda route: route.fulfill(content_type="text/html; charset=utf-8", body=html))
    with pytest.raises(AssertionError, match=f"(?s){said}"):
        check_page(browser_page, "/essai")
