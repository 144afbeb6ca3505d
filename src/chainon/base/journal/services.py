"""Writing the journal. The outermost service of an act calls `record` last, inside its transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, timedelta
from typing import Protocol

from django.db import transaction

from chainon.base import clock
from chainon.base.scopes.emitting import emit
from chainon.base.scopes.models import Scope, Territory
from chainon.base.scopes.services import touch
from chainon.methods.evidence import chain_hash

from .models import Anchor, Head, Line
from .verbs import Verb, registered


class Person(Protocol):
    """Whoever acts: an account knows how to refer to itself without saying who it is."""

    def journal_reference(self, territory: Scope) -> str: ...


@dataclass(frozen=True)
class AnchorKept:
    """A day's anchor has just been kept; told once, inside the transaction that keeps it."""

    anchor: Anchor


@transaction.atomic
def record(verb: Verb, *, scope: Scope, role: str, by: Person | None = None, **payload: object) -> Line:
    """Append one line. `role` is the quality in which the act was done ("facilitator", "guarantor", "system" …).

    Conditional requests see that the territory changed. Raises `PayloadError` when the payload is not what the verb
    declares.
    """
    if registered().get(verb.name) != verb:
        raise LookupError(f"{verb.name} is not registered")
    territory = scope.root
    touch(territory)  # before the head: services that touch first would otherwise deadlock with those that do it last
    Head.objects.get_or_create(territory=territory)
    head = Head.objects.select_for_update(no_key=True).get(territory=territory)
    line = Line(
        territory=territory,
        number=head.number + 1,
        at=clock.now().astimezone(UTC),
        scope=scope,
        verb=verb.name,
        role=role,
        by=by.journal_reference(territory) if by is not None else "",
        payload=verb.payload(payload),
    )
    line.hash = head.hash = chain_hash(head.hash, line.content())
    head.number = line.number
    line.save()
    head.save()
    return line


@transaction.atomic
def anchor_day(*, territory: Scope, day: date) -> tuple[Anchor, bool]:
    """Keep the chain's end as that day's anchor; the second value says whether it is new."""
    head, _ = Head.objects.get_or_create(territory=territory)
    anchor, is_new = Anchor.objects.get_or_create(
        territory=territory, day=day, defaults={"number": head.number, "hash": head.hash}
    )
    if is_new:
        emit(AnchorKept(anchor))
    return anchor, is_new


def anchor_yesterday() -> None:
    """Periodic: keep the end of each territory's chain once a day."""
    for territory in Territory.objects.select_related("scope"):
        day = clock.today(territory.time_zone) - timedelta(days=1)
        if not Anchor.objects.filter(territory=territory.scope, day=day).exists():
            anchor_day(territory=territory.scope, day=day)
