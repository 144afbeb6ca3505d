"""« On s’en occupe nous-mêmes », and we need hands: what is missing, and who offers."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from chainon.base.accounts.models import User
from chainon.base.scopes.public_id import PublicIdField

from .promises import Commitment


class HandsCall(models.Model):
    """What a promise of residents still lacks: people, hours, things. Closed, and opened again if need be."""

    commitment = models.OneToOneField(Commitment, primary_key=True, on_delete=models.CASCADE, related_name="hands_call")
    people = models.PositiveSmallIntegerField(_("combien de personnes"), null=True)
    hours = models.PositiveSmallIntegerField(_("combien d’heures"), null=True)
    missing = models.CharField(_("ce qui manque"), max_length=400)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return self.missing


class Offer(models.Model):
    """Someone gives a hand. The name and how to reach them are read by those who took it on and by the team alone,
    and erased some time after the call is closed; the count stays.
    """

    public_id = PublicIdField()
    call = models.ForeignKey(HandsCall, on_delete=models.CASCADE, related_name="offers")
    user = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(_("votre nom"), max_length=80, blank=True)
    contact = models.CharField(_("comment vous joindre"), max_length=200, blank=True)
    brings = models.CharField(_("ce que vous apportez"), max_length=200, blank=True)
    entry = models.UUIDField(unique=True)
    offered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["offered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "user"],
                condition=models.Q(user__isnull=False, withdrawn_at=None),
                name="offer_once_an_account",
            )
        ]

    def __str__(self) -> str:
        return self.public_id
