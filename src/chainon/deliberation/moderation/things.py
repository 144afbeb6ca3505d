"""What may be reported, hidden and shown again. The slices that own such things tell how; a new one registers here.

Called from an app's `ready()`: `register_moderated(Moderated(…))`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from chainon.base.accounts.models import User
from chainon.base.chain.models import Node
from chainon.base.scopes.models import Scope


@dataclass(frozen=True)
class Standing:
    """A thing as moderation sees it. `refused_at`: since when it is not published, with its public `reason`.

    `picture`: of a picture, its address, which answers the team and the guarantor while it is hidden.
    """

    scope: Scope
    url: str
    words: str
    is_public: bool
    refused_at: datetime | None = None
    reason: str = ""
    author: User | None = None
    node: Node | None = None
    picture: str = ""


@dataclass(frozen=True)
class Moderated:
    """`hide`, `strike` and `show` are services: they ask their own rules. None: the slice has no such act.

    Hiding writes its own line of the journal.
    """

    kind: str
    label: str | Promise
    find: Callable[[Scope, str], Any | None]
    standing: Callable[[Any], Standing]
    hide: Callable[[User, Any, str], object] | None = None
    strike: Callable[[User, Any, str, str], bool] | None = None
    show: Callable[[User, Any], object] | None = None


@dataclass(frozen=True)
class Thing:
    """One thing named in an address."""

    of: Moderated
    public_id: str
    it: Any

    @property
    def standing(self) -> Standing:
        return self.of.standing(self.it)


_kinds: dict[str, Moderated] = {}


def register_moderated(moderated: Moderated) -> None:
    _kinds[moderated.kind] = moderated


def thing_named(territory: Scope, kind: str, public_id: str) -> Thing | None:
    moderated = _kinds.get(kind)
    it = moderated.find(territory, public_id) if moderated is not None else None
    return Thing(moderated, public_id, it) if moderated is not None and it is not None else None


def label_of(kind: str) -> str:
    return str(_kinds[kind].label) if kind in _kinds else kind


def is_moderated(kind: str) -> bool:
    return kind in _kinds
