"""The role of member that a seat gives: it goes with the seat, and no public line ties it to one."""

from __future__ import annotations

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role
from chainon.base.journal.models import Line
from chainon.governance.draws.models import Draw, State
from chainon.governance.draws.services import cancel_draw
from chainon.governance.seats import services
from chainon.governance.seats.models import Answer, Invitation, Seat
from chainon.governance.seats.services.members import give_due_memberships

from .making import account_of, holder, write_to


def test_a_draw_cancelled_after_it_took_place_takes_the_roles_of_members_back(draw, bruno, client) -> None:
    letters = write_to(draw, bruno)
    with_account, later = account_of(holder(draw, 1)), holder(draw, 2)
    for number in (1, 2):
        client.post(f"/reponse/{letters[number].code}", {"answer": "accept", "name_public": "no"})
    assert Grant.objects.filter(user=with_account, role=Role.MEMBER, scope=draw.body.scope).exists()
    cancel_draw(by=bruno, draw=draw, reason="Erreur de liste.")
    assert not Grant.objects.filter(role=Role.MEMBER).exists()
    assert (holder(draw, 1).answer, holder(draw, 1).account) == (Answer.ACCEPTED, None), "what was answered stays"
    account_of(later)
    give_due_memberships()
    assert not Grant.objects.filter(role=Role.MEMBER).exists(), "nor does the next tick give one"
    assert Line.objects.get(verb="seats.given_back").payload == {"draw": draw.public_id}


def test_a_member_by_another_draw_of_the_body_stays_a_member(draw, territory, bruno, chantal, client) -> None:
    client.post(f"/reponse/{write_to(draw, bruno)[1].code}", {"answer": "accept", "name_public": "no"})
    user = account_of(holder(draw, 1))
    give_due_memberships()
    other = Draw.objects.get(pk=draw.pk)
    other.pk, other.public_id, other.state = None, "autre12345", State.DRAWN
    other.save()
    seat = Seat.objects.create(draw=other, number=1)
    Invitation.objects.create(seat=seat, token="f" * 64, answer=Answer.ACCEPTED, account=user, made_at=clock.now())
    cancel_draw(by=bruno, draw=draw, reason="Erreur de liste.")
    assert Grant.objects.filter(user=user, role=Role.MEMBER, scope=draw.body.scope).exists()


def test_no_line_of_the_journal_ties_an_account_to_a_seat(draw, territory, bruno, client_of) -> None:
    write_to(draw, bruno)
    users = {number: account_of(holder(draw, number)) for number in (1, 2, 3)}
    services.enter_answer(by=bruno, invitation=holder(draw, 1), accepts=True)
    services.note_departure(by=bruno, invitation=holder(draw, 1), left_on=clock.today())
    url = f"/mes-invitations/{holder(draw, 2).public_id}"
    client_of(users[2]).post(url, {"answer": "accept", "name_public": "no"})
    client_of(users[2]).post(url, {"answer": "refuse"})
    services.enter_answer(by=bruno, invitation=holder(draw, 3), accepts=True)
    cancel_draw(by=bruno, draw=draw, reason="Erreur de liste.")
    assert not Grant.objects.filter(role=Role.MEMBER).exists()
    references = {user.journal_reference(territory.scope) for user in users.values()}
    for line in Line.objects.all():
        assert references.isdisjoint({line.by, *map(str, line.payload.values())}), line.verb
