"""News that go up the house: a lower slice emits what happened, upper ones subscribe when they start.

Handlers run inside the emitter's transaction and only write rows; what is slow is a row they enqueue.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_handlers: dict[type, list[Callable[[Any], None]]] = {}


def subscribe(event: type, handler: Callable[[Any], None]) -> None:
    handlers = _handlers.setdefault(event, [])
    if handler not in handlers:
        handlers.append(handler)


def emit(event: object) -> None:
    for handler in _handlers.get(type(event), []):
        handler(event)
