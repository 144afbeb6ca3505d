"""Whose turn it is: waits, delays, pauses, and the reminders that were sent."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from chainon.base.scopes.models import Scope
from chainon.base.scopes.public_id import PublicIdField

from .nodes import Link, Node, Relation


class WaitQuerySet(models.QuerySet["Wait"]):
    def of(self, territory: Scope) -> WaitQuerySet:
        return self.filter(territory=territory.root)

    def open(self) -> WaitQuerySet:
        return self.filter(ended_on=None)

    def pending(self) -> WaitQuerySet:
        """Open, or to be opened again when the node is public again."""
        return self.filter(models.Q(ended_on=None) | models.Q(is_suspended=True))

    def met(self) -> WaitQuerySet:
        return self.filter(is_met=True)

    def late(self, today: date) -> WaitQuerySet:
        return self.open().filter(due_on__lt=today)


class Wait(models.Model):
    """A missing link: something is expected, from someone, since a day. Late is read from the dates, never written.

    `whose` is what the page says ("Habitat Valmont"), `whose_key` tells two of the same name apart. `days` is the delay
    that was promised then: changing the territory's delay does not change it. `due_on` follows the announced pauses,
    and is never after `fixed_on`, a day that someone promised: no pause moves it.
    A wait ends because what was expected came (`is_met`), as a link (`met_by`) or otherwise, or with a reason
    (`ended_for`). Only a public node has open waits: while it is not public nobody can give what is expected, so that
    the clock stands still (`is_suspended`, since `ended_on`). `scope` is the node's.
    """

    public_id = PublicIdField()
    territory = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="waits")
    expects = models.CharField(max_length=12, choices=Relation)
    whose = models.CharField(max_length=160)
    whose_key = models.CharField(max_length=40)
    since_on = models.DateField()
    days = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    fixed_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    is_met = models.BooleanField(default=False)
    met_by = models.ForeignKey(Link, null=True, on_delete=models.SET_NULL, related_name="met")
    ended_for = models.CharField(max_length=300, blank=True)
    is_suspended = models.BooleanField(default=False)

    objects = WaitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["node", "expects", "whose_key"], condition=models.Q(ended_on=None), name="wait_open_once"
            ),
            models.CheckConstraint(condition=models.Q(due_on__gte=models.F("since_on")), name="wait_due_after_start"),
            models.CheckConstraint(
                condition=models.Q(is_suspended=False) | models.Q(ended_on__isnull=False, is_met=False),
                name="wait_suspended_since_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(is_met=False, met_by=None) | models.Q(is_met=True, ended_on__isnull=False),
                name="wait_met_since_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(fixed_on=None) | models.Q(due_on__lte=models.F("fixed_on")),
                name="wait_due_by_its_fixed_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["territory", "due_on", "id"], condition=models.Q(ended_on=None), name="wait_open_by_due"
            ),
            models.Index(
                fields=["territory", "expects", "due_on"], condition=models.Q(ended_on=None), name="wait_open_by_kind"
            ),
            models.Index(
                fields=["scope", "expects", "due_on"], condition=models.Q(ended_on=None), name="wait_open_by_scope"
            ),
            models.Index(fields=["territory", "ended_on"], condition=models.Q(is_met=True), name="wait_met_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.expects} · {self.whose}"


class Delay(models.Model):
    """How many days a territory promises for what is expected next, where it is not the usual number."""

    territory = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="delays")
    expects = models.CharField(max_length=12, choices=Relation)
    days = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["territory", "expects"], name="delay_once")]

    def __str__(self) -> str:
        return f"{self.expects}: {self.days}"


class Pause(models.Model):
    """Days announced in public during which the clocks of a territory stand still."""

    public_id = PublicIdField()
    territory = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="pauses")
    first = models.DateField(_("premier jour"))
    last = models.DateField(_("dernier jour"))
    reason = models.CharField(_("pourquoi"), max_length=160)
    announced_at = models.DateTimeField()

    class Meta:
        ordering = ["first", "pk"]
        constraints = [models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="pause_in_order")]

    def __str__(self) -> str:
        return self.reason


class Reminder(models.Model):
    """A mail that was sent about a wait. `step`: 0 before it is due, 1 the day after, then one more each month."""

    wait = models.ForeignKey(Wait, on_delete=models.CASCADE, related_name="reminders")
    step = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wait", "step"], name="reminder_once")]

    def __str__(self) -> str:
        return f"{self.wait_id}: {self.step}"


class Reminded(models.Model):
    """The day of the last reminders of a territory: they are written once a day."""

    territory = models.OneToOneField(Scope, primary_key=True, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()

    def __str__(self) -> str:
        return f"{self.territory_id}: {self.day}"
