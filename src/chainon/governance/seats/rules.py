"""Who may do what with the seats of a draw. The whole of it, act by role, is in `permissions.txt` beside this file."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from chainon.base.accounts.models import Role
from chainon.base.accounts.rules import By, has_role
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse
from chainon.governance.draws.models import Draw, State

from .models import AWAITED, LIVE, Answer, Invitation

TEAM = (Role.ADMINISTRATOR, Role.FACILITATOR)


def may_see(by: By, draw: Draw) -> Verdict:
    """Who was asked and what they answered; contact details are for the team alone (`may_run`)."""
    if not has_role(by, *TEAM, Role.GUARANTOR, scope=draw.body.scope):
        return refuse(_("Le suivi des places n’est montré qu’à l’équipe d’animation et au garant de la participation."))
    if draw.state != State.DRAWN:
        return refuse(_("Il n’y a pas encore de places à suivre : le tirage n’a pas eu lieu."))
    return ALLOWED


def may_run(by: By, draw: Draw) -> Verdict:
    """Print letters, enter answers, call the next person."""
    if not has_role(by, *TEAM, scope=draw.body.scope):
        return refuse(_("Seule l’équipe d’animation envoie les courriers et note les réponses."))
    if draw.state != State.DRAWN:
        return refuse(_("Il n’y a pas de places à pourvoir : ce tirage n’a pas eu lieu, ou il est annulé."))
    if draw.purged_at is not None:
        return refuse(_("Les données personnelles de ce tirage sont effacées : les places restent comme elles sont."))
    return ALLOWED


def may_answer(invitation: Invitation, *, today: date) -> Verdict:
    """By the code of a letter or by an account. A first answer is taken as long as the place is not offered to someone
    else; one may change one's mind until the date."""
    given = _is_still_offered(invitation)
    if not given:
        return given
    if invitation.answer == Answer.TO_INVITE:
        return refuse(_("Le courrier n’est pas encore parti : l’équipe prépare les invitations."))
    if invitation.answer == Answer.INVITED or (invitation.answer_by is not None and today <= invitation.answer_by):
        return ALLOWED
    return refuse(_("La date est passée : pour changer votre réponse, parlez-en à l’équipe."))


def may_enter_answer(by: By, invitation: Invitation) -> Verdict:
    """The team, for someone at the other end of the telephone or in front of them; before the letter and after the date
    too."""
    run = may_run(by, invitation.seat.draw)
    return _is_still_offered(invitation) if run else run


def may_note_authorisation(by: By, invitation: Invitation) -> Verdict:
    run = may_run(by, invitation.seat.draw)
    if run and invitation.answer != Answer.PARENT:
        return refuse(_("Cette place n’attend pas d’autorisation parentale."))
    return run


def may_note_departure(by: By, invitation: Invitation) -> Verdict:
    run = may_run(by, invitation.seat.draw)
    if run and invitation.answer != Answer.ACCEPTED:
        return refuse(_("On ne quitte qu’un siège qu’on a accepté."))
    return run


def may_replace(by: By, invitation: Invitation, *, today: date) -> Verdict:
    """Offer the place to the next person, or leave it empty."""
    run = may_run(by, invitation.seat.draw)
    if not run:
        return run
    if invitation.is_replaced:
        return refuse(_("La place a déjà été proposée à la personne suivante."))
    if invitation.answer not in LIVE or invitation.is_overdue(today) or invitation.has_withdrawn:
        return ALLOWED
    if invitation.answer in AWAITED and invitation.answer_by is not None:
        return refuse(_("La personne a jusqu’à la date du courrier pour répondre : attendez-la."))
    if invitation.answer == Answer.ACCEPTED:
        return refuse(_("Cette place est prise. Si la personne la quitte, notez d’abord son départ."))
    return refuse(_("Envoyez d’abord le courrier à cette personne."))


def _is_still_offered(invitation: Invitation) -> Verdict:
    if invitation.seat.draw.state != State.DRAWN or invitation.seat.draw.purged_at is not None:
        return refuse(_("Ce tirage est terminé : on ne répond plus."))
    if invitation.is_replaced or invitation.seat.emptied_on is not None or invitation.answer == Answer.SILENT:
        return refuse(_("Cette place a été proposée à quelqu’un d’autre."))
    if invitation.answer == Answer.LEFT:
        return refuse(_("Cette personne a quitté son siège."))
    if invitation.has_withdrawn:
        return refuse(_("Cette personne s’est retirée de la liste des volontaires."))
    return ALLOWED
