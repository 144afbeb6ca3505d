"""The everyday words by which a territory sorts what is said: twelve to begin with."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from chainon.base.scopes.services import TerritoryCreated

from .models import Theme

FIRST = (
    _("Logement"),
    _("Propreté"),
    _("Se déplacer"),
    _("Parcs et nature"),
    _("Écoles et jeunesse"),
    _("Santé"),
    _("Travail et formation"),
    _("Commerces et services"),
    _("Sport et loisirs"),
    _("Culture et fêtes"),
    _("Tranquillité"),
    _("Entraide"),
)


def name_first_themes(event: TerritoryCreated) -> None:
    names = enumerate(FIRST, start=1)
    Theme.objects.bulk_create(
        Theme(territory=event.territory.scope, position=position, name=str(name)) for position, name in names
    )
