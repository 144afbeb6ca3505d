"""The list of volunteers of a body, and what describes each of them: no more than the draw needs."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from chainon.base.accounts.models import Grant, Role, User
from chainon.base.scopes.models import Scope
from chainon.base.scopes.public_id import PublicIdField
from chainon.governance.bodies.models import Body

MANAGERS = (Role.ADMINISTRATOR, Role.FACILITATOR)
READERS = (*MANAGERS, Role.GUARANTOR)

_empty_list = list  # `list` is a field's name below


class CriterionKind(models.TextChoices):
    CHOICE = "choice", _("Choix dans une liste")
    AGE = "age", _("Âge, par tranches")


class VolunteerListQuerySet(models.QuerySet["VolunteerList"]):
    def visible_to(self, by: User | AnonymousUser) -> VolunteerListQuerySet:
        """The lists that `rules.may_see` lets `by` see."""
        if not isinstance(by, User) or not by.is_active:
            return self.none()
        held = Grant.objects.filter(user=by, role__in=READERS).select_related("scope")
        where = models.Q(pk__in=[])
        for grant in held:
            where |= models.Q(body__scope__in=Scope.objects.within(grant.scope))
        return self.filter(where)


class VolunteerList(models.Model):
    """The people who said yes for one body. Closed once a draw is frozen upon it; emptied by the purge."""

    public_id = PublicIdField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="volunteer_lists")
    title = models.CharField(_("nom de la liste"), max_length=160)
    opened_at = models.DateTimeField()
    form_until = models.DateField(_("formulaire ouvert jusqu’au"), null=True, blank=True)
    min_age = models.PositiveSmallIntegerField(_("âge minimum"), default=16)
    import_plan = models.JSONField(default=dict, help_text="how the columns of the last file were read; no person")
    purge_on = models.DateField(_("effacée, si aucun tirage ne s’en sert, le"))
    closed_at = models.DateTimeField(null=True)
    purged_at = models.DateTimeField(null=True)
    purged_counts = models.JSONField(default=dict, help_text="what is kept of the people after the purge: counts")

    objects = VolunteerListQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class Criterion(models.Model):
    """What a draw may look at: a name, values, and the legal basis for asking."""

    public_id = PublicIdField()
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
    def present(self) -> VolunteerQuerySet:
        """Those who have not withdrawn."""
        return self.filter(withdrawn_at=None)

    def eligible(self) -> VolunteerQuerySet:
        """Those a draw may draw: complete, not withdrawn, not set aside as a double."""
        return self.filter(withdrawn_at=None, set_aside="", is_incomplete=False)


class Origin(models.TextChoices):
    FILE = "file", _("fichier")
    FORM = "form", _("formulaire")
    DESK = "desk", _("saisie")


class SetAside(models.TextChoices):
    """Why someone is on the list and cannot be drawn until the team has looked."""

    DOUBLE = "double", _("déjà sur la liste (double)")
    RESEMBLES = "resembles", _("ressemble à une autre fiche, à vérifier")


class Volunteer(models.Model):
    """A person who said yes. Contact details live here only, until the purge; a withdrawal empties them at once."""

    public_id = PublicIdField()
    list = models.ForeignKey(VolunteerList, on_delete=models.CASCADE, related_name="volunteers")
    name = models.CharField(_("prénom et nom"), max_length=120)
    first_name = models.CharField(_("prénom"), max_length=60, blank=True)
    name_key = models.CharField(max_length=160, help_text="the name without case, accents, hyphens or order")
    email = models.EmailField(_("adresse électronique"), blank=True)
    phone = models.CharField(_("téléphone"), max_length=30, blank=True)
    address = models.CharField(_("adresse postale"), max_length=250, blank=True)
    household = models.CharField(max_length=64, blank=True, help_text="equal for people of one household, else empty")
    is_minor = models.BooleanField(default=False)
    first_name_public = models.BooleanField(_("accepte que son prénom soit dit en public"), default=False)
    consented_at = models.DateTimeField()
    consent = models.CharField(max_length=40, help_text="which words were agreed to: see `consent.py`")
    origin = models.CharField(max_length=8, choices=Origin)
    source_line = models.PositiveIntegerField(null=True, blank=True)
    entry = models.UUIDField(null=True, unique=True, help_text="the form's own id: sent twice, it counts once")
    withdraw_hash = models.CharField(max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_keys = models.JSONField(
        default=_empty_list, help_text="fingerprints: the next file does not bring them back"
    )
    set_aside = models.CharField(_("écartée parce que"), max_length=12, choices=SetAside, blank=True)
    is_incomplete = models.BooleanField(default=False, help_text="a criterion of the list has no value for this person")

    objects = VolunteerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["list", "withdrawn_at"]),
            models.Index(fields=["list", "name_key"]),
            models.Index(fields=["list", "withdraw_hash"]),
        ]

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


class StagedImport(models.Model):
    """A file being read, between its steps. Nothing of it is on the list before the confirmation; gone after a day.

    `rows`: `[line, [cells]]`, as read. `header_at`: index in `rows` of the titles, or None. `plan`: what each column
    is, the labels of the values, the age bands. `corrections`: `{"line:column": cell}`.
    `choices`: `{pair: "same"|"two"}`.
    """

    public_id = PublicIdField()
    list = models.ForeignKey(VolunteerList, on_delete=models.CASCADE, related_name="staged_imports")
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    file_name = models.CharField(max_length=120)
    staged_at = models.DateTimeField()
    format = models.CharField(max_length=60)
    rows = models.JSONField()
    header_at = models.PositiveSmallIntegerField(null=True)
    plan = models.JSONField(default=dict)
    corrections = models.JSONField(default=dict)
    choices = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.public_id
