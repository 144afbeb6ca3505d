"""What other rooms add when people take their data away or close their account. Called from an app's `ready()`."""

from __future__ import annotations

from collections.abc import Callable

from .models import User

Export = Callable[[User], object]
Erasure = Callable[[User], None]

_exports: dict[str, Export] = {}
_erasures: dict[str, Erasure] = {}


def register_export(name: str, read: Export) -> None:
    """`read(user)` returns what the room knows of the person, in values that JSON can say; `name` is French."""
    if _exports.setdefault(name, read) is not read:
        raise ValueError(f"export {name} is registered twice")


def register_erasure(name: str, erase: Erasure) -> None:
    """`erase(user)` removes what only concerns the person, in the transaction that closes the account."""
    if _erasures.setdefault(name, erase) is not erase:
        raise ValueError(f"erasure {name} is registered twice")


def exports() -> dict[str, Export]:
    return dict(_exports)


def erasures() -> dict[str, Erasure]:
    return dict(_erasures)
