"""Citizen bodies: who sits where, for how long, and which law looks on."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from chainon.base.scopes.models import Scope
from chainon.base.scopes.public_id import PublicIdField, handle


class BodyKind(models.TextChoices):
    ASSEMBLY = "sortition_assembly", _("Assemblée tirée au sort")
    CITIZENS_COUNCIL = "citizens_council", _("Conseil citoyen")
    YOUTH_COUNCIL = "youth_council", _("Conseil de jeunes")
    NEIGHBOURHOOD_COUNCIL = "neighbourhood_council", _("Conseil de quartier")
    NEIGHBOURHOOD_TABLE = "neighbourhood_table", _("Table de quartier")
    COLLECTIVE = "collective", _("Collectif d’habitants")
    OTHER = "other", _("Autre instance")


class BodyQuerySet(models.QuerySet["Body"]):
    def of(self, territory: Scope) -> BodyQuerySet:
        return self.filter(scope__in=Scope.objects.within(territory))

    def active(self) -> BodyQuerySet:
        return self.filter(closed_on=None)


class Body(models.Model):
    """A citizen body. It owns a scope below the place (or the territory) it belongs to."""

    public_id = PublicIdField()
    scope = models.OneToOneField(Scope, on_delete=models.PROTECT, related_name="body")
    kind = models.CharField(_("sorte d’instance"), max_length=24, choices=BodyKind)
    purpose = models.TextField(_("à quoi elle sert"), blank=True, max_length=2000)
    seats = models.PositiveSmallIntegerField(_("nombre de sièges"))
    term_months = models.PositiveSmallIntegerField(_("durée du mandat, en mois"), default=12)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    close_reason = models.CharField(_("pourquoi elle ferme"), max_length=400, blank=True)

    objects = BodyQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(seats__gte=1), name="body_has_seats"),
            models.CheckConstraint(condition=models.Q(term_months__gte=1), name="body_has_a_term"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("bodies:body_page", args=[self.handle])

    @property
    def name(self) -> str:
        return self.scope.label

    @property
    def handle(self) -> str:
        """What stands in addresses: the public id, then the name for people."""
        return handle(self.public_id, self.name)

    @property
    def term(self) -> str:
        return term_in_words(self.term_months)


def term_in_words(months: int) -> str:
    """A term as people say it: "18 mois", "1 an", "2 ans"."""
    years, rest = divmod(months, 12)
    if rest:
        return ngettext("%(count)d mois", "%(count)d mois", months) % {"count": months}
    return ngettext("%(count)d an", "%(count)d ans", years) % {"count": years}
