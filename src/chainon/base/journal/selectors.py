"""Reading and checking the journal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chainon.base.scopes.models import Scope
from chainon.base.ui import typography
from chainon.methods.evidence import canonical, chain_hash

from .models import GENESIS, Anchor, Head, Line
from .verbs import Verb, registered

PAGE = 50
FORMAT = "chainon-journal-1"
_HASH = re.compile(r"\b([0-9a-f]{4})[0-9a-f]{56}([0-9a-f]{4})\b")


@dataclass(frozen=True)
class Check:
    """What `verify` found: how many lines hold, and the first thing that does not."""

    lines: int
    hash: str
    fault: str = ""

    @property
    def holds(self) -> bool:
        return not self.fault


def verify(territory: Scope, anchors: dict[int, str] | None = None) -> Check:
    """Recompute the whole chain of a territory; compare with its head, its anchors and those given (number → hash).

    An anchor kept outside (a guarantor's mail, printed minutes) is what unmasks someone who rewrote everything.
    """
    expected: dict[int, set[str]] = {}
    for anchor in Anchor.objects.filter(territory=territory):
        expected.setdefault(anchor.number, set()).add(anchor.hash)
    for number, value in (anchors or {}).items():
        expected.setdefault(number, set()).add(value)
    previous, number = GENESIS, 0
    for line in Line.objects.filter(territory=territory).select_related("scope").order_by("number").iterator(2000):
        number += 1
        if line.number != number:
            return Check(number - 1, previous, f"La ligne {number} manque : on lit ensuite la ligne {line.number}.")
        previous = chain_hash(previous, line.content())
        if previous != line.hash:
            return Check(number - 1, line.hash, f"La ligne {number} ne correspond plus à son empreinte.")
        if expected.pop(number, {previous}) != {previous}:
            return Check(number - 1, previous, f"L’empreinte de la ligne {number} n’est pas celle qui a été publiée.")
    expected.pop(0, None)
    head = Head.objects.filter(territory=territory).first()
    if head is not None and (head.number, head.hash) != (number, previous):
        return Check(number, previous, f"Le journal s’arrête à la ligne {number} ; il en comptait {head.number}.")
    if expected:
        return Check(number, previous, f"La ligne {min(expected)}, publiée, n’est plus dans le journal.")
    return Check(number, previous)


@dataclass(frozen=True)
class Row:
    number: int
    at: datetime
    role: str
    sentence: str
    where: str
    hash: str
    ids: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The sentence as one would say it: hashes shortened, ids left to the small print."""
        text = self.sentence
        for each in map(re.escape, self.ids):
            text = re.sub(rf"\s(?:\({each}\)|{each}\b)", "", text)
        return short(text)

    @property
    def small_print(self) -> str:
        """Who in which quality, where, when, which line; in one piece, for a page holds fifty."""
        hour, number = typography.hour(localtime(self.at)), typography.number(self.number)
        return " · ".join((self.role, self.where, hour, gettext("ligne") + f" {number}"))

    @property
    def references(self) -> str:
        reference = gettext("réf.")
        return "".join(f" · {reference} {each}" for each in self.ids)

    @property
    def short_hash(self) -> str:
        return short(self.hash)


ROLES = {
    "administrator": _("L’administration de la plateforme"),
    "facilitator": _("L’équipe d’animation"),
    "member": _("Un membre de l’instance"),
    "guarantor": _("Le garant de la participation"),
    "official": _("Un élu ou une élue"),
    "service": _("Un service"),
    "relay": _("Un habitant-relais"),
    "partner": _("Un partenaire"),
    "resident": _("Un habitant ou une habitante"),
    "witness": _("Un témoin extérieur à l’équipe"),
    "system": _("La plateforme"),
}


def public_rows(lines: Iterable[Line]) -> list[Row]:
    verbs = registered()
    return [
        Row(
            line.number,
            line.at,
            str(ROLES.get(line.role, line.role)),
            _sentence(verbs.get(line.verb), line),
            line.scope.label,
            line.hash,
            _ids(verbs.get(line.verb), line),
        )
        for line in lines
    ]


def _sentence(verb: Verb | None, line: Line) -> str:
    if verb is None:
        return line.verb
    try:
        return translated(verb).format(**_in_words(verb, line.payload))
    except (LookupError, ValueError, TypeError):  # someone rewrote the payload: `verify` says so, the page still opens
        return line.verb


def _in_words(verb: Verb, payload: dict[str, str]) -> dict[str, str]:
    """The payload with its days as one says them: « 15 octobre 2026 »."""
    days = {
        name: typography.day(date.fromisoformat(payload[name])) for name, kind in verb.fields.items() if kind == "day"
    }
    return {**payload, **days}


def _ids(verb: Verb | None, line: Line) -> tuple[str, ...]:
    names = [name for name, kind in verb.fields.items() if kind == "id"] if verb else []
    return tuple(str(line.payload[name]) for name in names if name in line.payload)


def translated(verb: Verb) -> str:
    """The sentence in the language of the page; a sentence that formats itself keeps its own way of doing it."""
    return type(verb.sentence)(gettext(str(verb.sentence)))


def short(text: str) -> str:
    """ "9f2c…e71a" for each hash of the text."""
    return _HASH.sub(r"\1…\2", text)


def blank_sentence(verb: Verb) -> str:
    """What a verb says, whatever the payload: for the list of what one may look for."""
    return short(str.format(translated(verb), **dict.fromkeys(verb.fields, "…")))


@dataclass(frozen=True)
class Page:
    """Lines from the newest, by day; `older` is the number before which the next page begins, or None at the end."""

    days: list[tuple[date, list[Row]]]
    older: int | None


def page(territory: Scope, *, scope: Scope | None = None, verb: str = "", before: int | None = None) -> Page:
    """Fifty lines: by number and not by rank, so that an address keeps showing the same lines and costs the same."""
    lines = Line.objects.filter(territory=territory).select_related("scope").order_by("-number")
    if scope is not None and scope != territory:
        lines = lines.within(scope)
    if verb:
        lines = lines.filter(verb=verb)
    if before is not None:
        lines = lines.filter(number__lt=before)
    found = public_rows(lines[: PAGE + 1])
    days = [(on, list(rows)) for on, rows in groupby(found[:PAGE], lambda row: localtime(row.at).date())]
    return Page(days, found[PAGE - 1].number if len(found) > PAGE else None)


def latest(territory: Scope, count: int) -> list[Row]:
    return public_rows(Line.objects.filter(territory=territory).select_related("scope").order_by("-number")[:count])


def head_of(territory: Scope) -> Head:
    """The end of the chain; of an empty one where nothing was written yet."""
    return Head.objects.filter(territory=territory).first() or Head(territory=territory)


def export(territory: Scope) -> Iterator[bytes]:
    """The whole journal, one JSON a line, as docs/journal.md describes it: a first line that says what follows."""
    head = head_of(territory)
    first = {
        "format": FORMAT,
        "territory": territory.public_id,
        "name": territory.label,
        "lines": head.number,
        "hash": head.hash,
    }
    yield canonical(first) + b"\n"
    lines = Line.objects.filter(territory=territory, number__lte=head.number).select_related("scope")
    for line in lines.order_by("number").iterator(2000):
        yield canonical({"hash": line.hash, "line": line.content()}) + b"\n"
