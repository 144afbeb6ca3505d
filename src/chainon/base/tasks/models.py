"""Slow work that a person waits for: who asked, how far it is, and what happened, in French."""

from __future__ import annotations

from django.db import models

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Scope
from chainon.base.scopes.public_id import PublicIdField


class State(models.TextChoices):
    QUEUED = "queued", "en attente"
    RUNNING = "running", "en cours"
    DONE = "done", "terminé"
    FAILED = "failed", "arrêté"
    CANCELLED = "cancelled", "annulé"


class JobQuerySet(models.QuerySet["Job"]):
    def unfinished(self) -> JobQuerySet:
        return self.filter(state__in=[State.QUEUED, State.RUNNING])


class Job(models.Model):
    public_id = PublicIdField()
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=16, help_text="the public id of what the job works on")
    scope = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    stage = models.CharField(max_length=120, blank=True)
    share = models.PositiveSmallIntegerField(default=0, help_text="percent done")
    attempt = models.PositiveSmallIntegerField(default=0)
    cancel_asked = models.BooleanField(default=False)
    error = models.CharField(max_length=400, blank=True)
    queued_at = models.DateTimeField()
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=models.Q(state__in=["queued", "running"]),
                name="job_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}: {self.state}"

    @property
    def is_finished(self) -> bool:
        return self.state in {State.DONE, State.FAILED, State.CANCELLED}

    @property
    def is_unfinished(self) -> bool:
        return not self.is_finished
