"""After the draw: letters, answers, silences, and the people called in the frozen order."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.scopes.verdict import Unavailable
from chainon.governance.draws.models import Draw
from chainon.governance.seats import services
from chainon.governance.seats.models import Answer, Channel, Invitation, Reason

from .assembly import Assembly
from .founding import open_invented
from .story import Story

FIRST_ANSWERS = (-47, -45, -42, -40, -38, -35, -33, -31)
LATER_ANSWERS = (-21, -19, -17)
CHANNELS = (Channel.LETTER, Channel.PHONE, Channel.LETTER, Channel.PHONE, Channel.DESK)
REASONS = (Reason.DATES, None, Reason.HELP, None, Reason.WISH)
DURATION = "Une soirée par mois pendant dix-huit mois, de 18 h 30 à 21 h, et deux samedis matin."
HELP = "Repas sur place, garde d’enfants, trajet remboursé, 40 euros par séance."
PHONE = "01 99 00 17 40"  # kept by the Arcep for works of fiction
DESK = "À la mairie ou à la maison des Tilleuls, du mardi au samedi."
SIGNED = "Bruno Delattre, pour l’équipe d’animation"


class Seating:
    """One in nineteen says no, one in thirty-seven says nothing, the others come."""

    asked: list[Invitation]
    member: User | None = None

    def __init__(self, story: Story, assembly: Assembly) -> None:
        self.story, self.assembly = story, assembly

    def plan(self) -> None:
        plan = self.story.plan
        plan(-49, 10, 0, partial(self.write, -28))
        plan(-48, 10, 0, self.thank)
        plan(-48, 20, 15, self.open_account)
        for place, day in enumerate(FIRST_ANSWERS):
            plan(day, 17, 0, partial(self.answer, place, len(FIRST_ANSWERS)))
        plan(-28, 18, 0, self.note_authorisations)
        plan(-27, 10, 0, partial(self.call_next, 1))
        plan(-26, 10, 0, partial(self.write, -11))
        for place, day in enumerate(LATER_ANSWERS):
            plan(day, 17, 0, partial(self.answer, place, len(LATER_ANSWERS)))
        plan(-10, 10, 0, partial(self.call_next, 2))
        plan(-7, 10, 0, partial(self.write, 11))

    @property
    def draw(self) -> Draw:
        return self.assembly.draw

    @property
    def bruno(self) -> User:
        return self.story.people["bruno"]

    def write(self, answer_by: int) -> None:
        """To those who have just been drawn or called, if any."""
        self.asked = list(Invitation.objects.filter(seat__draw=self.draw, answer=Answer.TO_INVITE))
        if not self.asked:
            return
        terms = services.Terms(
            answer_by=self.story.day(answer_by), duration=DURATION, help=HELP, phone=PHONE, desk=DESK, signed=SIGNED
        )
        services.write_letters(by=self.bruno, draw=self.draw, terms=terms)

    def thank(self) -> None:
        services.send_thanks(by=self.bruno, draw=self.draw)

    def open_account(self) -> None:
        """One of those who were drawn opens an account: visitors may enter as a member."""
        for place, invitation in enumerate(self.asked):
            person = invitation.volunteer
            if person and person.email and not person.is_minor and _comes(place):
                self.member = open_invented(person.email, person.name)
                services.answer_by_account(by=self.member, invitation=invitation, accepts=True, name_public=True)
                return

    def answer(self, first: int, step: int) -> None:
        """What was heard since the last time, by letter, at the telephone and at the desk."""
        for place in range(first, len(self.asked), step):
            if not _is_silent(place):
                self._answer(place, Invitation.objects.get(pk=self.asked[place].pk))

    def _answer(self, place: int, invitation: Invitation) -> None:
        if invitation.answer != Answer.INVITED:
            return
        accepts, channel = _comes(place), CHANNELS[place % len(CHANNELS)]
        name_public = accepts and place % 5 < 3
        reason = None if accepts else REASONS[place % len(REASONS)]
        if channel == Channel.LETTER:
            services.answer_by_code(
                invitation=invitation,
                code_hash=invitation.code_hash,
                accepts=accepts,
                name_public=name_public,
                reason=reason,
            )
        else:
            services.enter_answer(
                by=self.bruno,
                invitation=invitation,
                accepts=accepts,
                channel=channel,
                name_public=name_public,
                reason=reason,
            )

    def note_authorisations(self) -> None:
        """The parents of all minors but one have signed."""
        waiting = Invitation.objects.filter(seat__draw=self.draw, answer=Answer.PARENT)
        for invitation in list(waiting)[1:]:
            services.note_authorisation(by=self.bruno, invitation=invitation)

    def call_next(self, left: int) -> None:
        """Offer the free places to the next people, save those of `left` silent ones, whom the team hopes to reach.

        A place that nobody can take without breaking those by profile stays free: the page says so, and the ways out.
        """
        free = Invitation.objects.filter(seat__draw=self.draw, replacement=None)
        silent = free.filter(answer=Answer.INVITED, answer_by__lt=clock.today())
        for invitation in [*free.filter(answer=Answer.REFUSED), *silent[left:]]:
            with suppress(Unavailable):
                services.call_next(by=self.bruno, invitation=invitation)


def _is_silent(place: int) -> bool:
    return place % 37 == 7


def _comes(place: int) -> bool:
    return not _is_silent(place) and place % 19 != 3
