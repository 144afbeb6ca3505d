"""The seats of a drawn body: who was asked, what they answered, who replaces whom."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from chainon.base.scopes.public_id import PublicIdField
from chainon.governance.draws.models import Draw
from chainon.governance.volunteers.models import Volunteer


class Answer(models.TextChoices):
    """Where an invitation stands. Silence is computed from the date, not stored."""

    TO_INVITE = "to_invite", _("à inviter")
    INVITED = "invited", _("invitation envoyée")
    PARENT = "awaiting_parent", _("en attente de l’autorisation parentale")
    ACCEPTED = "accepted", _("a accepté")
    REFUSED = "refused", _("a refusé")
    SILENT = "silent", _("n’a pas répondu")
    LEFT = "left", _("a quitté son siège")


class Channel(models.TextChoices):
    LETTER = "letter", _("code du courrier")
    PHONE = "phone", _("téléphone")
    ACCOUNT = "account", _("compte")
    DESK = "desk", _("sur place")


class Seat(models.Model):
    """One of the places of the body. Its holder is the last invitation that was not refused."""

    public_id = PublicIdField()
    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="seat_set")
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["draw", "number"], name="seat_number_once")]

    def __str__(self) -> str:
        return f"{self.draw} siège {self.number}"


class Invitation(models.Model):
    """One person asked to take one seat. `rank` is 0 for the drawn panel, else the place in the frozen order."""

    public_id = PublicIdField()
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="invitations")
    volunteer = models.ForeignKey(Volunteer, null=True, on_delete=models.SET_NULL, related_name="+")
    token = models.CharField(max_length=64)
    rank = models.PositiveIntegerField(default=0)
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=16, choices=Answer, default=Answer.TO_INVITE)
    channel = models.CharField(max_length=8, choices=Channel, blank=True)
    code_hash = models.CharField(max_length=64, blank=True, db_index=True)
    made_at = models.DateTimeField()
    invited_at = models.DateTimeField(null=True)
    answer_by = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    parent_agreed_at = models.DateTimeField(null=True)
    name_public = models.BooleanField(_("accepte que son nom soit public"), default=False)

    class Meta:
        ordering = ["seat__number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat"],
                condition=~models.Q(answer__in=["refused", "silent", "left"]),
                name="seat_one_live_invitation",
            )
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.answer}"
