"""Texts that may be near to one: candidates from the index, then the nearest of them (`methods.text`)."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from chainon.base.scopes.models import Scope
from chainon.methods.text import CLOSE, neighbours

from .analysis import marks
from .index import Asked, keys_of_each, kind_tag, territory_tag
from .models import SearchEntry

COMMON, CANDIDATES, MARKS = 1000, 100, 120
"""A word of more texts than that brings none near by itself; how many texts are read closely; how many marks of a text
are looked for."""


@dataclass(frozen=True)
class Near:
    """`shared`: the words that bring them near. `may_oppose`: they may want opposite things."""

    key: str
    title: str
    url: str
    who: str
    closeness: float
    may_oppose: bool
    shared: tuple[str, ...]


def near(territory: Scope, text: str, *, kind: str, without: Collection[str] = (), k: int = 3) -> list[Near]:
    """The public things of a kind nearest to a text (its first line is its title), none that is far from it."""
    rows = {row.pk: row for row in SearchEntry.objects.filter(pk__in=_candidates(territory, text, kind))}
    texts = {key: f"{row.title}\n{row.text}" for key, row in sorted(rows.items()) if row.key not in without}
    return [
        Near(
            key=rows[each.key].key,
            title=rows[each.key].title,
            url=rows[each.key].url,
            who=rows[each.key].who,
            closeness=each.closeness,
            may_oppose=each.may_oppose,
            shared=each.shared,
        )
        for each in neighbours(text, texts, k, CLOSE)
    ]


def _candidates(territory: Scope, text: str, kind: str) -> list[int]:
    """Those that share the most, each mark counting the more, the fewer texts have it; the newest first when equal.

    A mark of many texts brings its newest, after all the others.
    """
    tags = (territory_tag(territory.root.pk), kind_tag(kind))
    shared: dict[int, float] = defaultdict(float)
    many = SearchEntry.objects.filter(territory=territory.root, kind=kind).count()
    questions = [Asked(tags, (mark,)) for mark in marks(text)[:MARKS]]
    for found in keys_of_each(questions, COMMON + 1):
        weight = math.log((many + 2) / (len(found) + 1)) if len(found) <= COMMON else 0.0
        for key in found if weight else found[:CANDIDATES]:
            shared[key] += weight
    return sorted(shared, key=lambda key: (-shared[key], -key))[:CANDIDATES]
