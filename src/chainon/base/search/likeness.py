"""Texts that may be near to one: candidates from the index, then the nearest of them (`methods.text`)."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Sum

from chainon.base.scopes.models import Scope
from chainon.methods.text import CLOSE, neighbours

from .analysis import marks
from .index import Asked, keys_of_each, kind_tag, territory_tag
from .models import SearchEntry, Word

COMMON, CANDIDATES = 1000, 100
"""A word of more texts than that brings none near by itself; how many texts are read closely."""
MARKS, PAIRED, ALONE = 32, 5, 2
"""Of a text's words: how many rare ones are looked for, how many common ones two by two, and by themselves."""


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
    """Those that share the most, a lexeme counting the more, the fewer texts have it; the newest first when equal."""
    tags = (territory_tag(territory.root.pk), kind_tag(kind))
    wanted = marks(text)
    asked = _asked(territory, wanted)
    many = SearchEntry.objects.filter(territory=territory.root, kind=kind).count()
    shared: dict[int, float] = defaultdict(float)
    for lexemes, found in zip(asked, keys_of_each([Asked(tags, each) for each in asked], COMMON + 1), strict=True):
        rarity = math.log((many + 2) / (len(found) + 1)) if len(found) <= COMMON else 0.0
        weight = rarity * max(wanted[each] for each in lexemes)
        for key in found if weight else found[:CANDIDATES]:
            shared[key] += weight
    return sorted(shared, key=lambda key: (-shared[key], -key))[:CANDIDATES]


def _asked(territory: Scope, wanted: Mapping[str, float]) -> list[tuple[str, ...]]:
    """What the index is asked: the lexemes that few entries have, the rarest first, then the rarest of the others two
    by two, and last the very rarest of these alone, of which only the newest entries will be read. However long the
    text, the database reads no more.
    """
    known = Word.objects.filter(territory=territory.root, term__in=wanted).values_list("term")
    entries: dict[str, int] = dict(known.annotate(number=Sum("entries")))  # no fewer than the entries that have it
    rarest = sorted(wanted, key=lambda each: (entries.get(each, 0) / wanted[each], each))
    rare = [each for each in rarest if entries.get(each, 0) <= COMMON]
    common = [each for each in rarest if entries.get(each, 0) > COMMON and wanted[each] >= 1][:PAIRED]
    return [*((each,) for each in rare[:MARKS]), *combinations(common, 2), *((each,) for each in common[:ALONE])]
