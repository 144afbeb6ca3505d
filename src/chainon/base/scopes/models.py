"""One tree says where everything belongs: a territory, its places, bodies and processes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connections, models
from django.db.models.functions import Length

from .public_id import PublicIdField


class Kind(models.TextChoices):
    TERRITORY = "territory", "Territoire"
    PLACE = "place", "Lieu"
    BODY = "body", "Instance"
    PROCESS = "process", "Démarche"


class ScopeQuerySet(models.QuerySet["Scope"]):
    def within(self, scope: Scope) -> ScopeQuerySet:
        """The scope and everything below it, by the index of `path`: SQLite's wants a range, PostgreSQL's a LIKE
        (a range there would follow the locale, which ignores dots)."""
        if connections[self.db].vendor == "sqlite":
            return self.filter(path__gte=scope.path, path__lt=scope.path + "~")
        return self.filter(path__startswith=scope.path)

    def select_for_update(
        self, nowait: bool = False, skip_locked: bool = False, of: Sequence[str] = (), no_key: bool = True
    ) -> ScopeQuerySet:
        """Everything refers to scopes, and references are checked at commit: a lock on the key too would deadlock."""
        return super().select_for_update(nowait=nowait, skip_locked=skip_locked, of=of, no_key=no_key)

    def above(self, scope: Scope) -> ScopeQuerySet:
        """The scope and its ancestors, from the territory down."""
        return self.filter(path__in=scope.lineage()).order_by(Length("path"))


class Scope(models.Model):
    """A node of the tree. Grants, journal lines and, later, chain nodes refer to scopes only."""

    public_id = PublicIdField()
    kind = models.CharField(max_length=12, choices=Kind)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    territory = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=200, unique=True)
    label = models.CharField(max_length=160)

    objects = ScopeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=Kind.TERRITORY, parent__isnull=True) | models.Q(parent__isnull=False),
                name="scope_only_territories_are_roots",
            )
        ]

    def __str__(self) -> str:
        return self.label

    def lineage(self) -> list[str]:
        """The paths of the scope and its ancestors, from the root."""
        steps = self.path.rstrip(".").split(".")
        return [".".join(steps[: depth + 1]) + "." for depth in range(len(steps))]

    def contains(self, other: Scope) -> bool:
        return other.path.startswith(self.path)

    @property
    def root(self) -> Scope:
        return self if self.territory is None else self.territory


class Territory(models.Model):
    """What a scope of kind territory owns: its settings. One installation may hold several, isolated."""

    scope = models.OneToOneField(Scope, primary_key=True, on_delete=models.PROTECT, related_name="settings")
    host = models.CharField("nom de domaine", max_length=120, unique=True, null=True, blank=True)
    time_zone = models.CharField("fuseau horaire", max_length=60, default="Europe/Paris")
    act_colour = models.CharField("couleur des actions", max_length=7, blank=True)
    is_demonstration = models.BooleanField(default=False)
    is_open = models.BooleanField("ouvert au public", default=True)
    purge_months = models.PositiveSmallIntegerField("données des volontaires effacées après, en mois", default=12)
    pre_election_from = models.DateField("période préélectorale, du", null=True)
    pre_election_until = models.DateField("au", null=True)
    version = models.PositiveBigIntegerField(default=1)

    def __str__(self) -> str:
        return self.scope.label

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.host = self.host or None
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        return self.scope.label

    def is_before_an_election(self, day: date) -> bool:
        """Front pages then praise nothing that was achieved; registers stay complete and neutral."""
        first, last = self.pre_election_from, self.pre_election_until
        return first is not None and last is not None and first <= day <= last
