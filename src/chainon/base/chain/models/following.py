"""Who wants to know, and who was told."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from chainon.base.accounts.models import User
from chainon.base.scopes.public_id import PublicIdField

from .nodes import Node


class FollowQuerySet(models.QuerySet["Follow"]):
    def untold(self) -> FollowQuerySet:
        """There is news, and nobody went to tell those who have no e-mail."""
        by_voice = self.filter(user=None, email="", node__latest__isnull=False)
        return by_voice.filter(node__latest_at__gt=models.F("told_at"))


class Follow(models.Model):
    """Someone wants to know what becomes of a node: by their account, by e-mail, or from a person who will tell them.

    `contact` says how to find a person who has neither: it is read by those who go, and by nobody else. `reader` is the
    same for all that one address follows in a territory: the link of their mails names them by it. Nothing is sent to
    an address before it is confirmed.
    """

    public_id = PublicIdField()
    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="follows")
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField(blank=True)
    reader = models.CharField(max_length=16, blank=True, db_index=True)
    contact = models.CharField(_("comment la trouver"), max_length=200, blank=True)
    followed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField()

    objects = FollowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["node", "user"], condition=models.Q(user__isnull=False), name="follow_user"
            ),
            models.UniqueConstraint(fields=["node", "email"], condition=~models.Q(email=""), name="follow_email"),
            models.CheckConstraint(
                condition=models.Q(email="", reader="") | ~models.Q(models.Q(email="") | models.Q(reader="")),
                name="follow_email_has_a_reader",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class ToldBack(models.Model):
    """« Rendu de vive voix le 4 juin »: someone went to tell people what became of their word."""

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="told_back")
    told_on = models.DateField()
    people = models.PositiveSmallIntegerField(default=1)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["told_on", "pk"]

    def __str__(self) -> str:
        return f"{self.told_on}"
