"""Who answers, what was handed to them, and what they said."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from chainon.base.accounts.models import User
from chainon.base.chain.models import Node, Wait
from chainon.base.scopes.models import Scope
from chainon.base.scopes.public_id import PublicIdField


class AnswererQuerySet(models.QuerySet["Answerer"]):
    def of(self, territory: Scope) -> AnswererQuerySet:
        return self.filter(territory=territory.root)

    def active(self) -> AnswererQuerySet:
        return self.filter(retired_on=None)


class Answerer(models.Model):
    """A service, a landlord, an elected official: answers by the name that the public reads, at one address.

    Their clock runs from the day they accept the frame: answering in public, within the delay. `accepted_by` is the
    name and function of the person who said yes for them.
    """

    public_id = PublicIdField()
    territory = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("nom, tel que tout le monde le lira"), max_length=120)
    email = models.EmailField(_("adresse électronique"))
    added_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.CharField(max_length=120, blank=True)
    accepted_days = models.PositiveSmallIntegerField(null=True)
    retired_on = models.DateField(null=True)

    objects = AnswererQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                "territory",
                models.functions.Lower("name"),
                condition=models.Q(retired_on=None),
                name="answerer_name_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Handover(models.Model):
    """A node handed to an answerer. `wait` is their turn, from the day the frame is accepted."""

    public_id = PublicIdField()
    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="handovers")
    answerer = models.ForeignKey(Answerer, on_delete=models.PROTECT, related_name="handovers")
    note = models.CharField(_("un mot pour eux"), max_length=600, blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    handed_at = models.DateTimeField()
    wait = models.OneToOneField(Wait, null=True, on_delete=models.SET_NULL, related_name="handover")
    ended_at = models.DateTimeField(null=True)
    ended_for = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["handed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["node", "answerer"], condition=models.Q(ended_at=None), name="handover_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.node_id} → {self.answerer}"


class AnswerKind(models.TextChoices):
    TAKEN_UP = "taken_up", _("c’est oui")
    MODIFIED = "modified", _("c’est oui, autrement")
    SET_ASIDE = "set_aside", _("c’est non")
    NOT_US = "not_us", _("ce n’est pas de notre ressort")

    @property
    def is_yes(self) -> bool:
        return self in {AnswerKind.TAKEN_UP, AnswerKind.MODIFIED}


class Answer(models.Model):
    """What they said, signed. `entered_by`: the team typed it from a letter or a meeting of `received_on`."""

    node = models.OneToOneField(Node, primary_key=True, on_delete=models.PROTECT, related_name="answer")
    handover = models.OneToOneField(Handover, on_delete=models.PROTECT, related_name="answer")
    kind = models.CharField(_("votre réponse"), max_length=12, choices=AnswerKind)
    text = models.TextField(_("en quelques phrases"), max_length=4000)
    signed_by = models.CharField(_("signée par"), max_length=120)
    other = models.CharField(_("à qui s’adresser"), max_length=160, blank=True)
    answered_at = models.DateTimeField()
    received_on = models.DateField(null=True)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"{self.handover.answerer}: {self.kind}"

    @property
    def is_yes(self) -> bool:
        return AnswerKind(self.kind).is_yes
