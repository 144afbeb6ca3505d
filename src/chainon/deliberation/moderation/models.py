"""Moderation: what people report, what the team decides, what the guarantor answers to those who disagree."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Scope
from chainon.base.scopes.public_id import PublicIdField


class Reason(models.TextChoices):
    PRIVATE = "private", _("parle de la vie privée de quelqu’un")
    INSULT = "insult", _("insulte ou menace quelqu’un")
    HATE = "hate", _("s’en prend à des gens pour ce qu’ils sont")
    FALSE = "false", _("accuse quelqu’un sans preuve")
    PICTURE = "picture", _("montre une image qui n’a pas à être là")
    ADVERT = "advert", _("est une publicité")
    OTHER = "other", _("autre chose")


class Outcome(models.TextChoices):
    KEPT = "kept", _("gardé")
    STRUCK = "struck", _("des mots ont été retirés")
    HIDDEN = "hidden", _("n’est plus publié")
    HANDLED = "handled", _("réglé autrement")


class Case(models.Model):
    """All that was reported of one thing until the team decides. `thing`: the public id of what it is about."""

    public_id = PublicIdField()
    territory = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    thing = models.CharField(max_length=16)
    reports = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    reason = models.CharField(max_length=400, blank=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "kind", "thing"], condition=models.Q(decided_at=None), name="case_open_once"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_at=None, outcome="")
                | (models.Q(decided_at__isnull=False) & ~models.Q(reason="")),
                name="case_decided_with_a_reason",
            ),
        ]
        indexes = [models.Index("territory", models.F("decided_at").desc(), name="case_decided")]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing}"


class Report(models.Model):
    """What somebody says of it. `mark` tells two senders without an account apart, and goes with the decision, as does
    `email`.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="said")
    reason = models.CharField(max_length=8, choices=Reason)
    words = models.CharField(max_length=600, blank=True)
    email = models.EmailField(blank=True)
    user = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    mark = models.CharField(max_length=64, blank=True)
    reported_at = models.DateTimeField()

    class Meta:
        ordering = ["reported_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "user"], condition=~models.Q(user=None), name="report_account"),
            models.UniqueConstraint(fields=["case", "mark"], condition=~models.Q(mark=""), name="report_visitor"),
        ]

    def __str__(self) -> str:
        return self.reason


class Quality(models.TextChoices):
    """Who disagrees: each has one appeal for each refusal, so that nobody uses up the author's."""

    AUTHOR = "author", _("qui l’a écrit")
    SLIP = "slip", _("qui garde le coupon")
    LINK = "link", _("qui a gardé le lien donné en l’écrivant")
    OTHER = "other", _("quelqu’un d’autre")


class Verdict(models.TextChoices):
    UPHELD = "upheld", _("la décision de l’équipe est maintenue")
    OVERTURNED = "overturned", _("la décision de l’équipe est annulée")


class Appeal(models.Model):
    """Somebody disagrees with a refusal; the guarantor answers in public. `refused_at`: which refusal; `refusal`: its
    public reason, kept when the guarantor annuls it.

    `words` is for the guarantor; the answer is for everyone.
    """

    public_id = PublicIdField()
    territory = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    thing = models.CharField(max_length=16)
    refused_at = models.DateTimeField()
    refusal = models.CharField(max_length=400, blank=True)
    quality = models.CharField(max_length=8, choices=Quality)
    words = models.CharField(max_length=1000)
    email = models.EmailField(blank=True)
    user = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=12, choices=Verdict, blank=True)
    answer = models.CharField(max_length=1000, blank=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "kind", "thing", "refused_at", "quality"], name="appeal_once_a_refusal"
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at=None, verdict="")
                | (models.Q(answered_at__isnull=False) & ~models.Q(answer="")),
                name="appeal_answered_in_words",
            ),
        ]
        indexes = [models.Index("territory", models.F("answered_at").desc(), name="appeal_answered")]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing}"
