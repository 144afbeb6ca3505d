"""Paper: batches of forms to type, who may help to type them, and what was typed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.models import Theme
from chainon.base.scopes.models import Scope
from chainon.base.scopes.public_id import PublicIdField
from chainon.base.slips.models import Slip
from chainon.base.slips.numbers import written
from chainon.deliberation.proposals.models import Origin, Proposal


class BatchQuerySet(models.QuerySet["Batch"]):
    def of(self, territory: Scope) -> BatchQuerySet:
        return self.filter(territory=territory.root)

    def open(self) -> BatchQuerySet:
        return self.filter(closed_at=None)


class Batch(models.Model):
    """The papers of one day, one gathering, one letter box. What they share is said once.

    `expected`: how many papers were counted in the pile. `entered`: how many were typed. `entry`: the form's own id.
    """

    public_id = PublicIdField()
    territory = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    theme = models.ForeignKey(Theme, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("d’où viennent ces papiers"), max_length=80)
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.PAPER)
    said_on = models.DateField()
    expected = models.PositiveSmallIntegerField(null=True)
    entered = models.PositiveSmallIntegerField(default=0)
    entry = models.UUIDField(unique=True)
    opened_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def missing(self) -> int:
        """How many papers of the pile are not typed yet; negative when there are more than were counted."""
        return 0 if self.expected is None else self.expected - self.entered


class Helper(models.Model):
    """Someone who may type the papers of one batch, by a signed link, and sees nothing else.

    `name` is for the team, to know whose link to end; erased some time after it ended.
    """

    public_id = PublicIdField()
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="helpers")
    name = models.CharField(_("qui va aider"), max_length=60, blank=True)
    given_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    given_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["given_at", "pk"]

    def __str__(self) -> str:
        return self.name or str(_("une aide"))

    @property
    def is_over(self) -> bool:
        return self.revoked_at is not None or self.ends_at <= clock.now()


class TypedForm(models.Model):
    """One paper typed: the proposal that it became. `helper`: who typed it, when it was not the team."""

    public_id = PublicIdField()
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="forms")
    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="typed")
    slip = models.OneToOneField(Slip, null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    helper = models.ForeignKey(Helper, null=True, on_delete=models.SET_NULL, related_name="forms")
    typed_at = models.DateTimeField()

    class Meta:
        ordering = ["-typed_at", "-pk"]
        indexes = [models.Index(fields=["batch", "-typed_at"], name="typed_form_last")]

    def __str__(self) -> str:
        return str(self.proposal)

    @property
    def slip_number(self) -> str:
        """As it is printed."""
        return written(self.slip.number) if self.slip is not None else ""
