"""The steps of a process, each from a first day to a last one. Which one runs today is read from the days."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chainon.base.scopes.models import Scope
from chainon.base.scopes.public_id import PublicIdField

from .processes import Process


class StepKind(models.TextChoices):
    COLLECT = "collect", _("Recueillir")
    DELIBERATE = "deliberate", _("Débattre")
    DECIDE = "decide", _("Décider")
    CARRY_OUT = "carry_out", _("Réaliser")
    EVALUATE = "evaluate", _("Faire le bilan")


class StepQuerySet(models.QuerySet["Step"]):
    def of(self, territory: Scope) -> StepQuerySet:
        return self.filter(process__node__territory=territory.root)

    def public(self) -> StepQuerySet:
        """Its rule card is published, and its process too."""
        return self.exclude(published_at=None).exclude(process__published_at=None)

    def without_rule(self, today: date) -> StepQuerySet:
        """Of public processes that go on: the first day came, and no rule card is published."""
        begun = self.filter(published_at=None, first_on__lte=today)
        return begun.filter(process__published_at__isnull=False, process__stopped_on=None)


class Step(models.Model):
    """`published_at`: when its first rule card was; before, nobody but those who write reads it.

    `opened_at`: when its followers were told that it opens.
    """

    public_id = PublicIdField()
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=12, choices=StepKind)
    title = models.CharField(max_length=120)
    first_on = models.DateField()
    last_on = models.DateField()
    published_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["first_on", "last_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(last_on__gte=models.F("first_on")), name="step_days_in_order"),
            models.UniqueConstraint(fields=["process", "kind", "title", "first_on"], name="step_once"),
        ]
        indexes = [
            models.Index(fields=["first_on"], condition=models.Q(opened_at=None), name="step_to_open"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page of its rule card."""
        return reverse("processes:rule_page", args=[self.process.handle, self.public_id])


class DateChange(models.Model):
    """The days of a published step were changed: the old ones stay to be read, with the reason."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="date_changes")
    old_first_on = models.DateField()
    old_last_on = models.DateField()
    first_on = models.DateField()
    last_on = models.DateField()
    reason = models.CharField(max_length=200)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["changed_at", "pk"]

    def __str__(self) -> str:
        return f"{self.old_first_on} → {self.first_on}"
