"""The seats of a drawn body: who was asked, what they answered, who replaces whom."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from chainon.base.accounts.models import User
from chainon.base.scopes.public_id import PublicIdField
from chainon.governance.draws.models import Draw
from chainon.governance.volunteers.models import Volunteer


class Answer(models.TextChoices):
    """Where an invitation stands. Lateness is computed from the date; silent is what the team made of it."""

    TO_INVITE = "to_invite", _("à inviter")
    INVITED = "invited", _("invitation envoyée")
    PARENT = "awaiting_parent", _("en attente de l’autorisation parentale")
    ACCEPTED = "accepted", _("a accepté")
    REFUSED = "refused", _("a refusé")
    SILENT = "silent", _("n’a pas répondu")
    LEFT = "left", _("a quitté son siège")


LIVE = (Answer.TO_INVITE, Answer.INVITED, Answer.PARENT, Answer.ACCEPTED)
AWAITED = (Answer.INVITED, Answer.PARENT)


class Reason(models.TextChoices):
    """Why not, for those who wish to say it: seen by the team alone, to do better next time."""

    DATES = "dates", _("Les dates ou les horaires ne me vont pas")
    HELP = "help", _("Il me faudrait une aide (garde, trajet, autre)")
    WISH = "wish", _("Je n’en ai plus envie")


class Channel(models.TextChoices):
    LETTER = "letter", _("code du courrier")
    PHONE = "phone", _("par téléphone")
    ACCOUNT = "account", _("compte")
    DESK = "desk", _("sur place")


class LetterTerms(models.Model):
    """What the letters of a draw say: what is asked, what is paid, how and by when to answer."""

    draw = models.OneToOneField(Draw, on_delete=models.PROTECT, related_name="letter_terms")
    answer_by = models.DateField(_("Répondre au plus tard le"))
    duration = models.CharField(_("Ce qui est demandé"), max_length=500)
    help = models.CharField(_("Ce qui est payé, ce qui est aidé"), max_length=500)
    phone = models.CharField(_("Numéro de téléphone pour répondre"), max_length=40)
    desk = models.CharField(_("Où venir répondre"), max_length=200)
    signed = models.CharField(_("Qui signe le courrier"), max_length=160)

    def __str__(self) -> str:
        return f"{self.draw}"


class Seat(models.Model):
    """One of the places of the body. Its holder is its last invitation, when that one accepted."""

    public_id = PublicIdField()
    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="seat_set")
    number = models.PositiveSmallIntegerField()
    emptied_on = models.DateField(null=True, help_text="left empty on purpose, nobody being left to call")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["draw", "number"], name="seat_number_once")]

    def __str__(self) -> str:
        return f"{self.draw} siège {self.number}"


class Invitation(models.Model):
    """One person asked to take one seat. `rank`: 0 for the drawn panel, else the place in the frozen order, from 1."""

    public_id = PublicIdField()
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="invitations")
    volunteer = models.ForeignKey(Volunteer, null=True, on_delete=models.SET_NULL, related_name="+")
    token = models.CharField(max_length=64)
    rank = models.PositiveIntegerField(default=0)
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replacement")
    answer = models.CharField(max_length=16, choices=Answer, default=Answer.TO_INVITE)
    channel = models.CharField(max_length=8, choices=Channel, blank=True)
    refusal_reason = models.CharField(max_length=8, choices=Reason, blank=True)
    code_hash = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()
    invited_at = models.DateTimeField(null=True)
    answer_by = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    parent_agreed_at = models.DateTimeField(null=True)
    left_on = models.DateField(null=True)
    name_public = models.BooleanField(_("accepte que son nom soit public"), default=False)
    account = models.ForeignKey(
        User, null=True, on_delete=models.SET_NULL, related_name="+", help_text="who was made a member of the body"
    )

    class Meta:
        ordering = ["seat__number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat"],
                condition=models.Q(answer__in=["to_invite", "invited", "awaiting_parent", "accepted"]),
                name="seat_one_live_invitation",
            ),
            models.UniqueConstraint(
                fields=["code_hash"], condition=~models.Q(code_hash=""), name="invitation_code_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.answer}"

    @property
    def is_replaced(self) -> bool:
        return hasattr(self, "replacement")

    @property
    def has_withdrawn(self) -> bool:
        """The person took their name off the list since, or it was erased: nobody can reach them."""
        return self.volunteer is None or self.volunteer.withdrawn_at is not None

    def is_overdue(self, today: date) -> bool:
        return self.answer in AWAITED and self.answer_by is not None and self.answer_by < today


class LineCode(models.Model):
    """A code, on paper or in a mail, by which someone who was not drawn reads their own line. Gone with the person."""

    draw = models.ForeignKey(Draw, on_delete=models.CASCADE, related_name="line_codes")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="+")
    by_mail = models.BooleanField()
    batch = models.PositiveSmallIntegerField(default=0, help_text="letters printed together; 0 for a mail")
    code_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draw", "volunteer", "by_mail"], name="line_code_once_a_channel")
        ]

    def __str__(self) -> str:
        return f"{self.draw}"


class PlacesChange(models.Model):
    """Places by profile changed for replacements, in public and with a reason: nobody was left who could keep them."""

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="places_changes")
    feature = models.CharField(max_length=60)
    value = models.CharField(max_length=80)
    side = models.CharField(max_length=8, choices=[("minimum", _("au moins")), ("maximum", _("au plus"))])
    before = models.PositiveSmallIntegerField()
    after = models.PositiveSmallIntegerField()
    reason = models.CharField(_("raison"), max_length=400)
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.draw}: {self.value} {self.side} {self.after}"
