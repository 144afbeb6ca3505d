"""The outbox: every mail is a row first, written in the transaction of the act that causes it."""

from __future__ import annotations

from django.db import models


class State(models.TextChoices):
    WAITING = "waiting", "à envoyer"
    SENT = "sent", "envoyé"
    KEPT = "kept", "gardé ici (aucun envoi n’est réglé)"
    FAILED = "failed", "non envoyé"


class Mail(models.Model):
    """`held_until`: somebody is sending it, and until then nobody else does."""

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING, db_index=True)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-written_at", "-pk"]

    def __str__(self) -> str:
        return self.subject
