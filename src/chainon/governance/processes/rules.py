"""Who writes a process, who publishes it, who reads its draft. Act by role in `permissions.txt` beside this file."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from chainon.base.accounts.models import Grant, Role, User
from chainon.base.accounts.rules import By, has_role
from chainon.base.scopes.models import Kind, Scope
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse
from chainon.governance.bodies.models import Body

from .models import READERS, Process

TEAM = (Role.ADMINISTRATOR, Role.FACILITATOR)


def may_open(by: By, parent: Scope, bodies: Iterable[Body]) -> Verdict:
    """A draft: the team of the place; the members of each body that will carry it."""
    if parent.kind not in {Kind.TERRITORY, Kind.PLACE}:
        return refuse(_("Une démarche s’ouvre dans un lieu ou dans le territoire entier."))
    carrying = list(bodies)
    if any(body.closed_on is not None or body.scope.root != parent.root for body in carrying):
        return refuse(_("Une instance close ou d’ailleurs ne porte pas de démarche ici."))
    if has_role(by, *TEAM, scope=parent):
        return ALLOWED
    if carrying and all(has_role(by, Role.MEMBER, *TEAM, scope=body.scope) for body in carrying):
        return ALLOWED
    return refuse(_("Seule l’équipe d’animation, ou les membres de l’instance qui la porte, préparent une démarche."))


def may_open_somewhere(by: By, territory: Scope) -> Verdict:
    """The form is for those who may open one in the territory, in a place of it or for a body of it."""
    if isinstance(by, User) and by.is_active:
        roles = Q(role__in=TEAM) | Q(role=Role.MEMBER)
        if Grant.objects.filter(roles, user=by, scope__in=Scope.objects.within(territory)).exists():
            return ALLOWED
    return refuse(_("Seule l’équipe d’animation, ou les membres d’une instance, préparent une démarche."))


def may_write(by: By, process: Process) -> Verdict:
    """The words of a draft: the team, and the members of the bodies that carry it. Once published, the team alone."""
    if process.stopped_on is not None:
        return refuse(_("Cette démarche est arrêtée : elle reste telle qu’elle était."))
    if has_role(by, *TEAM, scope=process.scope):
        return ALLOWED
    if process.is_public:
        return refuse(_("Une démarche publiée n’est changée que par l’équipe d’animation, avec une raison."))
    if _carries(by, process):
        return ALLOWED
    return refuse(_("Seule l’équipe d’animation, ou les membres de l’instance qui la porte, préparent une démarche."))


def may_run(by: By, process: Process) -> Verdict:
    """Publish, change what is published, pause, stop, say its means: the team of the place."""
    if process.stopped_on is not None:
        return refuse(_("Cette démarche est arrêtée : elle reste telle qu’elle était."))
    if has_role(by, *TEAM, scope=process.scope):
        return ALLOWED
    return refuse(_("Seule l’équipe d’animation publie et conduit une démarche."))


def may_erase(by: By, process: Process) -> Verdict:
    """A draft that nobody read in public; what was published stays."""
    if process.is_public:
        return refuse(_("Une démarche publiée ne s’efface pas : arrêtez-la, avec une raison."))
    return may_write(by, process)


def may_see(by: By, process: Process) -> Verdict:
    """What is published is everyone's. Its queryset twin is `Process.objects.visible_to`."""
    return ALLOWED if process.is_public else may_read_drafts(by, process)


def may_read_drafts(by: By, process: Process) -> Verdict:
    """What is in preparation, in a draft or in a published process: the team, the guarantor, who carries it."""
    if has_role(by, *READERS, scope=process.scope) or _carries(by, process):
        return ALLOWED
    return refuse(_("Cette démarche se prépare : elle n’est pas encore publique."))


def may_watch(by: By, process: Process) -> Verdict:
    """How many did not understand a card, and what is in preparation: the team, and the guarantor."""
    if has_role(by, *READERS, scope=process.scope):
        return ALLOWED
    return refuse(_("Cette page est celle de l’équipe d’animation et du garant de la participation."))


def _carries(by: By, process: Process) -> bool:
    """Whether someone is a member of one of the bodies that carry it."""
    if not isinstance(by, User):
        return False
    return any(has_role(by, Role.MEMBER, scope=body.scope) for body in process.bodies.select_related("scope"))
