"""A promise: who will do what, for whom, by when."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from chainon.base.accounts.models import User
from chainon.base.chain.models import Node, Theme
from chainon.base.scopes.models import Scope
from chainon.commitments.answers.models import Answerer


class Outcome(models.TextChoices):
    """How it ended. Late is not here: it is read from the dates."""

    OPEN = "", _("en cours")
    KEPT = "kept", _("tenu")
    PARTLY_KEPT = "partly_kept", _("tenu en partie")
    NOT_KEPT = "not_kept", _("non tenu")


class Moved(models.TextChoices):
    """How its day last moved while it is open."""

    NO = "", _("jamais changé")
    POSTPONED = "postponed", _("repoussé")
    REVISED = "revised", _("revu avec les habitants")


class Every(models.IntegerChoices):
    """Of a promise that comes back: so many months between one time and the next."""

    ONCE = 0, _("une seule fois")
    MONTH = 1, _("chaque mois")
    QUARTER = 3, _("chaque trimestre")
    HALF_YEAR = 6, _("tous les six mois")
    YEAR = 12, _("chaque année")


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def of(self, territory: Scope) -> CommitmentQuerySet:
        return self.filter(territory=territory.root)

    def open(self) -> CommitmentQuerySet:
        return self.filter(outcome=Outcome.OPEN)

    def ended(self) -> CommitmentQuerySet:
        return self.exclude(outcome=Outcome.OPEN)

    def unchecked(self, since: date) -> CommitmentQuerySet:
        """Said done since that day, and nobody went to see."""
        done = self.filter(outcome__in=[Outcome.KEPT, Outcome.PARTLY_KEPT], ended_on__gte=since)
        return done.filter(checks=None, counted_checks=None)

    def late(self, today: date) -> CommitmentQuerySet:
        return self.open().filter(due_on__lt=today)


class Commitment(models.Model):
    """A promise. Its owner is an answerer, or residents who take it on themselves (`answerer` is empty).

    It comes out of a public node (`source`), or was said aloud: `said_where`, on `made_on`. `first_due_on` is the day
    first promised: postponing moves `due_on`, and every day stays in the updates. One that comes back (`every_months`)
    is due on its oldest time of which nothing was said, until `until_on`.
    """

    node = models.OneToOneField(Node, primary_key=True, on_delete=models.PROTECT, related_name="commitment")
    territory = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(Node, null=True, on_delete=models.PROTECT, related_name="+")
    said_where = models.CharField(_("où cela a été dit"), max_length=200, blank=True)
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    theme = models.ForeignKey(Theme, null=True, on_delete=models.PROTECT, related_name="+")
    answerer = models.ForeignKey(Answerer, null=True, on_delete=models.PROTECT, related_name="commitments")
    owner = models.CharField(_("qui"), max_length=120)
    what = models.CharField(_("quoi"), max_length=160)
    details = models.TextField(_("plus précisément"), max_length=4000, blank=True)
    for_whom = models.CharField(_("pour qui"), max_length=160, blank=True)
    made_on = models.DateField(_("promis le"))
    due_on = models.DateField(_("pour quand"))
    first_due_on = models.DateField()
    every_months = models.PositiveSmallIntegerField(choices=Every, default=Every.ONCE)
    until_on = models.DateField(_("jusqu’au"), null=True)
    planned_cents = models.PositiveBigIntegerField(_("budget prévu"), null=True)
    spent_cents = models.PositiveBigIntegerField(_("dépensé"), null=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    signed_by = models.CharField(_("signé par"), max_length=120)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    moved = models.CharField(max_length=12, choices=Moved, default=Moved.NO, blank=True)
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
            ),
            models.CheckConstraint(
                condition=models.Q(source__isnull=False) | ~models.Q(said_where=""), name="commitment_comes_from_a_word"
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__gte=models.F("made_on")), name="commitment_due_after_it_is_made"
            ),
        ]
        indexes = [
            models.Index("territory", "due_on", condition=models.Q(outcome=""), name="commitment_open_by_due"),
            models.Index(
                "territory", models.F("ended_on").desc(), condition=~models.Q(outcome=""), name="commitment_ended"
            ),
            models.Index("territory", models.F("changed_at").desc(), name="commitment_news"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def owner_key(self) -> str:
        """By which the chain tells their turn from another's."""
        return self.answerer.public_id if self.answerer else f"residents-{self.node.public_id}"

    @property
    def is_of_residents(self) -> bool:
        return self.answerer_id is None

    @property
    def comes_back(self) -> bool:
        return self.every_months > 0
