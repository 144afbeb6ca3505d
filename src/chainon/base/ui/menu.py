"""Where every room writes its entries of the menu, of the account menu and of the footer.

Call these from an app's `ready()`. Labels are lazy translations; entries whose `visible(request)` is false, or whose
address does not exist on this installation, are left out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.functional import Promise

Visible = Callable[[HttpRequest], bool]


def always(request: HttpRequest) -> bool:
    return True


@dataclass(frozen=True)
class Entry:
    key: str
    label: str | Promise
    url_name: str
    order: int
    visible: Visible


@dataclass(frozen=True)
class Shown:
    """An entry as a page shows it. `current` is what aria-current says: "page", "true" (a page below it) or ""."""

    key: str
    label: str
    url: str
    current: str


_menu: dict[str, Entry] = {}
_account: dict[str, Entry] = {}
_footer: dict[str, Entry] = {}
_search: dict[str, Entry] = {}


def register_menu(key: str, label: str | Promise, url_name: str, order: int, visible: Visible = always) -> None:
    """An entry of the main menu. Registering a key again replaces the entry."""
    _menu[key] = Entry(key, label, url_name, order, visible)


def register_account(key: str, label: str | Promise, url_name: str, order: int, visible: Visible = always) -> None:
    """An entry of the account menu, at the end of the header: « Mon compte », « Se déconnecter »…"""
    _account[key] = Entry(key, label, url_name, order, visible)


def register_footer(key: str, label: str | Promise, url_name: str, order: int, visible: Visible = always) -> None:
    """A link of the footer: « Qui tient cette plateforme », « Journal public », « Accessibilité »…"""
    _footer[key] = Entry(key, label, url_name, order, visible)


def register_search(url_name: str, visible: Visible = always) -> None:
    """The page where one looks for anything, linked from the header of every page."""
    _search["search"] = Entry("search", "", url_name, 0, visible)


def search(request: HttpRequest) -> list[Shown]:
    return _shown(_search, request)


def menu(request: HttpRequest) -> list[Shown]:
    return _shown(_menu, request)


def account(request: HttpRequest) -> list[Shown]:
    return _shown(_account, request)


def footer(request: HttpRequest) -> list[Shown]:
    return _shown(_footer, request)


def _shown(entries: dict[str, Entry], request: HttpRequest) -> list[Shown]:
    found: list[tuple[Entry, str]] = []
    for entry in sorted(entries.values(), key=lambda entry: (entry.order, entry.key)):
        url = _address(entry.url_name, settings.ROOT_URLCONF, get_script_prefix())
        if url is not None and entry.visible(request):
            found.append((entry, url))
    nearest = _nearest([url for _, url in found], request.path)
    return [
        Shown(entry.key, str(entry.label), url, ("page" if url == request.path else "true") if url == nearest else "")
        for entry, url in found
    ]


@lru_cache(maxsize=256)  # thirty addresses on every page, the same ones for ever
def _address(url_name: str, urlconf: str, prefix: str) -> str | None:
    try:
        return reverse(url_name, urlconf)
    except NoReverseMatch:
        return None


def _nearest(urls: list[str], path: str) -> str | None:
    """The deepest address at or above `path`; the home page is current only on itself."""
    above = [url for url in urls if path == url or (url.count("/") > 1 and path.startswith(url.rstrip("/") + "/"))]
    return max(above, key=len, default=None)
