"""The public page of a place, made by whoever knows most of it.

This slice knows its name, its map and the places inside. The portal, which reads every room, registers its own page
from its app's `ready()`: `register_place_page(show)`, where `show(request, place)` answers.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .models import Place

Show = Callable[[HttpRequest, Place], HttpResponse]

_pages: list[Show] = []


def register_place_page(show: Show) -> None:
    _pages[:] = [show]


def page_of(otherwise: Show) -> Show:
    return _pages[0] if _pages else otherwise
