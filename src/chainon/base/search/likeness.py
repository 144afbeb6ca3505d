"""Texts that may be near to one: candidates from the index, then the nearest of them (`methods.text`)."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Sum

from chainon.base.scopes.models import Scope
from chainon.methods.text import CLOSE, Meaning, kept_wish, meaning, neighbours, normal

from .analysis import marks, requests
from .index import Asked, keys_of_each, kind_tag, territory_tag
from .models import SearchEntry, Word

COMMON, CANDIDATES = 1000, 100
"""A word of more texts than that says little by itself; how many texts are read closely."""
READ, PAIRED, ALONE, LITTLE, OF_REQUEST = 5000, 7, 2, 0.1, 1.5
"""How many entries the rare words of a text may bring; how many of its common words are looked for two by two, and by
themselves; what it is worth to have what very many have; what each known request says that both are near."""
HYPHENED = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
AFTER_VERB = re.compile(r"-(?:je|tu|ils?|elles?|on|nous|ce|moi|toi|lui|leur|le|la|les|en|y|ci|là)$")
"""What a hyphen joins to a verb, or after a name: « faut-il » is two words."""


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
    texts = {key: row.said for key, row in sorted(rows.items()) if row.key not in without}
    meanings = {key: Meaning.read(bytes(rows[key].meaning)) for key in texts if rows[key].meaning}
    wishes = {row.said: kept_wish(bytes(row.wish)) for row in rows.values() if row.wish}
    return [
        Near(
            key=rows[each.key].key,
            title=rows[each.key].title,
            url=rows[each.key].url,
            who=rows[each.key].who,
            closeness=each.closeness,
            may_oppose=each.may_oppose,
            shared=_as_written(each.shared, text),
        )
        for each in neighbours(text, texts, k, CLOSE, meanings=meanings, wishes=wishes)
    ]


def _as_written(words: Collection[str], text: str) -> tuple[str, ...]:
    """The same words, for people: those that a hyphen joins in the text are not cut (« week-end »)."""
    joined = [each for each in HYPHENED.findall(normal(text).lower()) if not AFTER_VERB.search(each)]
    whole = {part: each for each in joined for part in each.split("-")}
    return tuple(dict.fromkeys(whole.get(word, word) for word in words))


@dataclass(frozen=True)
class _Mark:
    """What the index is asked: entries that have these lexemes; so many of them, the newest; what each is worth."""

    lexemes: tuple[str, ...]
    limit: int
    weight: float


def _candidates(territory: Scope, text: str, kind: str) -> list[int]:
    """Those that share the most, a lexeme counting the more, the fewer texts have it; the newest first when equal."""
    tags = (territory_tag(territory.root.pk), kind_tag(kind))
    many = SearchEntry.objects.filter(territory=territory.root, kind=kind).count()
    alike = [_Mark((each,), COMMON, OF_REQUEST) for each in requests(meaning(text)).split()]
    asked = [*_asked(territory, marks(text)), *alike]
    shared: dict[int, float] = defaultdict(float)
    found = keys_of_each([(Asked(tags, mark.lexemes), mark.limit) for mark in asked])
    for mark, keys in zip(asked, found, strict=True):
        rarity = math.log((many + 2) / (len(keys) + 1)) if len(keys) < mark.limit else LITTLE
        for key in keys:
            shared[key] += rarity * mark.weight
    return sorted(shared, key=lambda key: (-shared[key], -key))[:CANDIDATES]


def _asked(territory: Scope, wanted: Mapping[str, float]) -> list[_Mark]:
    """The lexemes that few entries have, the rarest first; the rarest of the others two by two; and the very rarest of
    these alone, for the newest entries only. However long the text, the database reads about as much.
    """
    known = Word.objects.filter(territory=territory.root, term__in=wanted).values_list("term")
    entries: dict[str, int] = dict(known.annotate(number=Sum("entries")))  # no fewer than the entries that have it
    rarest = sorted(entries, key=lambda each: (entries[each] / wanted[each], each))
    rare, read = [], 0
    for each in rarest:
        if entries[each] <= min(COMMON, READ - read):
            rare.append(each)
            read += entries[each]
    common = [each for each in rarest if each not in rare and wanted[each] >= 1][:PAIRED]
    unknown = [each for each in wanted if each not in entries and wanted[each] >= 1][:PAIRED]
    return [
        *(_Mark((each,), COMMON + 1, wanted[each]) for each in (*rare, *unknown)),
        *(_Mark(two, 3 * CANDIDATES, max(wanted[each] for each in two)) for two in combinations(common, 2)),
        *(_Mark((each,), CANDIDATES, LITTLE) for each in common[:ALONE]),
    ]
