"""The only writers of the search: what is public is put in it, what is no longer public leaves it, at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from django.db import connection, transaction
from django.db.models import F, Q
from django_tasks import task

from chainon.base.scopes.models import Scope
from chainon.base.scopes.services import ScopeRenamed, touch
from chainon.methods.text import meaning, wish

from .analysis import bare_of, ends, read, requests
from .index import kind_tag, territory_tag
from .kinds import Found, search_kinds
from .models import SearchEntry, Word

SHOWN = ("scope_id", "territory_id", "title", "who", "text", "about", "url", "changed_at")
INDEXED = ("title_terms", "body_terms", "tags")
KEPT = (*SHOWN, *INDEXED, "meaning")
AT_ONCE, READ_AT_ONCE = 100, 10
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@transaction.atomic
def put(found: Found) -> None:
    """Call it in the transaction that changes the thing. Nothing is written when nothing is new."""
    if not found.is_public:
        remove(kind=found.kind, key=found.key)
        return
    touch(found.scope)  # one after the other: the counts of words cannot drift
    entry = SearchEntry.objects.filter(kind=found.kind, key=found.key).first()
    fresh = entry_of(found)
    if entry is None:
        fresh.save(force_insert=True)
        _count(fresh.territory, read(fresh).words, +1)
    elif any(getattr(entry, name) != getattr(fresh, name) for name in KEPT):
        before, after = read(entry).words, read(fresh).words
        fresh.pk = entry.pk
        if fresh.said == entry.said:
            fresh.wish = entry.wish
        fresh.save(force_update=True)
        _count(fresh.territory, {word: after[word] for word in after.keys() - before.keys()}, +1)
        _count(entry.territory, {word: before[word] for word in before.keys() - after.keys()}, -1)


@transaction.atomic
def remove(*, kind: str, key: str) -> None:
    """Neither found nor suggested any more. Twice is once."""
    entry = SearchEntry.objects.select_related("territory").filter(kind=kind, key=key).first()
    if entry is not None:
        touch(entry.territory)
        entry.delete()
        _count(entry.territory, read(entry).words, -1)


def entry_of(found: Found) -> SearchEntry:
    """What is kept of a thing."""
    reading, territory = read(found), found.scope.root
    asked = meaning(f"{found.title}\n{found.text}") if found.is_compared else None
    return SearchEntry(
        territory=territory,
        scope=found.scope,
        kind=found.kind,
        key=found.key,
        title=found.title[:160],
        who=found.who[:160],
        text=found.text,
        about=found.about[:400],
        url=found.url,
        changed_at=found.changed_at,
        title_terms=reading.title,
        body_terms=f"{reading.body} {requests(asked)}" if asked else reading.body,
        tags=f"{territory_tag(territory.pk)} {kind_tag(found.kind)}",
        meaning=asked.kept() if asked else b"",
        wish=None if asked else b"",
    )


def read_wishes() -> None:
    """What the newest of the compared things wish, some at a time: it is long to read, and no page waits for it."""
    for entry in SearchEntry.objects.filter(wish=None).order_by("-pk")[:READ_AT_ONCE]:
        same = SearchEntry.objects.filter(pk=entry.pk, title=entry.title, text=entry.text)
        same.update(wish=wish(entry.said).tobytes())


def find_by_new_name(event: ScopeRenamed) -> None:
    """What is found by the name of its place, its body, its process: read again, in the background. So it is of a theme
    (`chain.services.change_theme`)."""
    find_again.enqueue(event.scope.root.pk, event.before)


@task()
def find_again(territory: int, words: str) -> None:
    """What was kept with these words says what its thing says now. Twice is once."""
    named = Q(about__contains=words) | Q(text__contains=words) | Q(who__contains=words)
    keys: dict[str, list[str]] = defaultdict(list)
    for kind, key in SearchEntry.objects.filter(named, territory=territory).values_list("kind", "key"):
        keys[kind].append(key)
    for kind, concerned in keys.items():
        for start in range(0, len(concerned), AT_ONCE):
            for found in search_kinds()[kind].everything(concerned[start : start + AT_ONCE]):
                put(found)


@dataclass(frozen=True)
class Fault:
    """An entry that is missing, too many, or not what its thing says; or a word counted wrong."""

    where: str
    what: str


def faults() -> Iterator[Fault]:
    """Everything stored that is not what the things say. Empty: the search is true."""
    stored = {(entry.kind, entry.key): entry for entry in SearchEntry.objects.all()}
    counts: dict[tuple[int, str], int] = {}
    for found in _everything():
        fresh = entry_of(found)
        entry = stored.pop((found.kind, found.key), None)
        if entry is None:
            yield Fault(f"{found.kind} {found.key}", "missing")
        elif any(getattr(entry, name) != getattr(fresh, name) for name in KEPT):
            yield Fault(f"{found.kind} {found.key}", "other")
        for word in read(fresh).words:
            counts[fresh.territory_id, word] = counts.get((fresh.territory_id, word), 0) + 1
    for kind, key in stored:
        yield Fault(f"{kind} {key}", "extra")
    kept = {(word.territory_id, word.word): word.entries for word in Word.objects.all()}
    for place in sorted(key for key in kept.keys() | counts.keys() if kept.get(key) != counts.get(key)):
        yield Fault("{} {}".format(*place), "count")


@transaction.atomic
def reindex() -> int:
    """Write again what is found, from nothing: the oldest first, so that the newest has the greatest key."""
    Word.objects.all().delete()
    SearchEntry.objects.all().delete()
    counts: Counter[tuple[int, str, str]] = Counter()
    entries = sorted(
        map(entry_of, _everything()), key=lambda entry: (entry.changed_at or _LONG_AGO, entry.kind, entry.key)
    )
    SearchEntry.objects.bulk_create(entries, batch_size=AT_ONCE)
    for entry in entries:
        counts.update((entry.territory_id, word, term) for word, term in read(entry).words.items())
    Word.objects.bulk_create((_word(*key, entries=number) for key, number in counts.items()), batch_size=AT_ONCE)
    return len(entries)


def _everything() -> Iterator[Found]:
    return (found for kind in search_kinds().values() for found in kind.everything() if found.is_public)


COLUMNS = ("territory_id", "word", "term", "bare", "head", "tail", "entries")
_ADD = f"""
INSERT INTO search_word ({", ".join(COLUMNS)}) VALUES {{rows}}
ON CONFLICT (territory_id, word) DO UPDATE SET entries = search_word.entries + 1, term = excluded.term
"""


def _word(territory_id: int, word: str, term: str, *, entries: int) -> Word:
    head, tail = ends(word)
    return Word(
        territory_id=territory_id, word=word, term=term, bare=bare_of(word), head=head, tail=tail, entries=entries
    )


def _count(territory: Scope, words: Mapping[str, str], by: int) -> None:
    """Each of these words (and its lexeme) is in one entry more, or one less; a word of no entry is forgotten."""
    waiting = iter(sorted(words.items()))
    while some := list(islice(waiting, AT_ONCE)):
        if by < 0:
            kept = Word.objects.filter(territory=territory, word__in=[word for word, _term in some])
            kept.update(entries=F("entries") - 1)
            continue
        rows = [_word(territory.pk, word, term, entries=1) for word, term in some]
        with connection.cursor() as cursor:
            values = ", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(rows))
            cursor.execute(_ADD.format(rows=values), [getattr(row, name) for row in rows for name in COLUMNS])
    if by < 0 and words:
        Word.objects.filter(territory=territory, entries__lte=0).delete()
