"""What a council decided, entered by hand: the act as it is published, and what it says in one sentence."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from chainon.base.accounts.models import User
from chainon.base.chain.models import Node, Theme
from chainon.base.files.models import File
from chainon.base.scopes.models import Scope


class CouncilDecisionQuerySet(models.QuerySet["CouncilDecision"]):
    def of(self, territory: Scope) -> CouncilDecisionQuerySet:
        return self.filter(territory=territory.root)


class CouncilDecision(models.Model):
    """A decision of a municipal council, of the board of a landlord, of a citizen body.

    `council` is how everyone reads who decided; `number` is the one of the act. `carrier` is who must carry it out: a
    promise is then expected of them. Entered by mistake, it is withdrawn with a reason and its page stays.
    """

    node = models.OneToOneField(Node, primary_key=True, on_delete=models.PROTECT, related_name="council_decision")
    territory = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    theme = models.ForeignKey(Theme, null=True, on_delete=models.PROTECT, related_name="+")
    council = models.CharField(_("qui a décidé"), max_length=120)
    number = models.CharField(_("numéro"), max_length=40)
    title = models.CharField(_("titre"), max_length=160)
    decides = models.CharField(_("ce que cela décide"), max_length=400)
    decided_on = models.DateField(_("décidé le"))
    document = models.ForeignKey(File, null=True, on_delete=models.PROTECT, related_name="+")
    link = models.URLField(_("adresse du document"), max_length=400, blank=True)
    votes_for = models.PositiveSmallIntegerField(_("pour"), null=True)
    votes_against = models.PositiveSmallIntegerField(_("contre"), null=True)
    abstentions = models.PositiveSmallIntegerField(_("abstentions"), null=True)
    carrier = models.CharField(_("qui doit le faire"), max_length=120, blank=True)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    entered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.CharField(_("pourquoi"), max_length=300, blank=True)

    objects = CouncilDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "territory",
                Lower("council"),
                Lower("number"),
                condition=models.Q(withdrawn_at=None),
                name="council_decision_number_once",
            )
        ]
        indexes = [models.Index("territory", models.F("decided_on").desc(), name="council_decision_list")]

    def __str__(self) -> str:
        return f"{self.council}, {self.number}"

    @property
    def has_votes(self) -> bool:
        return self.votes_for is not None
