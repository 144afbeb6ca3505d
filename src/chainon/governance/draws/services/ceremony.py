"""The draw itself: numbers read in public, corrected before they are confirmed, then nothing but arithmetic."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.rules import By
from chainon.base.files.services import read_bytes
from chainon.base.journal.services import record
from chainon.base.journal.verbs import Verb
from chainon.base.scopes.emitting import emit
from chainon.base.scopes.services import touch
from chainon.base.scopes.verdict import Unavailable
from chainon.base.search import services as search
from chainon.governance.draws import events, rules
from chainon.governance.draws.finding import found_of
from chainon.governance.draws.models import Draw, Member, Reading, State
from chainon.governance.volunteers.models import Volunteer, VolunteerValue
from chainon.methods.sortition.opening import open_draw, pick
from chainon.methods.sortition.seal import Document, Trees

from .guards import actor, locked, role_of


@dataclass(frozen=True)
class DrawDone:
    """A draw has taken place; its members are written."""

    draw: Draw


@transaction.atomic
def read_numbers(*, by: By, draw: Draw, values: Sequence[str]) -> Reading:
    """Type what everyone has just seen come out. Nothing is drawn until it is confirmed.

    The same values typed twice (a double click) are one reading. Raises `RandomnessError` (typed, per source).
    """
    draw = locked(draw)
    rules.may_conduct(by, draw).require()
    picked = pick(draw.frozen or {}, values)
    last = Reading.objects.filter(draw=draw).last()
    if last is not None:
        if last.values == list(picked.values):
            return last
        return correct_reading(by=by, draw=draw, values=values)
    return _new_reading(by, draw, picked.values)


@transaction.atomic
def correct_reading(*, by: By, draw: Draw, values: Sequence[str]) -> Reading:
    """Replace the last reading before it is confirmed. Both stay, and the journal says that there was a correction."""
    draw = locked(draw)
    rules.may_conduct(by, draw).require()
    picked = pick(draw.frozen or {}, values)
    last = Reading.objects.filter(draw=draw).last()
    if last is not None and last.values != list(picked.values):
        number = Reading.objects.filter(draw=draw).count()
        _say(events.CORRECTED, by, draw, reading=number)
    return _new_reading(by, draw, picked.values)


@transaction.atomic
def confirm_reading(*, by: By, draw: Draw, reading: Reading, attendance: int | None) -> Draw:
    """Confirm the last reading: it designates the panel, once and for all. A second click changes nothing."""
    draw = locked(draw)
    if draw.state == State.DRAWN and Reading.objects.filter(pk=reading.pk, draw=draw, confirmed_at__isnull=False):
        return draw
    rules.may_conduct(by, draw).require()
    last = Reading.objects.filter(draw=draw).last()
    if last is None or last.pk != reading.pk:
        raise Unavailable(_("Une autre lecture a été saisie depuis : relisez les nombres à l’écran, puis confirmez."))
    document = sealed_document(draw)
    draw.opening = open_draw(document, last.values)
    draw.state, draw.drawn_at, draw.attendance = State.DRAWN, clock.now(), attendance
    draw.purge_on = clock.months_later(clock.today(), draw.purge_months)
    draw.save()
    last.confirmed_at = draw.drawn_at
    last.save(update_fields=["confirmed_at"])
    _write_members(draw, document)
    emit(DrawDone(draw))
    _say(events.DRAWN, by, draw, number=draw.opening["number"], seats=draw.seats)
    search.put(found_of(draw))
    touch(draw.body.scope)
    return draw


def add_replacement(*, draw: Draw, person: int) -> None:
    """Someone (an index of the sealed file) is called to a vacant seat: the public file says so, in the order of calls.

    In the caller's transaction, which holds the lock of the draw and writes the journal line.
    """
    document, opening = sealed_document(draw), draw.opening or {}
    people = {token: index for index, token in enumerate(Trees(document).tokens)}
    called = [people[shown["token"]] for shown in opening["replacements"]]
    draw.opening = open_draw(document, opening["values"], replacements=[*called, person])
    draw.save(update_fields=["opening"])


def sealed_document(draw: Draw) -> Document:
    """The sealed file, for services only. Raises `Unavailable` after the purge."""
    if draw.sealed is None or draw.purged_at is not None:
        raise Unavailable(_("Le fichier scellé a été effacé avec les données personnelles."))
    document: Document = json.loads(read_bytes(draw.sealed))
    return document


def _write_members(draw: Draw, document: Document) -> None:
    """In the order of the tokens: it was fixed by the sealing and says nothing of anyone."""
    trees, number = Trees(document), (draw.opening or {})["number"]
    owners = {
        trees.tokens[person]: document["people"][person]["id"] for person in document["panels"][number]["members"]
    }
    people = Volunteer.objects.in_bulk(list(owners.values()), field_name="public_id")
    Member.objects.bulk_create(
        Member(draw=draw, number=place, token=token, volunteer=people[owners[token]])
        for place, token in enumerate(sorted(owners), start=1)
    )
    values = VolunteerValue.objects.filter(volunteer__in=people.values()).values_list("value_id", flat=True)
    draw.computation["seated"] = {str(value): count for value, count in Counter(values).items()}
    draw.save(update_fields=["computation"])


def _new_reading(by: By, draw: Draw, values: Sequence[str]) -> Reading:
    reading = Reading.objects.create(draw=draw, values=list(values), typed_at=clock.now())
    _say(events.READ, by, draw, reading=Reading.objects.filter(draw=draw).count())
    return reading


def _say(verb: Verb, by: By, draw: Draw, **payload: object) -> None:
    record(verb, scope=draw.body.scope, role=role_of(by, draw), by=actor(by), draw=draw.public_id, **payload)
