"""A Chromium that reads pages made by Django's test client, and tells all that happened there that should not.

What a page asks of the house is answered by the same client, within the transaction of the test; what it asks of
another site is noted and goes nowhere. The policy of contents (CSP) is set aside: it is the second wall, and pages must
hold without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.http import HttpResponseBase
from django.test import Client

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

HOST = "http://chainon.test"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
INIT = """
window.boo = () => console.debug("BOO " + window.name + " " + location.href);
for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = window.boo;
"""
AUDIT = """() => {
    const faults = [], say = (what, node) => faults.push(what + ": " + node.outerHTML.slice(0, 200));
    const schemes = /^(https?|mailto|tel|webcal):$/;
    const addressed = ["href", "src", "action", "formaction", "data", "poster"];
    for (const node of document.querySelectorAll("*")) {
        for (const {name, value} of node.attributes) {
            if (name.startsWith("on")) say("listens", node);
            if (name === "style" || name === "srcdoc" || name === "background") say("has " + name, node);
            if (addressed.includes(name.replace("xlink:", ""))) {
                let url;
                try { url = new URL(value, document.baseURI); } catch { say("has no address", node); continue; }
                const picture = node.localName === "img" && url.protocol === "data:";
                if (!schemes.test(url.protocol) && !picture) say("leads to " + url.protocol, node);
                if (name !== "href" && !picture && url.origin !== location.origin) say("sends outside", node);
            }
        }
        if (["iframe", "object", "embed", "base", "applet", "frame", "style", "math", "plaintext", "marquee"]
            .includes(node.localName)) say("is there", node);
        if (node.localName === "script" && !node.src && node.type !== "application/json") say("is inline", node);
        if (node.localName === "meta" && /refresh/i.test(node.httpEquiv)) say("moves on", node);
    }
    return faults;
}"""


@dataclass
class Seen:
    """What a page did."""

    ran: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)
    broke: list[str] = field(default_factory=list)


class Reader:
    """One window of a browser, fed by test clients."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.seen = Seen()
        self.by: Client = Client()
        self.body, self.path = b"", ""
        page.add_init_script(INIT)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.seen.broke.append(str(error)))
        page.on("dialog", self._dismiss)
        page.route("**/*", self._answer)

    def read(self, path: str, body: bytes, by: Client | None = None) -> Seen:
        """Open this page as though it came from `path`; who reads it answers for its pictures."""
        self.seen, self.by, self.body, self.path = Seen(), by or Client(), body, path
        self.page.goto(HOST + path, wait_until="load")
        return self.seen

    def faults(self) -> list[str]:
        """What is wrong in the page just read: scripts, requests, elements and attributes that nobody of ours wrote."""
        found: list[str] = self.page.evaluate(AUDIT)
        seen = self.seen
        return [
            *found,
            *(f"a script ran {each}" for each in seen.ran),
            *(f"asked outside: {each}" for each in seen.asked),
            *(f"broke: {each}" for each in seen.broke),
        ]

    def width(self) -> int:
        return int(self.page.evaluate("document.documentElement.scrollWidth"))

    def _hear(self, said: Any) -> None:
        if said.text.startswith("BOO"):
            self.seen.ran.append(said.text)

    def _dismiss(self, dialog: Any) -> None:
        self.seen.ran.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _answer(self, route: Route) -> None:
        url = route.request.url
        if not url.startswith(HOST + "/"):
            self.seen.asked.append(url)
            frame = route.request.frame
            self.seen.frames += [each.name for each in (frame, frame.parent_frame) if each]
            route.abort()
        elif url == HOST + self.path:
            route.fulfill(status=200, content_type="text/html; charset=utf-8", body=self.body)
        elif urlsplit(url).path.startswith("/static/"):
            route.fulfill(**static(urlsplit(url).path))
        else:
            parts = urlsplit(url)
            answer = self.by.get(parts.path + (f"?{parts.query}" if parts.query else ""))
            kind = answer.headers.get("Content-Type", "text/plain")
            route.fulfill(status=answer.status_code, content_type=kind, body=whole(answer))


_STATIC: dict[str, dict[str, Any]] = {}


def static(path: str) -> dict[str, Any]:
    if path not in _STATIC:
        found = finders.find(path.removeprefix("/static/"))
        if found is None:
            _STATIC[path] = {"status": 404, "body": b""}
        else:
            with open(str(found), "rb") as file:
                kind = next((kind for end, kind in TYPES.items() if path.endswith(end)), "application/octet-stream")
                _STATIC[path] = {"status": 200, "body": file.read(), "content_type": kind}
    return _STATIC[path]


def whole(answer: HttpResponseBase) -> bytes:
    return answer.getvalue()


@contextmanager
def reading(chromium: Browser, *, width: int = 360) -> Iterator[Reader]:
    context = chromium.new_context(bypass_csp=True, locale="fr-FR", viewport={"width": width, "height": 800})
    try:
        yield Reader(context.new_page())
    finally:
        context.close()


Opened = Callable[[], Reader]
