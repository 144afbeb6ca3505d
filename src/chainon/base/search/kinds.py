"""What the rooms above register: the kinds of things that may be found, and how to find them all again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from chainon.base.scopes.models import Scope


@dataclass(frozen=True)
class Found:
    """A thing as the search shows it. `about` is searched and not shown: its place, its theme, what it is also called.

    Everything here is public, or `is_public` is false and nothing of it is kept. `changed_at`: none for what stands as
    it is now (a place, a body). `is_compared`: others of its kind may ask for the same; what it asks for is kept.
    """

    kind: str
    key: str
    scope: Scope
    title: str
    url: str
    changed_at: datetime | None = None
    text: str = ""
    who: str = ""
    about: str = ""
    is_public: bool = True
    is_compared: bool = False


@dataclass(frozen=True)
class SearchKind:
    """`everything()`: each thing of the kind, public or not (`chainon search check` compares); with keys, them."""

    name: str
    label: str | Promise
    everything: Callable[..., Iterator[Found]]


Kinds = Callable[[], Iterable[SearchKind]]

_sources: list[Kinds] = []


def register_search_kinds(source: Kinds) -> None:
    """Called by an AppConfig.ready(); `source` is read when it is needed, once every slice has started."""
    if source not in _sources:
        _sources.append(source)


def search_kinds() -> dict[str, SearchKind]:
    return {kind.name: kind for source in _sources for kind in source()}
