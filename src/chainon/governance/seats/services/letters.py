"""Invitation letters: written in one go, shown once, for only the hash of each code is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from fractions import Fraction

from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.letters import address
from chainon.base.accounts.rules import By
from chainon.base.codes import code_hash, new_code
from chainon.base.mail.services import post
from chainon.base.scopes.verdict import Unavailable
from chainon.governance.draws.models import Draw
from chainon.governance.draws.services.guards import locked
from chainon.governance.seats import events, rules
from chainon.governance.seats.models import AWAITED, LIVE, Answer, Invitation, LetterTerms
from chainon.governance.volunteers.models import Volunteer

from .guards import say, today_of


@dataclass(frozen=True)
class Terms:
    """What the letters say; see `LetterTerms`."""

    answer_by: date
    duration: str
    help: str
    phone: str
    desk: str
    signed: str


@dataclass(frozen=True)
class Letter:
    """One sheet: to whom, and the code that is written nowhere else."""

    volunteer: Volunteer
    code: str
    link: str
    where: str
    """The address of the page where the code is typed."""
    invitation: Invitation | None = None
    count: int = 0
    panels: int = 1

    @property
    def chance(self) -> Fraction:
        return Fraction(self.count, self.panels)


@transaction.atomic
def write_letters(*, by: By, draw: Draw, terms: Terms, only: Sequence[str] = ()) -> list[Letter]:
    """A new code for each person to invite (or for those whose public ids are `only`: their former code dies), their
    letters to print, and a mail with the link for those who gave an address.

    Raises `Refused`; `Unavailable` when the date is past, or when there is nobody to write to.
    """
    draw = locked(draw)
    rules.may_run(by, draw).require()
    if terms.answer_by <= today_of(draw):
        raise Unavailable(_("Laissez au moins un jour pour répondre : choisissez une date à venir."))
    LetterTerms.objects.update_or_create(draw=draw, defaults=asdict(terms))
    letters = [_letter(invitation, terms.answer_by) for invitation in _addressees(draw, only)]
    if not letters:
        raise Unavailable(_("Il n’y a personne à qui écrire : tous les courriers sont partis."))
    for letter in letters:
        _mail(letter, draw, terms)
    say(events.INVITED, by, draw, count=len(letters))
    return letters


def _addressees(draw: Draw, only: Sequence[str]) -> list[Invitation]:
    reachable = Invitation.objects.filter(
        seat__draw=draw, seat__emptied_on=None, volunteer__withdrawn_at=None, volunteer__isnull=False
    )
    chosen = reachable.filter(public_id__in=only, answer__in=LIVE) if only else reachable.filter(answer="to_invite")
    return list(chosen.select_related("seat", "volunteer").order_by("seat__number"))


def _letter(invitation: Invitation, answer_by: date) -> Letter:
    code = new_code()
    invitation.code_hash = code_hash(code)
    if invitation.answer == Answer.TO_INVITE:
        invitation.answer = Answer.INVITED
    if invitation.answer in AWAITED:
        invitation.invited_at, invitation.answer_by = clock.now(), answer_by
    invitation.answer_by = invitation.answer_by or answer_by
    invitation.save(update_fields=["code_hash", "answer", "invited_at", "answer_by"])
    assert invitation.volunteer is not None, "only people still on the list are written to"
    scope = invitation.seat.draw.body.scope
    return Letter(
        volunteer=invitation.volunteer,
        code=code,
        link=address(reverse("seats:answer", args=[code]), scope),
        where=address(reverse("seats:answer_code"), scope),
        invitation=invitation,
    )


def _mail(letter: Letter, draw: Draw, terms: Terms) -> None:
    if not letter.volunteer.email:
        return
    context = {"letter": letter, "draw": draw, "body": draw.body, "terms": terms}
    text = render_to_string("seats/mail/invitation.txt", context)
    subject, _blank, body = text.strip().partition("\n")
    post(to=letter.volunteer.email, subject=subject, body=body.strip() + "\n")
