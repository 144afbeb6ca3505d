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
from django.utils.translation import get_language

Visible = Callable[[HttpRequest], bool]


def always(request: HttpRequest) -> bool:
    return True


@dataclass(frozen=True, eq=False)
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
    _register(_menu, Entry(key, label, url_name, order, visible))


def register_account(key: str, label: str | Promise, url_name: str, order: int, visible: Visible = always) -> None:
    """An entry of the account menu, at the end of the header: « Mon compte », « Se déconnecter »…"""
    _register(_account, Entry(key, label, url_name, order, visible))


def register_footer(key: str, label: str | Promise, url_name: str, order: int, visible: Visible = always) -> None:
    """A link of the footer: « Qui tient cette plateforme », « Journal public », « Accessibilité »…"""
    _register(_footer, Entry(key, label, url_name, order, visible))


def register_search(url_name: str, visible: Visible = always) -> None:
    """The page where one looks for anything, linked from the header of every page."""
    _register(_search, Entry("search", "", url_name, 0, visible))


def _register(entries: dict[str, Entry], entry: Entry) -> None:
    """In the order in which they are shown."""
    shown = sorted((entries | {entry.key: entry}).values(), key=lambda each: (each.order, each.key))
    entries.clear()
    entries.update({each.key: each for each in shown})


def search(request: HttpRequest) -> list[Shown]:
    return _shown(_search, request)


def menu(request: HttpRequest) -> list[Shown]:
    return _shown(_menu, request)


def account(request: HttpRequest) -> list[Shown]:
    return _shown(_account, request)


def footer(request: HttpRequest) -> list[Shown]:
    return _shown(_footer, request)


def _shown(entries: dict[str, Entry], request: HttpRequest) -> list[Shown]:
    here = (settings.ROOT_URLCONF, get_script_prefix(), get_language())
    said = [(entry, *_said(entry, *here)) for entry in entries.values()]
    found = [(entry.key, label, url) for entry, label, url in said if url and entry.visible(request)]
    nearest = _nearest([url for *_, url in found], request.path)
    current = {nearest: "page" if nearest == request.path else "true"}
    return [Shown(key, label, url, current.get(url, "")) for key, label, url in found]


@lru_cache(maxsize=256)  # thirty entries on every page, the same ones for ever
def _said(entry: Entry, urlconf: str, prefix: str, language: str | None) -> tuple[str, str]:
    """Its label and its address, "" where there is none on this installation."""
    try:
        return str(entry.label), reverse(entry.url_name, urlconf)
    except NoReverseMatch:
        return "", ""


def _nearest(urls: list[str], path: str) -> str | None:
    """The deepest address at or above `path`; the home page is current only on itself."""
    above = [url for url in urls if path == url or (url.count("/") > 1 and path.startswith(url.rstrip("/") + "/"))]
    return max(above, key=len, default=None)
