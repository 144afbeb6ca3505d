"""A process: what it is about, where, who carries it, with which means. Where it stands is read from its days."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chainon.base.accounts.models import Grant, Role, User
from chainon.base.chain.models import Node
from chainon.base.scopes.models import Scope
from chainon.base.scopes.public_id import PublicIdField, handle
from chainon.base.ui import typography
from chainon.governance.bodies.models import Body

READERS = (Role.ADMINISTRATOR, Role.FACILITATOR, Role.GUARANTOR)
"""They read the drafts of a place; the members of a carrying body read those of their body."""


class News(models.TextChoices):
    """The last thing that those who follow a process are told."""

    PUBLISHED = "published", _("la démarche est publiée")
    STEP_OPENED = "step_opened", _("une étape s’ouvre")
    STEP_ADDED = "step_added", _("une étape s’ajoute")
    RULE_CHANGED = "rule_changed", _("une règle a changé")
    DAYS_CHANGED = "days_changed", _("des dates ont changé")
    PAUSED = "paused", _("une pause est annoncée")
    RESUMED = "resumed", _("une pause est retirée")
    STOPPED = "stopped", _("la démarche s’arrête")


class ProcessQuerySet(models.QuerySet["Process"]):
    def of(self, territory: Scope) -> ProcessQuerySet:
        return self.filter(node__territory=territory.root)

    def public(self) -> ProcessQuerySet:
        return self.exclude(published_at=None)

    def drafts(self) -> ProcessQuerySet:
        return self.filter(published_at=None)

    def visible_to(self, by: User | AnonymousUser) -> ProcessQuerySet:
        """The twin of `rules.may_see`."""
        public = models.Q(published_at__isnull=False)
        if not isinstance(by, User) or not by.is_active:
            return self.filter(public)
        read = models.Q()
        for grant in Grant.objects.filter(user=by, role__in=(*READERS, Role.MEMBER)).select_related("scope"):
            inside = Scope.objects.within(grant.scope)
            is_member = grant.role == Role.MEMBER
            read |= models.Q(bodies__scope__in=inside) if is_member else models.Q(scope__in=inside)
        return self.filter(public | read).distinct()


class Process(models.Model):
    """It owns a scope below its place. `frame`: the frame it came from, as it was that day, to show what was adapted.

    `news`, `changed_at`: what its followers were last told, and when. `entry`: a form sent twice counts once.
    """

    node = models.OneToOneField(Node, primary_key=True, on_delete=models.PROTECT, related_name="process")
    scope = models.OneToOneField(Scope, on_delete=models.PROTECT, related_name="process")
    about = models.CharField(max_length=300)
    bodies = models.ManyToManyField(Body, related_name="processes")
    frame = models.JSONField(null=True)
    entry = models.UUIDField(unique=True)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    news = models.CharField(max_length=16, choices=News, blank=True)
    stopped_on = models.DateField(null=True)
    stop_reason = models.CharField(max_length=300, blank=True)

    objects = ProcessQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stopped_on=None) | ~models.Q(stop_reason=""), name="process_stopped_with_a_reason"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("processes:process_page", args=[self.handle])

    @property
    def title(self) -> str:
        return str(self.scope.label)

    @property
    def public_id(self) -> str:
        return str(self.node.public_id)

    @property
    def handle(self) -> str:
        return handle(self.public_id, self.title)

    @property
    def is_public(self) -> bool:
        return self.published_at is not None


class ProcessPause(models.Model):
    """Days announced in public during which nothing is asked of anyone in this process.

    `moved`: the steps that were ahead moved by its length.
    """

    public_id = PublicIdField()
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="pauses")
    first = models.DateField()
    last = models.DateField()
    reason = models.CharField(max_length=200)
    announced_at = models.DateTimeField()
    moved = models.BooleanField(default=False)

    class Meta:
        ordering = ["first", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="process_pause_in_order")
        ]

    def __str__(self) -> str:
        return self.reason

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


class MeansQuerySet(models.QuerySet["Means"]):
    def of(self, territory: Scope) -> MeansQuerySet:
        return self.filter(process__node__territory=territory.root)

    def ending(self, today: date, within: timedelta) -> MeansQuerySet:
        """Of public processes that go on: their funding ends by then."""
        goes_on = self.filter(process__published_at__isnull=False, process__stopped_on=None)
        return goes_on.filter(funded_until__gte=today, funded_until__lte=today + within)


class Means(models.Model):
    """What the process is given, in public. `warned_on`: the day the team was told that the funding ends soon."""

    process = models.OneToOneField(Process, primary_key=True, on_delete=models.CASCADE, related_name="means")
    hours = models.PositiveIntegerField(null=True)
    childcare = models.CharField(max_length=160, blank=True)
    interpreting = models.CharField(max_length=160, blank=True)
    compensation = models.CharField(max_length=160, blank=True)
    funders = models.CharField(max_length=200, blank=True)
    amount_cents = models.PositiveBigIntegerField(null=True)
    funded_until = models.DateField(null=True)
    warned_on = models.DateField(null=True)

    objects = MeansQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["funded_until"], condition=models.Q(warned_on=None), name="means_to_warn_of"),
        ]

    def __str__(self) -> str:
        return self.funders

    @property
    def amount(self) -> str:
        """ "12 500 €": the cents only where there are some."""
        euros, cents = divmod(self.amount_cents or 0, 100)
        figure = typography.number(Fraction(self.amount_cents or 0, 100), 2 if cents else 0)
        return f"{figure if cents else typography.number(euros)}{typography.NO_BREAK}€"
