"""Who may follow and stop a slow work. The whole of it is in `permissions.txt` beside this file."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chainon.base.accounts.models import Grant, Role
from chainon.base.accounts.rules import TEAM_READERS, By, has_role, held_by
from chainon.base.scopes.models import Scope
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse

from .models import Job

TEAM = (Role.ADMINISTRATOR, Role.FACILITATOR)


def may_see_job(by: By, job: Job) -> Verdict:
    """Whoever asked for it; the team and the guarantor of the place where it belongs."""
    if _asked_for(by, job) or has_role(by, *TEAM_READERS, scope=job.scope):
        return ALLOWED
    return refuse(_("Ce travail n’est suivi que par la personne qui l’a demandé, l’équipe et le garant."))


def may_cancel_job(by: By, job: Job) -> Verdict:
    """Whoever asked for it, or the team; not the guarantor, who watches without doing."""
    if not (_asked_for(by, job) or has_role(by, *TEAM, scope=job.scope)):
        return refuse(_("Seules la personne qui l’a demandé et l’équipe arrêtent ce travail."))
    if job.is_finished:
        return refuse(_("Ce travail est déjà fini."))
    return ALLOWED


def runs_the_machine(by: By) -> Verdict:
    """Administers every territory of the installation: what the machine does for all is theirs to look after."""
    if any(role == Role.ADMINISTRATOR for _path, role in held_by(by)):
        own = Grant.objects.administering().filter(user=by.pk)
        others = Scope.objects.filter(parent=None).exclude(grants__in=own)
        if not others.exists() and own.exists():
            return ALLOWED
    return refuse(_("Cette page est celle de l’administration de la plateforme."))


def _asked_for(by: By, job: Job) -> bool:
    return by.is_authenticated and job.by_id is not None and job.by_id == by.pk
