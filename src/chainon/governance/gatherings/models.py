"""Gatherings: where and when people meet, who came, what they decided and where they did not agree."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.models import Node
from chainon.base.files.models import File
from chainon.base.scopes.models import Scope
from chainon.base.scopes.public_id import PublicIdField
from chainon.governance.bodies.models import Body

LEAST_PUBLISHED = 11
"""No smaller number of people is published (docs/decisions/004)."""
USUAL_LENGTH = timedelta(hours=2)
MINUTES_WITHIN = timedelta(days=8)
"""After that the desk says that a gathering has no minutes yet."""
RECOUNTED_WITHIN = timedelta(days=366)
"""One that was not announced here is told of within that time."""


class GatheringQuerySet(models.QuerySet["Gathering"]):
    def of(self, territory: Scope) -> GatheringQuerySet:
        return self.filter(node__territory=territory.root)

    def upcoming(self, now: datetime) -> GatheringQuerySet:
        """Not over yet, the next first; cancelled ones too, for whoever would have come must read it."""
        return self.filter(ends_at__gte=now).order_by("starts_at", "pk")

    def past(self, now: datetime) -> GatheringQuerySet:
        return self.filter(ends_at__lt=now).order_by("-starts_at", "-pk")

    def held(self) -> GatheringQuerySet:
        return self.filter(cancelled_at=None)

    def without_minutes(self, now: datetime) -> GatheringQuerySet:
        """Held more than eight days ago, and nobody has told what was said."""
        return self.held().filter(minutes_at=None, ends_at__lt=now - MINUTES_WITHIN)


class Gathering(models.Model):
    """One meeting, of a body or of whoever animates the place. What came of its decisions is read from the chain.

    The headcount is made by eye, without names: four bands, or the total alone. `entry`: the form's own id, so that a
    form sent twice announces once.
    """

    node = models.OneToOneField(Node, primary_key=True, on_delete=models.PROTECT, related_name="gathering")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="gatherings")
    title = models.CharField(max_length=120)
    purpose = models.TextField(blank=True, max_length=2000)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    address = models.CharField(blank=True, max_length=200)
    link = models.URLField(blank=True, max_length=300)
    for_whom = models.CharField(blank=True, max_length=200)
    access = models.CharField(blank=True, max_length=400)
    entry = models.UUIDField(unique=True)
    announced_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(blank=True, max_length=400)

    under_16 = models.PositiveSmallIntegerField(null=True)
    from_16 = models.PositiveSmallIntegerField(null=True)
    from_26 = models.PositiveSmallIntegerField(null=True)
    over_60 = models.PositiveSmallIntegerField(null=True)
    present = models.PositiveSmallIntegerField(null=True)
    first_time = models.PositiveSmallIntegerField(null=True)
    minutes = models.TextField(blank=True, max_length=20000)
    minutes_at = models.DateTimeField(null=True)
    corrected_at = models.DateTimeField(null=True)
    approved_on = models.DateField(null=True)
    approved_at = models.DateTimeField(null=True)

    objects = GatheringQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="gathering_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=~models.Q(address="", link=""), name="gathering_is_somewhere"),
            models.CheckConstraint(
                condition=models.Q(cancelled_at=None) | ~models.Q(cancel_reason=""),
                name="gathering_cancelled_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["starts_at"], name="gathering_by_day")]

    def __str__(self) -> str:
        return self.title

    @property
    def public_id(self) -> str:
        return self.node.public_id

    @property
    def organiser(self) -> str:
        """Who convened, as the page says it; "" for those who animate the place."""
        return self.body.name if self.body is not None else ""

    @property
    def is_over(self) -> bool:
        return self.ends_at < clock.now()

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= clock.now()

    @property
    def is_recounted(self) -> bool:
        """It was over when it was written here: nobody had read of it before."""
        return self.announced_at > self.ends_at

    @property
    def bands(self) -> list[int | None]:
        return [self.under_16, self.from_16, self.from_26, self.over_60]


class OutcomeKind(models.TextChoices):
    DECISION = "decision", _("décision")
    DISAGREEMENT = "disagreement", _("désaccord")


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    def standing(self) -> OutcomeQuerySet:
        return self.filter(withdrawn_at=None)

    def decisions(self) -> OutcomeQuerySet:
        return self.filter(kind=OutcomeKind.DECISION)


class Outcome(models.Model):
    """A line of the minutes: what was decided (it has its node: somebody must carry it out), or was not agreed on."""

    public_id = PublicIdField()
    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="outcomes")
    kind = models.CharField(max_length=12, choices=OutcomeKind)
    text = models.CharField(max_length=400)
    position = models.PositiveSmallIntegerField()
    node = models.OneToOneField(Node, null=True, on_delete=models.PROTECT, related_name="gathering_decision")
    written_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind=OutcomeKind.DECISION) | models.Q(node__isnull=False),
                name="outcome_decision_has_a_node",
            )
        ]

    def __str__(self) -> str:
        return self.text


class Document(models.Model):
    """A paper shown or written at the gathering, public."""

    public_id = PublicIdField()
    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="documents")
    file = models.OneToOneField(File, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.title
