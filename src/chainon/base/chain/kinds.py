"""What the rooms above register: their kinds of objects, and how one becomes a node."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import get_script_prefix, reverse
from django.utils.functional import Promise

from chainon.base.scopes.models import Scope
from chainon.base.scopes.public_id import ALPHABET, LENGTH, handle

from .models import Node, Stage, Theme

Words = str | Promise
EXAMPLE = ALPHABET[0] * LENGTH


@dataclass(frozen=True)
class NodeFields:
    """What an object says of itself to the chain. A pure reading: same object, same fields.

    `title` and `said` are plain text; `who` is how the page names those who speak, never more than they agreed to;
    `since` is a day, a month or a year (ISO) when the situation is older than its record; `changed_at` is when the
    object last changed in a way that its followers want to know.
    """

    scope: Scope
    stage: Stage
    title: str
    opened_at: datetime
    changed_at: datetime
    is_public: bool
    state: str = ""
    said: str = ""
    who: str = ""
    since: str = ""
    body: Scope | None = None
    theme: Theme | None = None


@dataclass(frozen=True)
class More:
    """What the row of a node adds in a thread, in the language of the page: `detail` beside its day, `parts` (a label
    and a text each) under its words; `ring`, what it says at a glance (`detail` where it is empty)."""

    detail: str = ""
    ring: str = ""
    parts: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class NodeKind:
    """`name` is stable for ever. `objects()` gives every object with what `fields` reads; each has a `node`.

    `copies_source`: `fields` reads the node that the object came out of (its title, theme, body or scope, or whether it
    is public): the object is published again when these change there.
    `has_own_title`: false where the title is that of what it came out of; the thread then says the kind and the state.
    `over`: states in which nothing more is asked of anybody (it was taken back).
    `asks_answer`: false where nobody outside is asked anything (a meeting, what a guarantor says): its thread does not
    say that it is to be handed to whoever may answer, and what it is about stands where it stood.
    `studies`: the states that say that the word it came out of is being studied.
    `is_compared`: two of them may ask for the same thing; the search keeps what each asks for (`search.likeness`).
    `words(object)` gives all its public words to the search; without it, what its node says.
    `more(keys)` reads what a thread says of these nodes beside what they say themselves, whatever their number.
    """

    name: str
    label: Words
    model: type[Model]
    fields: Callable[[Any], NodeFields]
    objects: Callable[[], QuerySet[Any]]
    url_name: str
    states: Mapping[str, Words] = field(default_factory=dict)
    has_own_title: bool = True
    words: Callable[[Any], str] | None = None
    copies_source: bool = False
    asks_answer: bool = True
    over: frozenset[str] = frozenset()
    studies: Collection[str] = ()
    is_compared: bool = False
    more: Callable[[Sequence[int]], Mapping[int, More]] | None = None


_kinds: dict[str, NodeKind] = {}


def register_kind(kind: NodeKind) -> None:
    """Called once by each slice's AppConfig.ready()."""
    if _kinds.setdefault(kind.name, kind) != kind:
        raise ValueError(f"the kind of node {kind.name} is registered twice")


def kinds() -> dict[str, NodeKind]:
    return dict(_kinds)


def kind_of(thing: Model) -> NodeKind:
    return next(kind for kind in _kinds.values() if kind.model is type(thing))


def url_of(node: Node) -> str:
    """The page of the object behind a node: its public id, then its title for people."""
    return address_of(node.kind, node.public_id, node.title)


def address_of(kind: str, public_id: str, title: str) -> str:
    before, after = _around(_kinds[kind].url_name, get_script_prefix())
    return before + handle(public_id, title) + after


@lru_cache(maxsize=128)  # a list shows a hundred addresses that differ by their handle alone
def _around(url_name: str, prefix: str) -> tuple[str, str]:
    before, _handle, after = reverse(url_name, args=[EXAMPLE]).rpartition(EXAMPLE)
    return before, after


def asks_answer(node: Node) -> bool:
    kind = _kinds.get(node.kind)
    return kind is not None and kind.asks_answer and node.state not in kind.over


def state_in_words(node: Node) -> str:
    return str(_kinds[node.kind].states.get(node.state, "")) if node.kind in _kinds else ""
