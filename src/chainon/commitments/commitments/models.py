"""Promises: who will do what, for whom, by when, and what became of it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from chainon.base.accounts.models import User
from chainon.base.chain.models import Node
from chainon.base.scopes.models import Scope
from chainon.base.scopes.public_id import PublicIdField
from chainon.commitments.answers.models import Answerer


class Outcome(models.TextChoices):
    """How it ended. Late is not here: it is read from the dates."""

    OPEN = "", _("en cours")
    KEPT = "kept", _("tenu")
    PARTLY_KEPT = "partly_kept", _("tenu en partie")
    NOT_KEPT = "not_kept", _("non tenu")


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def of(self, territory: Scope) -> CommitmentQuerySet:
        return self.filter(node__territory=territory.root)

    def open(self) -> CommitmentQuerySet:
        return self.filter(outcome=Outcome.OPEN)

    def late(self, today: date) -> CommitmentQuerySet:
        return self.open().filter(due_on__lt=today)


class Commitment(models.Model):
    """A promise. Its owner is an answerer, or residents who take it on themselves (`answerer` is empty).

    `first_due_on` is the day first promised: postponing moves `due_on`, and both are shown.
    """

    node = models.OneToOneField(Node, primary_key=True, on_delete=models.PROTECT, related_name="commitment")
    source = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="+")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    answerer = models.ForeignKey(Answerer, null=True, on_delete=models.PROTECT, related_name="commitments")
    owner = models.CharField(_("qui"), max_length=120)
    what = models.CharField(_("quoi"), max_length=160)
    details = models.TextField(_("plus précisément"), max_length=4000, blank=True)
    for_whom = models.CharField(_("pour qui"), max_length=160, blank=True)
    due_on = models.DateField(_("pour quand"))
    first_due_on = models.DateField()
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    signed_by = models.CharField(_("signé par"), max_length=120)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.CharField(max_length=12, choices=Outcome, default=Outcome.OPEN, blank=True)
    ended_on = models.DateField(null=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome="", ended_on=None)
                | (~models.Q(outcome="") & models.Q(ended_on__isnull=False)),
                name="commitment_ended_with_an_outcome",
            )
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def owner_key(self) -> str:
        """By which the chain tells their turn from another's."""
        return self.answerer.public_id if self.answerer else f"residents-{self.node.public_id}"


class UpdateKind(models.TextChoices):
    NEWS = "news", _("Des nouvelles")
    POSTPONED = "postponed", _("Repoussé")
    KEPT = "kept", _("C’est fait")
    PARTLY_KEPT = "partly_kept", _("C’est fait en partie")
    NOT_KEPT = "not_kept", _("Ce ne sera pas fait")


class Update(models.Model):
    """What was said of a promise, signed. A postponement keeps the old day beside the new one."""

    public_id = PublicIdField()
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="updates")
    kind = models.CharField(_("ce qu’il en est"), max_length=12, choices=UpdateKind)
    text = models.TextField(_("en quelques phrases"), max_length=2000)
    old_due_on = models.DateField(null=True)
    new_due_on = models.DateField(null=True)
    said_at = models.DateTimeField()
    signed_by = models.CharField(_("signé par"), max_length=120)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-said_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.commitment}: {self.kind}"
