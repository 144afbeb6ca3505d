"""What the rooms above say to someone who is about to publish: « Avez-vous vu celles-ci ? »

Register from an app's `ready()`: `register_say_hint(hint)`, where `hint(words, request)` is safe HTML (one
`<section class="card">`, no form), or "" where there is nothing to say. It is shown above what will be published.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest

from .services import Words

Hint = Callable[[Words, HttpRequest], str]

_hints: list[Hint] = []


def register_say_hint(hint: Hint) -> None:
    if hint not in _hints:
        _hints.append(hint)


def say_hints(words: Words, request: HttpRequest) -> list[str]:
    return [shown for hint in _hints if (shown := hint(words, request))]
