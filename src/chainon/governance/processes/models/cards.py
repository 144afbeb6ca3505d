"""The rule card of a step: five answers, one version after the other; what is published never changes."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chainon.base.chain.models import Node
from chainon.base.scopes.public_id import PublicIdField

from .steps import Step


class ParticipationLevel(models.TextChoices):
    """What is asked of someone, as it is said to them."""

    INFORMATIVE = "informative", _("on vous informe")
    CONSULTATIVE = "consultative", _("on vous demande votre avis")
    CO_CONSTRUCTIVE = "co_constructive", _("on construit ensemble")
    DECISIONAL = "decisional", _("vous décidez")
    EXECUTIVE = "executive", _("vous réalisez")


class Participants(models.TextChoices):
    RESIDENTS = "residents", _("habitantes et habitants")
    MEMBERS = "members", _("membres de l’instance")
    ORGANISATIONS = "organisations", _("associations et acteurs du quartier")
    SERVICES = "services", _("services et bailleurs")
    OFFICIALS = "officials", _("élues et élus")


class WayToDecide(models.TextChoices):
    NOTHING = "nothing", _("on ne décide rien à cette étape")
    CONSENT = "consent", _("quand personne n’a plus d’objection argumentée")
    MAJORITY = "majority", _("à la majorité des personnes présentes")
    VOTE = "vote", _("par un vote ouvert")
    COUNCIL = "council", _("par un vote du conseil, en séance publique")
    LOT = "lot", _("par tirage au sort")
    SIGNED = "signed", _("par une décision écrite et signée")


class Weight(models.TextChoices):
    """What the result weighs on those who decide afterwards."""

    HEARD = "heard", _("il nourrit la suite")
    ANSWERED = "answered", _("chaque point reçoit une réponse avec ses raisons")
    FOLLOWED = "followed", _("il est suivi, sauf raison écrite et publique")
    BINDING = "binding", _("il s’applique tel quel")


class RuleCardQuerySet(models.QuerySet["RuleCard"]):
    def published(self) -> RuleCardQuerySet:
        return self.exclude(published_at=None)

    def drafts(self) -> RuleCardQuerySet:
        return self.filter(published_at=None)

    def in_force(self) -> RuleCardQuerySet:
        """The latest published of each step."""
        later = RuleCard.objects.published().filter(
            step=models.OuterRef("step"), version__gt=models.OuterRef("version")
        )
        return self.published().filter(~models.Exists(later))


class RuleCard(models.Model):
    """One version. `levels`: kind of participant → level, those of nobody left out. `nothing_by`, `nothing_on`: who
    looked for what was already said and promised here, and found nothing. `text`: the sentences as they were published.
    `after_opening`: the step had already opened that day.
    """

    public_id = PublicIdField()
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="cards")
    version = models.PositiveSmallIntegerField(default=1)
    levels = models.JSONField(default=dict)
    way = models.CharField(max_length=12, choices=WayToDecide, blank=True)
    decider = models.CharField(max_length=120, blank=True)
    way_detail = models.CharField(max_length=160, blank=True)
    legitimacy = models.CharField(max_length=160, blank=True)
    weight = models.CharField(max_length=12, choices=Weight, blank=True)
    answered_by = models.CharField(max_length=120, blank=True)
    answer_days = models.PositiveSmallIntegerField(null=True)
    not_decided = models.CharField(max_length=300, blank=True)
    already = models.CharField(max_length=300, blank=True)
    nothing_by = models.CharField(max_length=80, blank=True)
    nothing_on = models.DateField(null=True)
    nodes = models.ManyToManyField(Node, through="NodeOfCard", related_name="+")
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    after_opening = models.BooleanField(default=False)
    change_reason = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)

    objects = RuleCardQuerySet.as_manager()

    class Meta:
        ordering = ["step", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["step", "version"], name="rule_card_version_once"),
            models.UniqueConstraint(fields=["step"], condition=models.Q(published_at=None), name="rule_card_one_draft"),
            models.CheckConstraint(
                condition=models.Q(published_at=None) | models.Q(version=1) | ~models.Q(change_reason=""),
                name="rule_card_changed_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["published_at"], condition=models.Q(after_opening=True), name="rule_card_changed"),
        ]

    def __str__(self) -> str:
        return f"{self.step} v{self.version}"

    def get_absolute_url(self) -> str:
        """The page of this version, for ever."""
        where = [self.step.process.handle, self.step.public_id, self.version]
        return reverse("processes:rule_version", args=where)

    @property
    def facts(self) -> dict[str, Any]:
        """What a frame keeps of it: everything that does not belong to one place and one day."""
        return {
            "levels": dict(self.levels),
            "way": self.way,
            "decider": self.decider,
            "way_detail": self.way_detail,
            "legitimacy": self.legitimacy,
            "weight": self.weight,
            "answered_by": self.answered_by,
            "answer_days": self.answer_days,
            "not_decided": self.not_decided,
        }


class NodeOfCard(models.Model):
    """Something already said or promised here, that the card points to."""

    card = models.ForeignKey(RuleCard, on_delete=models.CASCADE, related_name="pointers")
    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["card", "node"], name="rule_card_points_once")]

    def __str__(self) -> str:
        return f"{self.card_id} → {self.node_id}"


class Unclear(models.Model):
    """How many people did not understand a card, and which of its questions (0: the whole). Nobody's name is kept."""

    card = models.ForeignKey(RuleCard, on_delete=models.CASCADE, related_name="unclear")
    question = models.PositiveSmallIntegerField(default=0)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["card", "question"], name="unclear_count_once")]

    def __str__(self) -> str:
        return f"{self.card_id}.{self.question}: {self.count}"
