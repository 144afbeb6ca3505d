"""A vacant seat: offered to the next person of the frozen order, or left empty. Never drawn again."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.rules import By
from chainon.base.mail.services import post
from chainon.base.scopes.verdict import Unavailable
from chainon.governance.draws.selectors import guarantors
from chainon.governance.draws.services.ceremony import add_replacement
from chainon.governance.seats import events, rules
from chainon.governance.seats.models import LIVE, Answer, Invitation, PlacesChange

from .guards import lock, say, today_of
from .members import take_membership
from .order import next_person


@transaction.atomic
def call_next(*, by: By, invitation: Invitation) -> Invitation:
    """Offer the place to the first person of the frozen order with whom all the places by profile can still be kept.

    A second click gives back the same invitation. Raises `Refused` (`rules.may_replace`); `Unavailable` when nobody
    can be called.
    """
    invitation = lock(invitation)
    draw = invitation.seat.draw
    if invitation.is_replaced:
        rules.may_run(by, draw).require()
        return invitation.replacement
    rules.may_replace(by, invitation, today=today_of(draw)).require()
    found = next_person(invitation)
    if found.volunteer is None:
        raise Unavailable(_("Personne, dans l’ordre figé, ne permet de garder toutes les places par profil."))
    _close(invitation)
    if invitation.seat.emptied_on is not None:
        invitation.seat.emptied_on = None
        invitation.seat.save(update_fields=["emptied_on"])
    called = Invitation.objects.create(
        seat=invitation.seat,
        volunteer=found.volunteer,
        token=found.token,
        rank=found.rank,
        replaces=invitation,
        made_at=clock.now(),
    )
    add_replacement(draw=draw, person=found.person)
    say(events.REPLACED, by, draw, seat=invitation.seat.number, rank=found.rank)
    return called


@transaction.atomic
def leave_empty(*, by: By, invitation: Invitation) -> Invitation:
    """Leave a vacant seat empty when nobody can be called; it may still be offered later."""
    invitation = lock(invitation)
    seat, today = invitation.seat, today_of(invitation.seat.draw)
    if seat.emptied_on is not None:
        return invitation
    rules.may_replace(by, invitation, today=today).require()
    if next_person(invitation).volunteer is not None:
        raise Unavailable(_("Quelqu’un peut être appelé : la place ne peut pas rester vide."))
    _close(invitation)
    seat.emptied_on = today
    seat.save(update_fields=["emptied_on"])
    say(events.EMPTIED, by, seat.draw, seat=seat.number)
    return invitation


@transaction.atomic
def change_places(*, by: By, invitation: Invitation, mark: str, reason: str) -> list[PlacesChange]:
    """Accept one of the ways out that `next_person` gives, named by its mark, with a reason that is published; the
    guarantors are told. The frozen draw itself does not change. Raises `Unavailable` when that way is closed now.
    """
    invitation = lock(invitation)
    draw = invitation.seat.draw
    rules.may_replace(by, invitation, today=today_of(draw)).require()
    if not reason.strip():
        raise Unavailable(_("Dites pourquoi ces places changent : la raison est publiée."))
    way = next((way for way in next_person(invitation).ways_out if way.mark == mark), None)
    if way is None:
        raise Unavailable(_("La situation a changé depuis : relisez ce qui est possible maintenant."))
    rows = PlacesChange.objects.bulk_create(
        PlacesChange(
            draw=draw,
            feature=change["feature"],
            value=change["value"],
            side=change["side"],
            before=change["before"],
            after=change["after"],
            reason=reason.strip(),
            decided_at=clock.now(),
        )
        for change in way.changes
    )
    for guarantor in guarantors(draw.body):
        post(
            to=guarantor.email,
            subject=_("Places par profil changées : %(title)s") % {"title": draw.title},
            body=_(
                "Bonjour,\n\nPour pourvoir un siège de « %(title)s », l’équipe a changé des places par profil :\n"
                "%(text)s\n\nSa raison, publiée sur la page du tirage : %(reason)s\n"
            )
            % {"title": draw.title, "text": way.text, "reason": reason.strip()},
        )
    moved = sum(abs(row.after - row.before) for row in rows)
    say(events.PLACES_CHANGED, by, draw, moved=moved)
    return rows


def _close(invitation: Invitation) -> None:
    """Someone is not awaited any more: silence, or a name taken off the list. Their code still reads their own line."""
    if invitation.answer in LIVE:
        take_membership(invitation)
        invitation.answer = Answer.REFUSED if invitation.has_withdrawn else Answer.SILENT
        invitation.save(update_fields=["answer"])
