"""The list of volunteers of a body, and what describes each of them: no more than the draw needs."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from chainon.base.scopes.public_id import PublicIdField
from chainon.governance.bodies.models import Body


class CriterionKind(models.TextChoices):
    CHOICE = "choice", _("Choix dans une liste")
    AGE = "age", _("Âge, par tranches")


class VolunteerList(models.Model):
    """The people who said yes for one body. Frozen (`closed_at`) once a draw is frozen upon it; purged at `purge_on`."""

    public_id = PublicIdField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="volunteer_lists")
    title = models.CharField(max_length=160)
    opened_at = models.DateTimeField()
    form_until = models.DateField(_("formulaire ouvert jusqu’au"), null=True, blank=True)
    min_age = models.PositiveSmallIntegerField(_("âge minimum"), default=16)
    closed_at = models.DateTimeField(null=True)
    purged_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title


class Criterion(models.Model):
    """What a draw may look at: a name, values, and the legal basis for asking."""

    list = models.ForeignKey(VolunteerList, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("critère"), max_length=60)
    kind = models.CharField(max_length=8, choices=CriterionKind, default=CriterionKind.CHOICE)
    question = models.CharField(_("question posée"), max_length=160, blank=True)
    legal_basis = models.CharField(_("pourquoi on le demande"), max_length=300, blank=True)
    population_source = models.CharField(_("source des chiffres de population"), max_length=160, blank=True)

    class Meta:
        ordering = ["list", "position"]
        constraints = [models.UniqueConstraint(fields=["list", "name"], name="criterion_name_once")]

    def __str__(self) -> str:
        return self.name


class CriterionValue(models.Model):
    """A value of a criterion. `population` is a number of inhabitants or a percentage: only proportions count."""

    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="values")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=80)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    population = models.DecimalField(max_digits=12, decimal_places=3, null=True, blank=True)

    class Meta:
        ordering = ["criterion", "position"]
        constraints = [models.UniqueConstraint(fields=["criterion", "label"], name="criterion_value_once")]

    def __str__(self) -> str:
        return self.label


class VolunteerQuerySet(models.QuerySet["Volunteer"]):
    def eligible(self) -> VolunteerQuerySet:
        """Those a draw may draw: complete, not withdrawn, not set aside as a double."""
        return self.filter(withdrawn_at=None, set_aside="")


class Volunteer(models.Model):
    """A person who said yes. Contact details live here only, until the purge."""

    public_id = PublicIdField()
    list = models.ForeignKey(VolunteerList, on_delete=models.CASCADE, related_name="volunteers")
    name = models.CharField(_("nom et prénom"), max_length=120)
    email = models.EmailField(_("adresse électronique"), blank=True)
    phone = models.CharField(_("téléphone"), max_length=30, blank=True)
    address = models.CharField(_("adresse"), max_length=250, blank=True)
    household = models.CharField(max_length=64, blank=True, help_text="equal for people of one household, else empty")
    is_minor = models.BooleanField(default=False)
    first_name_public = models.BooleanField(_("accepte que son prénom soit dit en public"), default=False)
    consented_at = models.DateTimeField()
    origin = models.CharField(
        max_length=8, choices=[("file", _("fichier")), ("form", _("formulaire")), ("desk", _("saisie"))]
    )
    source_line = models.PositiveIntegerField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    set_aside = models.CharField(_("écartée parce que"), max_length=160, blank=True)

    objects = VolunteerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["list", "withdrawn_at"])]

    def __str__(self) -> str:
        return self.public_id


class VolunteerValue(models.Model):
    """The value of one criterion for one volunteer."""

    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="values")
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="+")
    value = models.ForeignKey(CriterionValue, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["volunteer", "criterion"], name="one_value_a_criterion")]

    def __str__(self) -> str:
        return f"{self.volunteer} {self.value}"
