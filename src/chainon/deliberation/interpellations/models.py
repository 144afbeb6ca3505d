"""Interpellations: a table de quartier, or so many residents, ask in public for an answer within a delay."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from chainon.base.accounts.models import User
from chainon.base.chain.models import Node, Theme
from chainon.base.scopes.models import Scope
from chainon.governance.bodies.models import Body

SIGNATURES, DAYS = 20, 30
"""What a territory promises as long as it has not said otherwise."""


class State(models.TextChoices):
    """Where it stands by itself. What was answered is read from the chain."""

    COLLECTING = "collecting", _("on signe")
    ADDRESSED = "addressed", _("adressée")
    WITHDRAWN = "withdrawn", _("retirée")


class Terms(models.Model):
    """How many signatures oblige an answer in a territory, and in how many days."""

    territory = models.OneToOneField(Scope, primary_key=True, on_delete=models.CASCADE, related_name="+")
    signatures = models.PositiveSmallIntegerField(default=SIGNATURES)
    days = models.PositiveSmallIntegerField(default=DAYS)
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.signatures} / {self.days}"


class InterpellationQuerySet(models.QuerySet["Interpellation"]):
    def of(self, territory: Scope) -> InterpellationQuerySet:
        return self.filter(node__territory=territory.root)


class Interpellation(models.Model):
    """`needed` and `days` are the terms of the day it was opened: changing them later changes nothing here. A table
    needs no signature. `addressee_key`: who must answer, as the slice that knows them names them; `addressee`: their
    name. `addressed_at`: the day when it reached its number and was handed over.

    `entry`: the form's own id, so that a form sent twice is one interpellation.
    """

    node = models.OneToOneField(Node, primary_key=True, on_delete=models.PROTECT, related_name="interpellation")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    theme = models.ForeignKey(Theme, null=True, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="interpellations")
    author = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="interpellations")
    author_name = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=120)
    text = models.TextField(max_length=2000)
    addressee_key = models.CharField(max_length=40)
    addressee = models.CharField(max_length=120)
    needed = models.PositiveSmallIntegerField()
    days = models.PositiveSmallIntegerField()
    entry = models.UUIDField(unique=True)
    opened_at = models.DateTimeField()
    addressed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_for = models.CharField(max_length=300, blank=True)

    objects = InterpellationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None) | ~models.Q(withdrawn_for=""),
                name="interpellation_withdrawn_with_a_reason",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> State:
        if self.withdrawn_at is not None:
            return State.WITHDRAWN
        return State.COLLECTING if self.addressed_at is None else State.ADDRESSED


class ShownName(models.Model):
    """Someone who signed with an account and wishes to be read among those who signed. Nobody else is ever named."""

    interpellation = models.ForeignKey(Interpellation, on_delete=models.CASCADE, related_name="shown_names")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    shown_at = models.DateTimeField()

    class Meta:
        ordering = ["shown_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["interpellation", "user"], name="interpellation_name_once")]

    def __str__(self) -> str:
        return self.name
