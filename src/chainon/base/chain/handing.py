"""How a slice has a node handed to someone who may answer, without knowing who answers: the slice above registers it.

Register from an app's `ready()`: `register_handing(addressees, hand)`; and `register_unheard(find, listed)`, where
`find(territory)` is the query of the public words to which nobody has to answer, annotated with `idle_since` (since
when they are to be handed over), and `listed(place)` the address of their list, all of them or those of a place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import F, QuerySet

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Scope

from .models import Node


@dataclass(frozen=True)
class Addressee:
    """Someone who may answer in a territory: a stable key, and the name that everyone reads."""

    key: str
    name: str


class Hand(Protocol):
    def __call__(self, *, node: Node, key: str, by: User | None, days: int | None) -> None: ...


Addressees = Callable[[Scope], list[Addressee]]

Find = Callable[[Scope], QuerySet[Node]]

_registered: list[tuple[Addressees, Hand]] = []
_unheard: list[tuple[Find, Callable[[str], str]]] = []


def register_handing(addressees: Addressees, hand: Hand) -> None:
    if (addressees, hand) not in _registered:
        _registered.append((addressees, hand))


def register_unheard(find: Find, listed: Callable[[str], str]) -> None:
    """One slice at most: the one that hands words over."""
    _unheard[:] = [(find, listed)]


def unheard_in(territory: Scope) -> QuerySet[Any]:
    """What the team has still to hand over in the territory, no order given."""
    return _unheard[0][0](territory) if _unheard else Node.objects.none().annotate(idle_since=F("opened_at"))


def address_of_unheard(place: str = "") -> str:
    """`place`: the public id of its scope, where only those of a place are wanted."""
    return _unheard[0][1](place) if _unheard else ""


def addressees_of(territory: Scope) -> list[Addressee]:
    return [each for addressees, _hand in _registered for each in addressees(territory)]


def hand(*, node: Node, key: str, by: User | None = None, days: int | None = None) -> None:
    """Hand a public node to the addressee of that key. `by` None: a rule does it, not a person; `days`: the delay that
    the rule promises, which then runs from today. Already handed to them, nothing changes. Raises `Refused`.
    """
    for _addressees, deliver in _registered:
        deliver(node=node, key=key, by=by, days=days)
