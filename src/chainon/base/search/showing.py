"""What a result shows: its title and a passage, where the words that were looked for are marked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from chainon.base.ui.names import in_words
from chainon.methods.text import Token, normal, tokens

from .index import lexeme
from .kinds import search_kinds
from .models import SearchEntry

PASSAGE, BEFORE = 240, 60


@dataclass(frozen=True)
class Shown:
    url: str
    kind: str
    title: SafeString
    passage: SafeString
    who: str
    where: str
    on: date | None


def shown(rows: Sequence[SearchEntry], lexemes: Collection[str]) -> list[Shown]:
    labels = {name: str(kind.label) for name, kind in search_kinds().items()}
    wanted = frozenset(lexemes)
    return [
        Shown(
            url=row.url,
            kind=labels.get(row.kind, ""),
            title=marked(row.title, wanted),
            passage=passage(row.text, wanted),
            who=in_words(row.who),
            where=row.scope.label,
            on=timezone.localtime(row.changed_at).date() if row.changed_at else None,
        )
        for row in rows
    ]


def marked(text: str, wanted: frozenset[str]) -> SafeString:
    text = normal(text)
    return _with_marks(text, 0, len(text), [token for token in tokens(text) if _is_wanted(token, wanted)])


def passage(text: str, wanted: frozenset[str]) -> SafeString:
    """The stretch of a text that has the most of the words; its beginning when it has none."""
    text = " ".join(normal(text).split())
    found = sorted(token for token in tokens(text) if _is_wanted(token, wanted))
    start = _start(text, found)
    end = len(text) if len(text) - start <= PASSAGE else text.rfind(" ", start, start + PASSAGE)
    end = end if end > start else min(start + PASSAGE, len(text))
    inner = _with_marks(text, start, end, found)
    return format_html("{}{}{}", "… " if start else "", inner, " …" if end < len(text) else "")


def _start(text: str, found: Sequence[Token]) -> int:
    """Just before the word from which the most different ones follow."""
    if not found or len(text) <= PASSAGE:
        return 0
    best = max(found, key=lambda token: (_different(found, token), -token.start))
    if best.start <= BEFORE:
        return 0
    return text.rfind(" ", 0, best.start - BEFORE) + 1


def _different(found: Sequence[Token], first: Token) -> int:
    reach = first.start + PASSAGE - BEFORE
    return len({token.term for token in found if first.start <= token.start and token.end <= reach})


def _with_marks(text: str, start: int, end: int, found: Sequence[Token]) -> SafeString:
    parts, at = [], start
    for token in sorted(found):
        if token.start >= at and token.end <= end:
            parts.append(format_html("{}<mark>{}</mark>", text[at : token.start], text[token.start : token.end]))
            at = token.end
    return mark_safe(format_html_join("", "{}", ((part,) for part in parts)) + conditional_escape(text[at:end]))


def _is_wanted(token: Token, wanted: frozenset[str]) -> bool:
    return bool(token.term) and lexeme(token.term) in wanted
