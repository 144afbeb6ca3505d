"""What was said and what came of it: nodes, links, counts."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from chainon.base.scopes.models import Scope
from chainon.base.scopes.public_id import PublicIdField

from .themes import Theme


class Stage(models.IntegerChoices):
    """The six stages, from a voice to a lesson. An object's stage never changes: what comes of it is another object."""

    VOICE = 1, _("Paroles")
    DELIBERATION = 2, _("Débats")
    DECISION = 3, _("Décisions")
    COMMITMENT = 4, _("Engagements")
    EFFECT = 5, _("Effets")
    LESSON = 6, _("Leçons")


class Relation(models.TextChoices):
    """How what comes later came out of what was before; also what is expected next while it is missing."""

    CARRIED = "carried", _("porté plus loin")
    SYNTHESIS = "synthesis", _("une synthèse")
    ANSWER = "answer", _("une réponse")
    REPLY = "reply", _("la réponse d’un tiers")
    DECISION = "decision", _("une décision")
    COMMITMENT = "commitment", _("un engagement")
    UPDATE = "update", _("des nouvelles")
    EFFECT = "effect", _("ce que cela a changé")
    LESSON = "lesson", _("une leçon")
    MERGED = "merged", _("réuni avec")


class NodeQuerySet(models.QuerySet["Node"]):
    def of(self, territory: Scope) -> NodeQuerySet:
        return self.filter(territory=territory.root)

    def public(self) -> NodeQuerySet:
        return self.filter(is_public=True)


LONGEST = {"title": 160, "said": 400}
"""In letters; an accent written apart is one."""


class Node(models.Model):
    """One row an object that matters: what the chain, the search and the public counts need of it.

    The facts are the object's (`NodeKind.fields`); `reached`, `latest`, `latest_at`, `stands_at` and `due_on` are read
    from the links and the waits. `latest` is the newest that came of it, whatever it is; `stands_at`, the newest that
    says where it stands: not what only speaks of it (`NodeKind.asks_answer`). Only `services` writes here.
    """

    public_id = PublicIdField()
    territory = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="nodes")
    body = models.ForeignKey(Scope, null=True, on_delete=models.PROTECT, related_name="+")
    theme = models.ForeignKey(Theme, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24)
    stage = models.PositiveSmallIntegerField(choices=Stage)
    state = models.CharField(max_length=24, blank=True)
    title = models.CharField(max_length=LONGEST["title"], blank=True)
    said = models.CharField(max_length=LONGEST["said"], blank=True)
    who = models.CharField(max_length=160, blank=True)
    since = models.CharField(max_length=10, blank=True, validators=[RegexValidator(r"\d{4}(-\d\d(-\d\d)?)?\Z")])
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    is_public = models.BooleanField(default=False)

    reached = models.PositiveSmallIntegerField(choices=Stage)
    latest = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    latest_at = models.DateTimeField()
    stands_at = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    due_on = models.DateField(null=True)

    objects = NodeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index("territory", "kind", models.F("opened_at").desc(), name="node_list"),
            models.Index("scope", models.F("opened_at").desc(), "stage", "kind", "is_public", name="node_of_scope"),
            models.Index("territory", models.F("opened_at").desc(), name="node_latest"),
            models.Index("territory", "stage", models.F("opened_at").desc(), name="node_of_stage"),
            models.Index(
                fields=["territory", "opened_at"],
                condition=models.Q(is_public=True, stage=Stage.VOICE, reached__lt=Stage.DECISION, due_on__isnull=True),
                name="node_unheard",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Link(models.Model):
    """`target` came out of `source`, and why. A graph without cycles: the proof is in `services.add_link`."""

    source = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="links_out")
    target = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="links_in")
    relation = models.CharField(max_length=12, choices=Relation)
    why = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "target"], name="link_once"),
            models.CheckConstraint(condition=~models.Q(source=models.F("target")), name="link_of_two_nodes"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} → {self.target_id} ({self.relation})"


class Tally(models.Model):
    """How many public nodes stand at a stage, for a scope, a theme and a body: all that the global view reads."""

    key = models.CharField(max_length=64, primary_key=True)
    territory = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="+")
    scope = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="+")
    body = models.ForeignKey(Scope, null=True, on_delete=models.CASCADE, related_name="+")
    theme = models.ForeignKey(Theme, null=True, on_delete=models.CASCADE, related_name="+")
    stage = models.PositiveSmallIntegerField(choices=Stage)
    count = models.IntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(count__gte=0), name="tally_not_negative")]

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"
