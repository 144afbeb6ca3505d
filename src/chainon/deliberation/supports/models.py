"""Support for a public node: counted once for each person we can tell apart; declared where we cannot."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from chainon.base.accounts.models import User
from chainon.base.chain.models import Node
from chainon.base.scopes.models import Scope
from chainon.base.scopes.public_id import PublicIdField
from chainon.base.slips.models import Slip


class Support(models.Model):
    """One person: by their account, by the code of their slip, or recorded by someone who met them.

    `person` is a fingerprint (`people.fingerprint`): of what was said to the relay, nothing else is kept. Exactly one
    of the three says who. Nobody reads these rows one by one.
    """

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="supports")
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="+")
    slip = models.ForeignKey(Slip, null=True, on_delete=models.CASCADE, related_name="+")
    person = models.CharField(max_length=64, blank=True)
    supported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["node", "user"], condition=~models.Q(user=None), name="support_account"),
            models.UniqueConstraint(fields=["node", "slip"], condition=~models.Q(slip=None), name="support_slip"),
            models.UniqueConstraint(fields=["node", "person"], condition=~models.Q(person=""), name="support_person"),
            models.CheckConstraint(
                condition=models.Q(user__isnull=False, slip=None, person="")
                | models.Q(slip__isnull=False, user=None, person="")
                | (models.Q(user=None, slip=None) & ~models.Q(person="")),
                name="support_of_one_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.node_id}"


class Way(models.TextChoices):
    PAPER = "paper", _("sur papier")
    ONLINE = "online", _("en ligne")


class Declared(models.Model):
    """Supports that nobody can count once: the signatures of a sheet, or one press of a button without an account.

    `entry`: the form's own id, so that a form sent twice is once. `by`: who entered the sheet.
    """

    public_id = PublicIdField()
    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="declared_supports")
    way = models.CharField(max_length=8, choices=Way)
    number = models.PositiveIntegerField()
    collected_on = models.DateField()
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    entry = models.UUIDField(unique=True)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(number__gte=1), name="declared_at_least_one")]
        indexes = [models.Index(fields=["node", "way", "collected_on"], name="declared_of_day")]

    def __str__(self) -> str:
        return f"{self.number} {self.way}"


class SupportCount(models.Model):
    """What lists read: one row a node, written with each support. Only `counted` may rank or decide anything."""

    node = models.OneToOneField(Node, primary_key=True, on_delete=models.CASCADE, related_name="support_count")
    counted = models.PositiveIntegerField(default=0)
    paper = models.PositiveIntegerField(default=0)
    online = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["changed_at"], name="support_count_changed")]

    def __str__(self) -> str:
        return f"{self.counted} + {self.paper} + {self.online}"


class DayOfCounts(models.Model):
    """The counts that moved on one day, as a text whose fingerprint stands in the journal."""

    territory = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    text = models.TextField()
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["territory", "day"], name="counts_once_a_day")]

    def __str__(self) -> str:
        return f"{self.day}"
