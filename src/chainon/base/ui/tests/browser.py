"""A headless Chromium for the tests of every slice: `browser_page`, `come_in` and `check_page`.

Mark the test `@pytest.mark.browser`; it is skipped where no Chromium is installed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client

if TYPE_CHECKING:
    from playwright.sync_api import Page

NAMES = ("chromium", "chromium-browser", "google-chrome")
WIDTHS = (360, 1280)
THEMES = ("light", "dark")


@pytest.fixture
def browser_page(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """A page of a fresh French browser; addresses may be given without their origin ("/ui/")."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright n’est pas installé")
    executable = next(filter(None, map(shutil.which, NAMES)), None)
    if executable is None:
        pytest.skip(f"aucun navigateur trouvé ({', '.join(NAMES)})")
    # Playwright keeps an event loop in this thread, where Django would then refuse the database.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        page = browser.new_page(base_url=live_server.url, locale="fr-FR")
        page.set_default_timeout(20_000)
        yield page
        browser.close()


def come_in(page: Page, live_server: Any, client: Client) -> None:
    """Give the browser the session of a logged-in test client (`client_of(user)`)."""
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])


def check_page(page: Page, url: str, *, status: int = 200) -> None:
    """Open `url` at 360 and 1280 pixels, light and dark: no axe violation, nothing wrong in the console, nothing asked
    of another origin, no sideways scroll."""
    from axe_playwright_python.sync_playwright import Axe

    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None
    )
    for width in WIDTHS:
        for theme in THEMES:
            where = f"{url} at {width} px, {theme}"
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=theme)
            response = page.goto(url, wait_until="networkidle")
            assert response is not None and response.status == status, f"{where}: {response and response.status}"
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{where}: the page is {wide} px wide"
            violations = Axe().run(page)
            assert violations.violations_count == 0, f"{where}:\n{violations.generate_report()}"
    origin = urlsplit(page.url).netloc
    strangers = [
        each for each in asked if urlsplit(each).scheme not in {"data", "blob"} and urlsplit(each).netloc != origin
    ]
    assert not strangers, f"{url} asks other origins: {strangers}"
    expected = f"status of {status}" if status >= 400 else None
    wrong = [text for text in complaints if not (expected and expected in text)]
    assert not wrong, f"{url}, console: {wrong}"
