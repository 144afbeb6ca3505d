"""What the frame of every page needs: `page`, computed only when a template asks."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import NoReverseMatch
from django.utils.translation import get_language

from . import colours, menu
from .asked import is_elsewhere
from .menu import Shown


class Page:
    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def territory(self) -> Any:
        """The territory of the address asked for, or None on an installation that has none yet, or `is_elsewhere`."""
        return getattr(self.request, "territory", None)

    @property
    def is_elsewhere(self) -> bool:
        """Whether this is the address of an installation whose territories each have their own."""
        return is_elsewhere(self.request)

    @property
    def is_demonstration(self) -> bool:
        return bool(self.territory and self.territory.is_demonstration)

    @property
    def name(self) -> str:
        return self.territory.name if self.territory else "Chaînon"

    @property
    def act_colour(self) -> str:
        """The six digits of the territory's own colour of action; empty for the usual one."""
        colour = self.territory.act_colour if self.territory else ""
        return colour[1:].lower() if colours.is_colour(colour) else ""

    @property
    def other_language(self) -> tuple[str, str]:
        """The language one may change to: its code and its own name."""
        current = get_language() or settings.LANGUAGE_CODE
        others = [(code, name) for code, name in settings.LANGUAGES if code != current]
        return (others or list(settings.LANGUAGES))[0]

    @property
    def version(self) -> str:
        return str(settings.CHAINON_VERSION)

    @cached_property
    def menu(self) -> list[Shown]:
        return menu.menu(self.request)

    @cached_property
    def search(self) -> Shown | None:
        """Where one looks for anything; None where there is nothing to look for yet."""
        return next(iter(menu.search(self.request)), None)

    @cached_property
    def account(self) -> list[Shown]:
        return menu.account(self.request)

    @cached_property
    def footer(self) -> list[Shown]:
        return menu.footer(self.request)

    @cached_property
    def login_url(self) -> str:
        """Where one signs in, coming back here afterwards; empty where nobody can, or where it would open nothing."""
        if self.is_elsewhere:
            return ""
        try:
            return resolve_url(settings.LOGIN_URL)
        except NoReverseMatch:
            return ""


def page(request: HttpRequest) -> dict[str, object]:
    return {"page": Page(request)}
