"""What was said of a promise, its steps, and what shows that it was done."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from chainon.base.accounts.models import User
from chainon.base.files.models import File
from chainon.base.scopes.public_id import PublicIdField

from .promises import Commitment


class UpdateKind(models.TextChoices):
    NEWS = "news", _("Des nouvelles")
    POSTPONED = "postponed", _("Repoussé")
    REVISED = "revised", _("Revu avec les habitants")
    KEPT = "kept", _("C’est fait")
    PARTLY_KEPT = "partly_kept", _("C’est fait en partie")
    NOT_KEPT = "not_kept", _("Ce ne sera pas fait")
    STOPPED = "stopped", _("On arrête là")
    SAID_NOT_KEPT = "said_not_kept", _("Non tenu")


class Update(models.Model):
    """What was said of a promise, signed. Whatever moves its day or its words keeps the old ones beside the new.

    `occurrence_on`: of a promise that comes back, the time of which this is said. `with_whom`, `met_on`: revised
    together. `SAID_NOT_KEPT` is the word of the team or of the guarantor, after their notice; the others are the
    owner's.
    """

    public_id = PublicIdField()
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="updates")
    kind = models.CharField(_("ce qu’il en est"), max_length=16, choices=UpdateKind)
    text = models.TextField(_("en quelques phrases"), max_length=2000)
    old_due_on = models.DateField(null=True)
    new_due_on = models.DateField(null=True)
    old_what = models.CharField(max_length=160, blank=True)
    with_whom = models.CharField(_("avec qui"), max_length=200, blank=True)
    met_on = models.DateField(_("le"), null=True)
    occurrence_on = models.DateField(null=True)
    spent_cents = models.PositiveBigIntegerField(null=True)
    said_at = models.DateTimeField()
    signed_by = models.CharField(_("signé par"), max_length=120)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-said_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "occurrence_on"],
                condition=models.Q(occurrence_on__isnull=False),
                name="update_one_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.commitment}: {self.kind}"

    @property
    def label(self) -> str:
        """What is said: of one time of a promise that comes back, it did not take place; the promise goes on."""
        if self.occurrence_on is not None and self.kind == UpdateKind.NOT_KEPT:
            return str(_("Cette fois-ci, cela n’a pas eu lieu"))
        return str(UpdateKind(self.kind).label)


class Step(models.Model):
    """A part of a promise, with its own day; done on a day, or not yet. Late is read from the dates."""

    public_id = PublicIdField()
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField(_("quoi"), max_length=160)
    due_on = models.DateField(_("pour quand"))
    planned_at = models.DateTimeField()
    done_on = models.DateField(_("fait le"), null=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["commitment", "what"], name="commitment_step_once")]

    def __str__(self) -> str:
        return self.what


class Evidence(models.Model):
    """What shows it: a picture, a document, a page elsewhere, and the day it was so."""

    public_id = PublicIdField()
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="evidence")
    update = models.ForeignKey(Update, null=True, on_delete=models.CASCADE, related_name="evidence")
    step = models.ForeignKey(Step, null=True, on_delete=models.CASCADE, related_name="evidence")
    file = models.ForeignKey(File, null=True, on_delete=models.PROTECT, related_name="+")
    link = models.URLField(_("adresse"), max_length=400, blank=True)
    shows = models.CharField(_("ce que l’on y voit"), max_length=200)
    shown_on = models.DateField(_("ce jour-là"))
    added_at = models.DateTimeField()
    entered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["shown_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(file__isnull=False) | ~models.Q(link=""), name="evidence_is_a_file_or_a_link"
            )
        ]

    def __str__(self) -> str:
        return self.shows
