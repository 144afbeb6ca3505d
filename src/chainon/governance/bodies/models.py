"""Citizen bodies: who sits where, for how long, and which law looks on."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Scope
from chainon.base.scopes.public_id import PublicIdField, handle


class BodyKind(models.TextChoices):
    ASSEMBLY = "sortition_assembly", _("Assemblée tirée au sort")
    CITIZENS_COUNCIL = "citizens_council", _("Conseil citoyen")
    YOUTH_COUNCIL = "youth_council", _("Conseil de jeunes")
    NEIGHBOURHOOD_COUNCIL = "neighbourhood_council", _("Conseil de quartier")
    NEIGHBOURHOOD_TABLE = "neighbourhood_table", _("Table de quartier")
    COLLECTIVE = "collective", _("Collectif d’habitants")
    ASSOCIATION = "association", _("Association d’habitants")
    OTHER = "other", _("Autre instance")

    @classmethod
    def open_to_all(cls) -> tuple[BodyKind, ...]:
        """Whoever wants is of it: nobody is chosen by lot."""
        return (cls.NEIGHBOURHOOD_TABLE, cls.COLLECTIVE, cls.ASSOCIATION)


class BodyQuerySet(models.QuerySet["Body"]):
    def of(self, territory: Scope) -> BodyQuerySet:
        return self.filter(scope__in=Scope.objects.within(territory))

    def active(self) -> BodyQuerySet:
        return self.filter(closed_on=None)

    def shown(self) -> BodyQuerySet:
        """Not hidden by the guarantor."""
        return self.filter(hidden_at=None)

    def gathered(self) -> BodyQuerySet:
        """Opened by residents themselves."""
        return self.filter(is_gathered=True)


class Body(models.Model):
    """A citizen body. It owns a scope below the place (or the territory) it belongs to.

    `is_gathered`: residents opened it themselves, without anyone's leave; `seats` has no meaning there.
    `contact` is how anyone reaches it, public. `hidden_at`: the guarantor took it out of the lists, in public.
    """

    public_id = PublicIdField()
    scope = models.OneToOneField(Scope, on_delete=models.PROTECT, related_name="body")
    kind = models.CharField(_("sorte d’instance"), max_length=24, choices=BodyKind)
    purpose = models.TextField(_("à quoi elle sert"), blank=True, max_length=2000)
    seats = models.PositiveSmallIntegerField(_("nombre de sièges"), null=True)
    term_months = models.PositiveSmallIntegerField(_("durée du mandat, en mois"), default=12)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    close_reason = models.CharField(_("pourquoi elle ferme"), max_length=400, blank=True)
    is_gathered = models.BooleanField(default=False)
    opened_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    contact = models.CharField(_("comment la joindre"), max_length=200, blank=True)
    hidden_at = models.DateTimeField(null=True)
    hidden_reason = models.CharField(max_length=400, blank=True)

    objects = BodyQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(seats__gte=1) | models.Q(seats=None, is_gathered=True), name="body_has_seats"
            ),
            models.CheckConstraint(
                condition=models.Q(hidden_at=None) | ~models.Q(hidden_reason=""), name="body_hidden_with_a_reason"
            ),
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
    def is_open(self) -> bool:
        return self.closed_on is None and self.hidden_at is None

    @property
    def handle(self) -> str:
        """What stands in addresses: the public id, then the name for people."""
        return handle(self.public_id, self.name)

    @property
    def draws_lots(self) -> bool:
        """Whether one expects its seats to be drawn: what its charter is for is then said so."""
        return not self.is_gathered and self.kind not in BodyKind.open_to_all()

    @property
    def is_a_collective(self) -> bool:
        """Opened by residents, and not become anything else."""
        return self.is_gathered and self.kind == BodyKind.COLLECTIVE

    @property
    def term(self) -> str:
        return term_in_words(self.term_months)


class Becoming(models.Model):
    """What a body was before it became something else: its former name and kind stay readable."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="becomings")
    changed_on = models.DateField()
    old_kind = models.CharField(max_length=24, choices=BodyKind)
    old_name = models.CharField(max_length=120)
    new_kind = models.CharField(max_length=24, choices=BodyKind)
    new_name = models.CharField(max_length=120)
    reason = models.CharField(max_length=400)
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["changed_on", "pk"]

    def __str__(self) -> str:
        return f"{self.old_name} → {self.new_name}"


class Asking(models.Model):
    """Someone asks to be of a body opened by residents; its members answer."""

    public_id = PublicIdField()
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="askings")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(_("un mot pour le collectif"), max_length=300, blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    is_welcome = models.BooleanField(null=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "user"], condition=models.Q(answered_at=None), name="asking_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} → {self.body}"


def term_in_words(months: int) -> str:
    """A term as people say it: "18 mois", "1 an", "2 ans"."""
    years, rest = divmod(months, 12)
    if rest:
        return ngettext("%(count)d mois", "%(count)d mois", months) % {"count": months}
    return ngettext("%(count)d an", "%(count)d ans", years) % {"count": years}
