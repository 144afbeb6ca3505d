"""A draw, from the places by profile to the panel that anyone can check."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.files.models import File
from chainon.base.scopes.public_id import PublicIdField
from chainon.base.ui.typography import percent
from chainon.governance.bodies.models import Body
from chainon.governance.volunteers.models import CriterionValue, Volunteer, VolunteerList


class State(models.TextChoices):
    """Set by acts, never picked from a list."""

    PREPARING = "preparing", _("en préparation")
    COMPUTED = "computed", _("calculé")
    SUBMITTED = "submitted", _("en attente d’accord")
    FROZEN = "frozen", _("figé et publié")
    DRAWN = "drawn", _("tiré")
    CANCELLED = "cancelled", _("annulé")


class Path(models.TextChoices):
    SIMPLE = "simple", _("tirage simple")
    COMPLETE = "complete", _("tirage complet")


class Objective(models.TextChoices):
    LEXIMIN = "leximin", _("la meilleure chance à la personne la moins chanceuse, puis à la suivante")
    MAXIMIN = "maximin", _("la meilleure chance à la personne la moins chanceuse")


class DrawQuerySet(models.QuerySet["Draw"]):
    def public(self) -> DrawQuerySet:
        """What anyone may see: from the freezing on, cancelled after it included."""
        return self.exclude(frozen_at=None)


class Draw(models.Model):
    public_id = PublicIdField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="draws")
    volunteers = models.ForeignKey(VolunteerList, on_delete=models.PROTECT, related_name="draws")
    path = models.CharField(max_length=8, choices=Path)
    state = models.CharField(max_length=10, choices=State, default=State.PREPARING)
    title = models.CharField(max_length=160)
    seats = models.PositiveSmallIntegerField(_("nombre de places"))
    one_per_household = models.BooleanField(_("une seule personne par foyer"), default=False)
    objective = models.CharField(max_length=8, choices=Objective, default=Objective.LEXIMIN)
    panels = models.PositiveIntegerField(_("nombre de groupes de la liste"), default=1000)
    ceremony_at = models.DateTimeField(_("date et heure du tirage"), null=True, blank=True)
    ceremony_place = models.CharField(_("lieu du tirage"), max_length=200, blank=True)
    open_table = models.BooleanField(_("publier la table complète des groupes"), default=False)
    sources = models.JSONField(default=list, help_text="sources of chance, as methods.sortition.seal wants them")
    purge_months = models.PositiveSmallIntegerField(_("données effacées après, en mois"), default=12)
    created_at = models.DateTimeField()
    inputs_hash = models.CharField(max_length=64, blank=True)
    computation = models.JSONField(default=dict, help_text="report of the computation; chances by value, no person")
    lottery = models.ForeignKey(File, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sealed = models.ForeignKey(File, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    frozen = models.JSONField(null=True, blank=True)
    frozen_at = models.DateTimeField(null=True)
    opening = models.JSONField(null=True, blank=True)
    drawn_at = models.DateTimeField(null=True)
    attendance = models.PositiveIntegerField(_("personnes présentes au tirage"), null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(_("raison de l’annulation"), max_length=400, blank=True)
    verified_at = models.DateTimeField(null=True)
    verified_holds = models.BooleanField(null=True)
    purge_on = models.DateField(null=True)
    purged_at = models.DateTimeField(null=True)

    objects = DrawQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("draws:detail", args=[self.public_id])

    @property
    def is_before_its_day(self) -> bool:
        """Whether the day published for the draw, where it takes place, is still to come."""
        if self.ceremony_at is None:
            return False
        return timezone.localdate(self.ceremony_at) > timezone.localdate(clock.now())

    @property
    def ordinary_chance(self) -> str:
        """The least chance under an ordinary draw, estimated: one that never came out is « moins de », never none."""
        least, samples = float(self.computation["ordinary_min"]), self.computation["ordinary_samples"]
        if least > 0:
            return percent(least)
        return gettext("moins de %(chance)s") % {"chance": percent(1 / samples)}


class Places(models.Model):
    """The places of one value: how many seats it takes at least and at most."""

    draw = models.ForeignKey(Draw, on_delete=models.CASCADE, related_name="places")
    value = models.ForeignKey(CriterionValue, on_delete=models.PROTECT, related_name="+")
    minimum = models.PositiveSmallIntegerField(_("au moins"))
    maximum = models.PositiveSmallIntegerField(_("au plus"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draw", "value"], name="places_once"),
            models.CheckConstraint(condition=models.Q(minimum__lte=models.F("maximum")), name="places_min_below_max"),
        ]

    def __str__(self) -> str:
        return f"{self.value}: {self.minimum}–{self.maximum}"


class Approval(models.Model):
    """What the guarantor (or a witness outside the team) said of a draw about to be frozen. Stays for ever."""

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="approvals")
    commitment = models.CharField(max_length=64)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    role = models.CharField(max_length=16)
    witness = models.CharField(_("nom et qualité du témoin"), max_length=160, blank=True)
    accepted = models.BooleanField()
    reason = models.CharField(_("raison"), max_length=600, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.draw}: {'oui' if self.accepted else 'non'}"


class WitnessLink(models.Model):
    """A one-use link for someone outside the team, where no guarantor is appointed. Only its hash is kept."""

    draw = models.ForeignKey(Draw, on_delete=models.CASCADE, related_name="witness_links")
    token_hash = models.CharField(max_length=64, unique=True)
    commitment = models.CharField(max_length=64)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.draw}"


class Reading(models.Model):
    """The numbers read in public, as typed; corrected ones stay. The last, once confirmed, is what drew."""

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="readings")
    values = models.JSONField()
    typed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["draw"], condition=models.Q(confirmed_at__isnull=False), name="reading_confirmed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.draw} {self.values}"

    @property
    def shown(self) -> str:
        """As one reads it aloud: `1 7 4`, `3 12 18 31 44 + 7`."""
        return " ; ".join(str(value).replace(".", " ").replace("+", " + ") for value in self.values)


class Member(models.Model):
    """A person of the drawn panel, in the order in which the ceremony says them."""

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="members")
    number = models.PositiveSmallIntegerField()
    volunteer = models.ForeignKey(Volunteer, null=True, on_delete=models.SET_NULL, related_name="+")
    token = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["draw", "number"], name="member_number_once"),
            models.UniqueConstraint(fields=["draw", "token"], name="member_token_once"),
        ]

    def __str__(self) -> str:
        return f"{self.draw} n° {self.number}"
