"""Who may empty the demonstration, and who may go through the screens of the first start. See `permissions.txt`."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from chainon.base.accounts.models import Role
from chainon.base.accounts.rules import By, has_administrator, has_role
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import ALLOWED, Verdict, refuse


def may_empty(territory: Territory | None) -> Verdict:
    """Whoever holds the browser of a demonstration on their own machine: nothing in it is anybody's."""
    if territory is None or not territory.is_demonstration:
        return refuse(_("Ce territoire est bien réel : il ne se vide pas d’ici."))
    if urlsplit(settings.CHAINON_URL).scheme == "https":
        return refuse(
            _(
                "Cette plateforme est publiée (adresse https) : la démonstration ne s’y vide pas d’un clic. Installez "
                "plutôt Chaînon dans un dossier neuf."
            )
        )
    if Territory.objects.filter(is_demonstration=False).exists() or has_administrator():
        return refuse(
            _("À côté de la démonstration, il y a ici quelque chose de réel : vider la base l’effacerait aussi.")
        )
    return ALLOWED


def may_prepare(by: By, territory: Territory | None) -> Verdict:
    """The last two screens: the guarantor and the first body, for the administration of a real territory."""
    if territory is not None and not territory.is_demonstration:
        if has_role(by, Role.ADMINISTRATOR, scope=territory.scope):
            return ALLOWED
        return refuse(_("Seule l’administration du territoire prépare le démarrage."))
    return refuse(_("Il n’y a pas encore de territoire à préparer."))
