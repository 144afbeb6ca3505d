"""What others say of a promise: the notice before a public « non tenu », and the residents' check."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from chainon.base.accounts.models import User
from chainon.base.scopes.public_id import PublicIdField

from .promises import Commitment


class Notice(models.Model):
    """« Non tenu » is announced to the owner, who may reply; it may be said from `may_say_on`, or taken back."""

    public_id = PublicIdField()
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="notices")
    reason = models.TextField(_("pourquoi"), max_length=1000)
    role = models.CharField(max_length=16)
    announced_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    announced_at = models.DateTimeField()
    may_say_on = models.DateField()
    reply = models.TextField(_("votre réponse"), max_length=2000, blank=True)
    reply_signed_by = models.CharField(_("signé par"), max_length=120, blank=True)
    replied_at = models.DateTimeField(null=True)
    said_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_for = models.CharField(_("pourquoi"), max_length=300, blank=True)

    class Meta:
        ordering = ["-announced_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment"],
                condition=models.Q(said_at=None, withdrawn_at=None),
                name="notice_waits_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.commitment}: {self.may_say_on}"

    @property
    def is_waiting(self) -> bool:
        return self.said_at is None and self.withdrawn_at is None


class Seen(models.TextChoices):
    """What residents see on the spot."""

    YES = "yes", _("Oui, c’est fait")
    PARTLY = "partly", _("En partie")
    NO = "no", _("Non, ce n’est pas fait")


class Check(models.Model):
    """One person's word, once: by their account, or by the code of a paper slip (its public id). It may change."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="checks")
    user = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    slip = models.CharField(max_length=16, blank=True)
    seen = models.CharField(_("est-ce fait ?"), max_length=8, choices=Seen)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "user"], condition=models.Q(user__isnull=False), name="check_once_an_account"
            ),
            models.UniqueConstraint(
                fields=["commitment", "slip"], condition=~models.Q(slip=""), name="check_once_a_slip"
            ),
        ]

    def __str__(self) -> str:
        return self.seen


class CountedCheck(models.Model):
    """People asked on the spot, counted: « 12 personnes au pied de l’immeuble, 4 juin »."""

    public_id = PublicIdField()
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="counted_checks")
    where = models.CharField(_("où"), max_length=160)
    counted_on = models.DateField(_("quel jour"))
    yes = models.PositiveSmallIntegerField(_("oui"), default=0)
    partly = models.PositiveSmallIntegerField(_("en partie"), default=0)
    no = models.PositiveSmallIntegerField(_("non"), default=0)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["counted_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "where", "counted_on"], name="counted_check_once"),
            models.CheckConstraint(
                condition=models.Q(yes__gt=0) | models.Q(partly__gt=0) | models.Q(no__gt=0),
                name="counted_check_counts_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.where}, {self.counted_on}"

    @property
    def people(self) -> int:
        return self.yes + self.partly + self.no
