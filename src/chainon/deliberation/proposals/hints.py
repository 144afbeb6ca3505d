"""What the rooms above say to someone who is about to publish: « Avez-vous vu celles-ci ? »

Register from an app's `ready()`: `register_say_hint(hint)`, where `hint(words, request)` is safe HTML (one
`<section class="card">`, no form), or "" where there is nothing to say. It is shown above what will be published.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import reverse

from .services import Words

Hint = Callable[[Words, HttpRequest], str]

_hints: list[Hint] = []
_title_hints: list[str] = []


def register_say_hint(hint: Hint) -> None:
    if hint not in _hints:
        _hints.append(hint)


def say_hints(words: Words, request: HttpRequest) -> list[str]:
    return [shown for hint in _hints if (shown := hint(words, request))]


def register_title_hint(url_name: str) -> None:
    """An address that gives a fragment for `?title=`, asked for once a title is typed, and shown under it."""
    if url_name not in _title_hints:
        _title_hints.append(url_name)


def title_hints() -> list[str]:
    return [reverse(name) for name in _title_hints]
