"""Who may read a kept file. The whole of it is in `permissions.txt` beside this file."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from chainon.base.accounts.models import Grant, User
from chainon.base.accounts.rules import TEAM_READERS, has_role
from chainon.base.scopes.models import Scope
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse

from .models import File, Visibility


def may_see(by: User | AnonymousUser, file: File) -> Verdict:
    """Public: anyone. The team's: who animates, administers or guarantees there. Sealed: nobody, by an address."""
    if file.visibility == Visibility.PUBLIC:
        return ALLOWED
    if file.visibility == Visibility.TEAM and has_role(by, *TEAM_READERS, scope=file.scope):
        return ALLOWED
    if file.visibility == Visibility.SEALED:
        return refuse(_("Ce fichier est scellé : il ne s’ouvre pas par une adresse."))
    return refuse(_("Ce fichier est réservé à l’équipe d’animation, à l’administration et au garant."))


def visible_to(by: User | AnonymousUser, files: QuerySet[File]) -> QuerySet[File]:
    """The twin of `may_see` for many files."""
    seen = Q(visibility=Visibility.PUBLIC)
    if isinstance(by, User) and by.is_active:
        for grant in Grant.objects.filter(user=by, role__in=TEAM_READERS).select_related("scope"):
            seen |= Q(visibility=Visibility.TEAM, scope__in=Scope.objects.within(grant.scope))
    return files.filter(seen)
