"""Who may do what with a list of volunteers. The whole of it, act by role, is in `permissions.txt` beside this file."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from chainon.base.accounts.rules import By, has_role
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse
from chainon.governance.bodies.models import Body

from .models import MANAGERS, READERS, VolunteerList

MAX_PEOPLE = 50_000


def may_open(by: By, body: Body) -> Verdict:
    if not has_role(by, *MANAGERS, scope=body.scope):
        return _team_only()
    if body.closed_on is not None:
        return refuse(_("Cette instance est close : on n’y ouvre plus de liste de volontaires."))
    return ALLOWED


def may_see(by: By, volunteer_list: VolunteerList) -> Verdict:
    """Names, answers and counts. Its queryset twin is `VolunteerList.objects.visible_to`."""
    if has_role(by, *READERS, scope=volunteer_list.body.scope):
        return ALLOWED
    return refuse(
        _("La liste des volontaires n’est montrée qu’à l’équipe d’animation et au garant de la participation.")
    )


def may_see_contacts(by: By, volunteer_list: VolunteerList) -> Verdict:
    """E-mail, phone, address: those who must reach people. The guarantor checks the list without them."""
    if has_role(by, *MANAGERS, scope=volunteer_list.body.scope):
        return ALLOWED
    return refuse(_("Les coordonnées ne sont montrées qu’à l’équipe d’animation, qui doit joindre les personnes."))


def may_change(by: By, volunteer_list: VolunteerList) -> Verdict:
    """Add, import, correct, set aside, change the criteria."""
    if not has_role(by, *MANAGERS, scope=volunteer_list.body.scope):
        return _team_only()
    return _is_open(volunteer_list)


def may_withdraw(by: By, volunteer_list: VolunteerList) -> Verdict:
    """Take someone off the list at their request: always possible, a draw being frozen or not, until the purge."""
    if not has_role(by, *MANAGERS, scope=volunteer_list.body.scope):
        return _team_only()
    return _is_kept(volunteer_list)


def may_enrol(volunteer_list: VolunteerList, *, today: date, present: int) -> Verdict:
    """The public form, for anyone. `present`: how many people are on the list."""
    if volunteer_list.purged_at is not None:
        return refuse(_("Cette liste n’existe plus : les coordonnées ont été effacées, comme annoncé."))
    if volunteer_list.closed_at is not None or volunteer_list.body.closed_on is not None:
        return refuse(_("Les inscriptions sont closes : la liste est figée pour le tirage au sort."))
    if volunteer_list.form_until is None:
        return refuse(_("On ne s’inscrit pas en ligne pour cette liste. L’équipe d’animation peut vous inscrire."))
    if today > volunteer_list.form_until:
        return refuse(_("Les inscriptions sont closes : la date limite est passée."))
    if present >= MAX_PEOPLE:
        return refuse(_("La liste est complète : elle ne peut pas recevoir une personne de plus."))
    return ALLOWED


def _is_open(volunteer_list: VolunteerList) -> Verdict:
    kept = _is_kept(volunteer_list)
    if kept and volunteer_list.closed_at is not None:
        return refuse(_("La liste est figée : un tirage publié s’appuie sur elle, plus rien n’y change."))
    return kept


def _is_kept(volunteer_list: VolunteerList) -> Verdict:
    if volunteer_list.purged_at is not None:
        return refuse(_("Les données de cette liste ont été effacées ; il n’en reste que les nombres."))
    return ALLOWED


def _team_only() -> Verdict:
    return refuse(_("Seule l’équipe d’animation tient la liste des volontaires."))
