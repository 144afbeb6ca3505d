"""Who speaks: telling one voice from another, and hearing someone for the first time."""

from __future__ import annotations

from collections.abc import Callable

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Scope

from .models import Argument

HasSpoken = Callable[[User, Scope], bool]

_elsewhere: list[HasSpoken] = []


def register_speech(has_spoken: HasSpoken) -> None:
    """Other slices say whether an account has spoken there already, in a territory."""
    if has_spoken not in _elsewhere:
        _elsewhere.append(has_spoken)


def has_spoken(user: User, territory: Scope) -> bool:
    here = Argument.objects.filter(author=user, debate__node__territory=territory.root).exists()
    return here or any(spoke(user, territory.root) for spoke in _elsewhere)


def voice_key(*, argument: int, author: int | None, body: int | None, name: str = "") -> str:
    """One voice: a body, an account; without an account a name, or else each reason alone."""
    if body is not None:
        return f"body.{body}"
    if author is not None:
        return f"account.{author}"
    return f"name.{name.casefold()}" if name else f"reason.{argument}"
