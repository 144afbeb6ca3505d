"""The journal: append-only lines, each bound to the one before by SHA-256; one chain a territory."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from chainon.base.scopes.models import Scope

GENESIS = "0" * 64


class AppendOnly(Exception):
    """Somebody tried to change or remove a line of the journal through the program."""


class LineQuerySet(models.QuerySet["Line"]):
    def within(self, scope: Scope) -> LineQuerySet:
        return self.filter(scope__in=Scope.objects.within(scope))

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnly

    def delete(self) -> NoReturn:
        raise AppendOnly


class Head(models.Model):
    """The end of a territory's chain: the row that writers lock."""

    territory = models.OneToOneField(Scope, primary_key=True, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)

    def __str__(self) -> str:
        return f"{self.number} {self.hash}"


class Line(models.Model):
    """One act. `role` says in which quality it was done; `by` is a reference that only its own person's salt opens."""

    territory = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=60, db_index=True)
    role = models.CharField(max_length=20)
    by = models.CharField(max_length=64, blank=True)
    payload = models.JSONField(default=dict)
    hash = models.CharField(max_length=64)

    objects = LineQuerySet.as_manager()

    class Meta:
        ordering = ["territory", "number"]
        constraints = [models.UniqueConstraint(fields=["territory", "number"], name="journal_line_number")]

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly

    def content(self) -> dict[str, object]:
        """What the hash covers; instants in UTC to the microsecond."""
        return {
            "number": self.number,
            "at": self.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "scope": self.scope.public_id,
            "verb": self.verb,
            "role": self.role,
            "by": self.by,
            "payload": self.payload,
        }


class Anchor(models.Model):
    """The hash of the chain's end on a day: published, and mailed to guarantors, so that a rewrite is seen."""

    territory = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    number = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["territory", "day"], name="journal_one_anchor_a_day")]

    def __str__(self) -> str:
        return f"{self.day}: {self.hash}"
