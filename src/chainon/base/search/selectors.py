"""Finding: what the words of a question are, which entries have them, and in which order they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from chainon.base import clock
from chainon.base.scopes.models import Scope
from chainon.methods.text import asked as asked_terms

from .analysis import questions, says_words
from .guessing import guess
from .index import Asked, keys, kind_tag, lexeme, number, territory_tag
from .models import SearchEntry

LONGEST, WORDS = 200, 12
"""Of a question: characters, and words."""
BEST, COUNTED, PAGE = 500, 1000, 20
A_YEAR = 365.25


@dataclass(frozen=True)
class Results:
    """What was found, best first: `keys` of the entries. `lexemes`: what was looked for, marked in what is shown.

    `number` counts up to `COUNTED`. `instead`: the question with the words of the territory that it may have meant,
    "" when it needs none. `is_loose`: nothing had all the words, so these have some of them. `is_too_common`: words
    were asked, and each is in nearly every text (« le », « de »).
    """

    keys: Sequence[int] = ()
    number: int = 0
    lexemes: Sequence[str] = field(default=())
    instead: str = ""
    is_loose: bool = False
    is_too_common: bool = False

    @property
    def is_beyond(self) -> bool:
        return self.number > COUNTED


def search(territory: Scope, question: str, *, kind: str = "") -> Results:
    """What is public in the territory and has every word of the question; failing that, some of them."""
    wanted = questions(question[:LONGEST])[:WORDS]
    if not wanted:
        return Results(is_too_common=says_words(question))
    guessed = guess(territory, wanted)
    lexemes = [guessed.lexemes.get(lexeme(term), lexeme(term)) for term in asked_terms(question[:LONGEST])][:WORDS]
    tags = [territory_tag(territory.root.pk), *([kind_tag(kind)] if kind else [])]
    asked = Asked(tags, lexemes)
    found = _best(asked)
    is_loose = not found and len(lexemes) > 1
    if is_loose:
        asked = Asked(tags, lexemes, every=False)
        found = _best(asked)
    how_many = len(found) if len(found) < BEST else number(asked, COUNTED + 1)
    return Results(found, how_many, lexemes, guessed.instead(question), is_loose and bool(found))


def _best(asked: Asked) -> list[int]:
    """At most `BEST` entries: those whose title has the words, then the newest; by title, then freshness."""
    titled = keys(Asked(asked.tags, asked.lexemes, asked.every, in_title=True), BEST)
    every = dict.fromkeys(titled)
    if len(every) < BEST:
        every.update(dict.fromkeys(keys(asked, BEST)))
    few = list(every)[:BEST]
    now, wanted = clock.now(), set(asked.lexemes)
    rows = SearchEntry.objects.filter(pk__in=few).values_list("pk", "title_terms", "changed_at")
    return sorted(few, key={key: _rank(wanted, title, at, now, key) for key, title, at in rows}.__getitem__)


def _rank(wanted: set[str], title: str, changed_at: datetime | None, now: datetime, key: int) -> tuple[float, int]:
    """Smaller comes first: a title made of the words asked is worth two years of freshness."""
    words = title.split()
    found = sum(word in wanted for word in words)
    share = found / len(wanted) + found / max(len(words), 1)
    age = max((now - changed_at).days, 0) / A_YEAR if changed_at else 0
    return age - share, -key


def entries(found: Sequence[int]) -> list[SearchEntry]:
    """The rows of these keys, in this order."""
    rows = SearchEntry.objects.select_related("scope").in_bulk(list(found))
    return [rows[key] for key in found if key in rows]
