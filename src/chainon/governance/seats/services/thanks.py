"""Thank-you letters to everyone who was not drawn, each with a code that opens the person's own line."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from chainon.base import clock
from chainon.base.accounts.letters import address
from chainon.base.accounts.rules import By
from chainon.base.codes import code_hash, new_code
from chainon.base.mail.services import post
from chainon.governance.draws.models import Draw
from chainon.governance.draws.services.ceremony import sealed_document
from chainon.governance.draws.services.guards import locked
from chainon.governance.seats import events, rules
from chainon.governance.seats.models import LineCode
from chainon.governance.seats.selectors import BATCH, batch_people, to_mail, to_print
from chainon.governance.volunteers.models import Volunteer

from .guards import say
from .letters import Letter


@transaction.atomic
def send_thanks(*, by: By, draw: Draw) -> int:
    """A mail in the outbox for everyone not drawn who gave an address and was not written to yet. Returns how many."""
    draw = locked(draw)
    rules.may_run(by, draw).require()
    letters = _letters(draw, list(to_mail(draw)), batch=0)
    for letter in letters:
        text = render_to_string("seats/mail/thanks.txt", {"letter": letter, "draw": draw, "body": draw.body})
        subject, _blank, body = text.strip().partition("\n")
        post(to=letter.volunteer.email, subject=subject, body=body.strip() + "\n")
    if letters:
        say(events.THANKED, by, draw, count=len(letters))
    return len(letters)


@transaction.atomic
def write_thanks(*, by: By, draw: Draw, batch: int, everyone: bool) -> list[Letter]:
    """The letters of one batch of at most `BATCH` people not drawn: those without e-mail, or `everyone`.

    The number of a batch already printed prints it again, with new codes (a double click, a jammed printer); codes sent
    by mail stay good.
    """
    draw = locked(draw)
    rules.may_run(by, draw).require()
    printed = LineCode.objects.filter(draw=draw, by_mail=False, batch=batch).exists()
    people = batch_people(draw, batch) if printed else to_print(draw, everyone=everyone)[:BATCH]
    letters = _letters(draw, list(people), batch=batch)
    if letters:
        say(events.THANKED, by, draw, count=len(letters))
    return letters


def _letters(draw: Draw, people: Sequence[Volunteer], *, batch: int) -> list[Letter]:
    """New codes for these people; `batch` 0 is the mail."""
    sealed = sealed_document(draw)
    counts, panels = {person["id"]: person["count"] for person in sealed["people"]}, len(sealed["panels"])
    scope, now, by_mail = draw.body.scope, clock.now(), batch == 0
    where = address(reverse("seats:line_code"), scope)
    base = address("", scope)
    letters = []
    for volunteer in people:
        code = new_code()
        link = base + reverse("seats:line", args=[code])
        letters.append(Letter(volunteer, code, link, where, count=counts[volunteer.public_id], panels=panels))
    LineCode.objects.filter(draw=draw, by_mail=by_mail, volunteer__in=[person.pk for person in people]).delete()
    LineCode.objects.bulk_create(
        LineCode(
            draw=draw,
            volunteer=letter.volunteer,
            by_mail=by_mail,
            batch=batch,
            code_hash=code_hash(letter.code),
            made_at=now,
        )
        for letter in letters
    )
    return letters
