"""A small draw that has taken place, its letters, its codes."""

from __future__ import annotations

from datetime import timedelta

from allauth.account.models import EmailAddress

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory
from chainon.governance.draws.models import Draw
from chainon.governance.draws.tests.making import drawn, make_draw
from chainon.governance.seats import services
from chainon.governance.seats.models import Invitation
from chainon.governance.seats.services import Terms
from chainon.governance.seats.services.letters import Letter
from chainon.governance.volunteers.models import Volunteer

PEOPLE = 40


def make_drawn(territory: Territory, by: User, guarantor: User, people: int = PEOPLE) -> Draw:
    return drawn(make_draw(territory, by, people=people), guarantor, by)


def terms(days: int = 14) -> Terms:
    return Terms(
        answer_by=clock.today() + timedelta(days=days),
        duration="Six samedis, de janvier à juin.",
        help="80 € par journée, repas et garde d’enfants.",
        phone="01 23 45 67 89",
        desk="Centre social, le mercredi de 14 h à 18 h",
        signed="L’équipe du centre social",
    )


def write_to(draw: Draw, by: User) -> dict[int, Letter]:
    """The letters of those to invite, by number of seat."""
    letters = services.write_letters(by=by, draw=draw, terms=terms())
    return {letter.invitation.seat.number: letter for letter in letters if letter.invitation is not None}


def holder(draw: Draw, number: int) -> Invitation:
    """The last invitation of a seat, read anew."""
    found = Invitation.objects.filter(seat__draw=draw, seat__number=number).select_related("seat__draw", "volunteer")
    invitation = found.order_by("pk").last()
    assert invitation is not None
    return invitation


def make_minor(draw: Draw, number: int) -> Invitation:
    invitation = holder(draw, number)
    Volunteer.objects.filter(pk=invitation.volunteer_id).update(is_minor=True)
    return holder(draw, number)


def account_of(invitation: Invitation) -> User:
    """Someone with the verified address of the person invited."""
    assert invitation.volunteer is not None
    user = User.objects.create_user(invitation.volunteer.email, "Compte")
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user
