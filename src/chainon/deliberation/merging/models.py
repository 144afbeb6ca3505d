"""Proposals that ask for nearly the same: said near, said contrary, or made one with the consent of their authors."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chainon.base.accounts.models import User
from chainon.base.chain.models import Node
from chainon.base.scopes.models import Scope
from chainon.base.scopes.public_id import PublicIdField


class Nearness(models.TextChoices):
    NEAR = "near", _("proches")
    CONTRARY = "contrary", _("d’avis contraire")
    APART = "apart", _("rien à voir")


class Pair(models.Model):
    """What the team says of two proposals after reading both; `first` is the older of the two.

    It is not a link of the chain: neither came out of the other.
    """

    territory = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    first = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="+")
    nearness = models.CharField(max_length=10, choices=Nearness)
    said_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="pair_once"),
            models.CheckConstraint(condition=Q(first__lt=models.F("second")), name="pair_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} · {self.second_id}: {self.nearness}"


class State(models.TextChoices):
    ASKED = "asked", _("en attente d’accord")
    MERGED = "merged", _("réunies")
    DECLINED = "declined", _("laissées chacune")
    CANCELLED = "cancelled", _("demande retirée")


class MergeRequest(models.Model):
    """« Ces deux propositions pourraient n’en faire qu’une » : `gone` would be read in `kept`, if both authors agree.

    `entry`: the form's own id. `reason`: why, as it will stand on both pages.
    """

    public_id = PublicIdField()
    territory = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    gone = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="+")
    kept = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("pourquoi"), max_length=300)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    entry = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gone"], condition=Q(state="asked"), name="merge_asked_once"),
            models.UniqueConstraint(fields=["gone"], condition=Q(state="merged"), name="merged_once"),
            models.CheckConstraint(condition=~Q(gone=models.F("kept")), name="merge_of_two"),
            models.CheckConstraint(
                condition=Q(state="asked", ended_at=None) | (~Q(state="asked") & Q(ended_at__isnull=False)),
                name="merge_ends_once",
            ),
        ]
        indexes = [models.Index(fields=["territory", "state"], name="merge_of_state")]

    def __str__(self) -> str:
        return f"{self.gone_id} → {self.kept_id}: {self.state}"


class Way(models.TextChoices):
    """How an author answered."""

    ACCOUNT = "account", _("par son compte")
    BODY = "body", _("par un membre de l’instance")
    SLIP = "slip", _("avec le code de son coupon")
    TOLD = "told", _("de vive voix")


class Consent(models.Model):
    """What the author of one of the two answers. None: not yet.

    `told_on` and `how`: for someone without an account, when and how the team asked; read by the team alone.
    """

    request = models.ForeignKey(MergeRequest, on_delete=models.CASCADE, related_name="consents")
    node = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="+")
    agrees = models.BooleanField(null=True)
    way = models.CharField(max_length=10, choices=Way, blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    told_on = models.DateField(null=True)
    how = models.CharField(_("comment"), max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "node"], name="consent_once")]

    def __str__(self) -> str:
        return f"{self.node_id}: {self.agrees}"
