"""Who may read a kept file. The whole of it is in `permissions.txt` beside this file."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chainon.base.accounts.rules import By, has_role
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse

from .models import TEAM, File, Visibility


def may_see(by: By, file: File) -> Verdict:
    """Public: anyone. The team's: who animates, administers or guarantees there. Sealed: nobody, by an address.

    Its queryset twin is `File.objects.visible_to`.
    """
    if file.visibility == Visibility.PUBLIC:
        return ALLOWED
    if file.visibility == Visibility.TEAM and has_role(by, *TEAM, scope=file.scope):
        return ALLOWED
    if file.visibility == Visibility.SEALED:
        return refuse(_("Ce fichier est scellé : il ne s’ouvre pas par une adresse."))
    return refuse(_("Ce fichier est réservé à l’équipe d’animation, à l’administration et au garant."))
