"""A headless Chromium for the tests of every slice: `browser_page`, `new_page`, `come_in`, `check_page`.

Mark the test `@pytest.mark.browser`; it is skipped where no Chromium is installed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome")
WIDTHS = (360, 1280)
ALL_RULES: list[str] = []
CONTRASTS = ["color-contrast", "link-in-text-block"]
LOOKS: tuple[tuple[int, Literal["light", "dark"], list[str]], ...] = (
    (360, "light", ALL_RULES),
    (360, "dark", CONTRASTS),
    (1280, "dark", ALL_RULES),
    (1280, "light", CONTRASTS),
)
RUN_AXE = """async rules => {
    const asked = rules.length ? {runOnly: rules} : {};
    const results = await axe.run(document, {resultTypes: ["violations"], ...asked});
    return results.violations.map(rule => [`${rule.id}: ${rule.help}`,
        ...rule.nodes.map(node => `  ${node.html}\n    ${node.failureSummary}`)].join("\\n"));
}"""

_RUNNING: list[Browser] = []


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole run, whatever folder its tests are in; each test has a context of its own."""
    if _RUNNING:
        yield _RUNNING[0]
        return
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright n’est pas installé")
    executable = next(filter(None, map(shutil.which, NAMES)), None)
    if executable is None:
        pytest.skip(f"aucun navigateur trouvé ({', '.join(NAMES)})")
    # Playwright keeps an event loop in this thread, where Django would then refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        _RUNNING.append(browser)
        yield browser
        _RUNNING.clear()
        browser.close()


@pytest.fixture
def new_page(chromium: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Open pages of fresh French browsers (`new_page(java_script_enabled=False)`), closed at the end of the test;
    addresses may be given without their origin ("/ui/")."""
    opened: list[Page] = []

    def open_one(**options: Any) -> Page:
        page = chromium.new_page(base_url=live_server.url, locale="fr-FR", **options)
        page.set_default_timeout(20_000)
        opened.append(page)
        return page

    yield open_one
    for page in opened:
        page.close()


@pytest.fixture
def browser_page(new_page: Callable[..., Page]) -> Page:
    return new_page()


@cache
def _axe() -> str:
    from axe_playwright_python.sync_playwright import Axe

    return str(Axe().axe_script)


def come_in(page: Page, live_server: Any, client: Client) -> None:
    """Give the browser the session of a logged-in test client (`client_of(user)`)."""
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])


def check_page(page: Page, url: str, *, status: int = 200) -> None:
    """Open `url` at 360 and 1280 pixels, light and dark: no axe violation, nothing wrong in the console, nothing asked
    of another origin, no sideways scroll. The page is loaded once; every rule is played at each width, and the
    contrasts in the other theme too."""
    asked: list[str] = []
    complaints: list[str] = []
    heard: dict[Any, Callable[[Any], None]] = {
        "request": lambda request: asked.append(request.url),
        "pageerror": lambda error: complaints.append(str(error)),
        "console": lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None,
    }
    for event, listener in heard.items():
        page.on(event, listener)
    page.set_viewport_size({"width": WIDTHS[0], "height": 800})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    response = page.goto(url)
    assert response is not None and response.status == status, f"{url}: {response and response.status}"
    page.evaluate("document.fonts.ready.then(() => 0)")
    page.evaluate(_axe())
    for width, theme, rules in LOOKS:
        where = f"{url} at {width} px, {theme}"
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{where}: the page is {wide} px wide"
        violations = page.evaluate(RUN_AXE, rules)
        assert not violations, f"{where}:\n" + "\n".join(violations)
    for event, listener in heard.items():
        page.remove_listener(event, listener)
    origin = urlsplit(page.url).netloc
    strangers = [
        each for each in asked if urlsplit(each).scheme not in {"data", "blob"} and urlsplit(each).netloc != origin
    ]
    assert not strangers, f"{url} asks other origins: {strangers}"
    expected = f"status of {status}" if status >= 400 else None
    wrong = [text for text in complaints if not (expected and expected in text)]
    assert not wrong, f"{url}, console: {wrong}"
