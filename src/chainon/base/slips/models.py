"""Slips: a pad printed blank; half of each paper is a form, the other half is kept by whoever fills it in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from chainon.base.accounts.models import User
from chainon.base.chain.models import Follow, Node
from chainon.base.scopes.models import Scope
from chainon.base.scopes.public_id import PublicIdField


class PadQuerySet(models.QuerySet["Pad"]):
    def of(self, territory: Scope) -> PadQuerySet:
        return self.filter(territory=territory.root)


class Pad(models.Model):
    """`salt`: from it and the key of the settings the codes are made again to print what is still blank; emptied when
    the pad is cancelled. `bound`: how many of its slips lead to a word. `entry`: the form's own id.
    """

    public_id = PublicIdField()
    territory = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    first = models.PositiveIntegerField()
    size = models.PositiveSmallIntegerField()
    bound = models.PositiveSmallIntegerField(default=0)
    salt = models.CharField(max_length=64, blank=True)
    entry = models.UUIDField(unique=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)

    objects = PadQuerySet.as_manager()

    class Meta:
        ordering = ["-first"]
        constraints = [
            models.UniqueConstraint(fields=["territory", "first"], name="pad_numbers_once"),
            models.CheckConstraint(condition=Q(bound__lte=models.F("size")), name="pad_bound_at_most_all"),
        ]

    def __str__(self) -> str:
        return f"{self.first}–{self.last}"

    @property
    def last(self) -> int:
        return self.first + self.size - 1


class SlipQuerySet(models.QuerySet["Slip"]):
    def of(self, territory: Scope) -> SlipQuerySet:
        return self.filter(territory=territory.root)

    def bound(self) -> SlipQuerySet:
        return self.exclude(node=None)

    def blank(self) -> SlipQuerySet:
        return self.filter(node=None)


class Slip(models.Model):
    """One paper. Its number stands on both halves; its code, on the half that is kept, is kept here as a hash alone.

    `call`: whoever holds it asked that somebody calls them, and said how; `is_call_on_paper`: on the half given back.
    """

    pad = models.ForeignKey(Pad, on_delete=models.CASCADE, related_name="slips")
    territory = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    code_hash = models.CharField(max_length=64, unique=True)
    node = models.ForeignKey(Node, null=True, on_delete=models.PROTECT, related_name="slips")
    bound_at = models.DateTimeField(null=True)
    bound_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    call = models.OneToOneField(Follow, null=True, on_delete=models.SET_NULL, related_name="+")
    is_call_on_paper = models.BooleanField(default=False)

    objects = SlipQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["territory", "number"], name="slip_number_once"),
            models.CheckConstraint(
                condition=Q(node=None, bound_at=None) | Q(node__isnull=False, bound_at__isnull=False),
                name="slip_bound_since_a_day",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)
