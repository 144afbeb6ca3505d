"""Who may open, change and close a body. The whole of it, act by role, is in `permissions.txt` beside this file."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from chainon.base.accounts.models import Grant, Role, User
from chainon.base.accounts.rules import By, has_role
from chainon.base.scopes.models import Kind, Scope
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse

from .models import Body

MANAGERS = (Role.ADMINISTRATOR, Role.FACILITATOR)
SPEAKERS = (*MANAGERS, Role.MEMBER)
COLLECTIVES_EACH = 5
"""How many open collectives one account may have opened in a territory."""


def may_open_body(by: By, parent: Scope) -> Verdict:
    """Those who animate or administer the place, or the territory above it. Bodies stand in a place, not in a body."""
    if parent.kind not in {Kind.TERRITORY, Kind.PLACE}:
        return refuse(_("Une instance s’ouvre dans un lieu ou dans le territoire entier."))
    return _manages(by, parent)


def may_open_somewhere(by: By, territory: Scope) -> Verdict:
    """Those who animate or administer the territory, or a place of it: the form is for them."""
    if isinstance(by, User) and by.is_active:
        here = Q(scope__in=Scope.objects.within(territory), scope__kind__in=[Kind.TERRITORY, Kind.PLACE])
        if Grant.objects.filter(here, user=by, role__in=MANAGERS).exists():
            return ALLOWED
    return _manages(by, territory)


def may_change_body(by: By, body: Body) -> Verdict:
    """Its name, seats, term; asked of the scope above: a body does not give itself more seats."""
    if body.scope.parent is None:
        return refuse(_("Cette instance n’a pas de lieu."))
    if body.is_gathered:
        return refuse(_("Un collectif ouvert par des habitants se présente lui-même."))
    manages = _manages(by, body.scope.parent)
    if manages and body.closed_on is not None:
        return refuse(_("Cette instance est close : elle reste telle qu’elle était."))
    return manages


def may_close_body(by: By, body: Body) -> Verdict:
    return may_change_body(by, body)


def may_speak_for(by: By, body: Body) -> Verdict:
    """The members of a body; and the team, for what a body that meets in a room decided to say.

    Its queryset twin is `selectors.bodies_to_speak_for`.
    """
    if body.closed_on is not None:
        return refuse(_("Cette instance est close : elle ne dit plus rien."))
    if has_role(by, *SPEAKERS, scope=body.scope):
        return ALLOWED
    return refuse(_("Seuls les membres de l’instance parlent pour elle, et l’équipe d’animation pour eux."))


def _manages(by: By, scope: Scope) -> Verdict:
    if has_role(by, *MANAGERS, scope=scope):
        return ALLOWED
    if not by.is_authenticated:
        return refuse(_("Connectez-vous : seules l’animation et l’administration ouvrent et modifient les instances."))
    return refuse(_("Seules l’animation et l’administration du lieu ouvrent et modifient les instances."))


def may_gather(by: By, parent: Scope) -> Verdict:
    """« Se regrouper »: any resident with an account, without anyone's leave; the guarantor looks afterwards."""
    if parent.kind not in {Kind.TERRITORY, Kind.PLACE}:
        return refuse(_("Un collectif s’ouvre dans un lieu ou dans le territoire entier."))
    if not isinstance(by, User) or not by.is_active:
        return refuse(_("Connectez-vous : il faut que l’on puisse joindre quelqu’un du collectif."))
    running = Body.objects.of(parent.root).active().gathered().filter(opened_by=by).count()
    if running >= COLLECTIVES_EACH:
        return refuse(
            _(
                "Vous avez déjà ouvert {number} collectifs ici : fermez-en un, ou laissez quelqu’un d’autre ouvrir."
            ).format(number=COLLECTIVES_EACH)
        )
    return ALLOWED


def may_ask_to_join(by: By, body: Body) -> Verdict:
    """Of a body that residents opened; its members answer."""
    if not body.is_gathered or body.closed_on is not None or body.hidden_at is not None:
        return refuse(_("On ne rejoint ici que les collectifs ouverts par des habitants, et qui continuent."))
    if not isinstance(by, User) or not by.is_active:
        return refuse(_("Connectez-vous pour demander à en être."))
    if is_member(by, body):
        return refuse(_("Vous en faites déjà partie."))
    if body.askings.filter(user=by, answered_at=None).exists():
        return refuse(_("Votre demande attend la réponse des membres."))
    return ALLOWED


def may_welcome(by: By, body: Body) -> Verdict:
    """Its members answer those who ask; the team may where a collective sleeps."""
    if not body.is_gathered or body.closed_on is not None:
        return refuse(_("Personne n’entre plus dans ce collectif."))
    return _runs_itself(by, body)


def may_see_members(by: By, body: Body) -> Verdict:
    """Names inside a collective: its members, the team, the guarantor."""
    if body.is_gathered and has_role(by, *SPEAKERS, Role.GUARANTOR, scope=body.scope):
        return ALLOWED
    return refuse(_("Ses membres, l’équipe d’animation et le garant voient qui en fait partie."))


def may_leave(by: By, body: Body) -> Verdict:
    if is_member(by, body):
        return ALLOWED
    return refuse(_("Vous n’en faites pas partie."))


def may_tell_itself(by: By, body: Body) -> Verdict:
    """Its name, what it is for, how to reach it: a body that residents opened says so itself."""
    if not body.is_gathered or body.closed_on is not None:
        return refuse(_("Cette instance est présentée par l’équipe d’animation."))
    return _runs_itself(by, body)


def may_become(by: By, body: Body) -> Verdict:
    """An association, another body: its own members say it, or the team where the body was opened by it."""
    if body.closed_on is not None:
        return refuse(_("Cette instance est close : elle ne devient plus rien."))
    if body.is_gathered:
        return _runs_itself(by, body)
    return may_change_body(by, body)


def may_end(by: By, body: Body) -> Verdict:
    """The members of a collective close it themselves."""
    if body.is_gathered and body.closed_on is None:
        return _runs_itself(by, body)
    return may_close_body(by, body)


def may_hide(by: By, body: Body) -> Verdict:
    """The guarantor alone, afterwards, for a body that residents opened; reasoned and public."""
    if not body.is_gathered or body.hidden_at is not None:
        return refuse(_("Il n’y a ici rien à retirer des listes."))
    return _guarantees(by, body)


def may_show_again(by: By, body: Body) -> Verdict:
    if body.hidden_at is None:
        return refuse(_("Ce collectif est déjà dans les listes."))
    return _guarantees(by, body)


def is_member(by: By, body: Body) -> bool:
    """In the body itself, not above it."""
    return isinstance(by, User) and Grant.objects.filter(user=by, role=Role.MEMBER, scope=body.scope).exists()


def _guarantees(by: By, body: Body) -> Verdict:
    if has_role(by, Role.GUARANTOR, scope=body.scope):
        return ALLOWED
    return refuse(_("Seul le garant de la participation retire un collectif des listes, ou l’y remet."))


def _runs_itself(by: By, body: Body) -> Verdict:
    if has_role(by, *SPEAKERS, scope=body.scope):
        return ALLOWED
    return refuse(_("Ses membres s’en occupent, et l’équipe d’animation avec eux."))
