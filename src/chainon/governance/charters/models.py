"""The charter of a body: one page of articles, versions that stay, adoptions with their counts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from chainon.base.files.models import File
from chainon.base.scopes.public_id import PublicIdField
from chainon.governance.bodies.models import Body


class ArticleKey(models.TextChoices):
    OBJECTIVES = "objectives", _("Objectifs du tirage au sort")
    REPLACEMENT = "replacement", _("Remplacement")
    TERM = "term", _("Durée de l’engagement")
    HANDOVER = "handover", _("Transmission")
    DECISION = "decision", _("Règles de décision")
    DISAGREEMENT = "disagreement", _("Désaccords")


class CharterQuerySet(models.QuerySet["Charter"]):
    def published(self) -> CharterQuerySet:
        return self.exclude(published_at=None)

    def drafts(self) -> CharterQuerySet:
        return self.filter(published_at=None)


class Charter(models.Model):
    """One version of a body's charter: a draft, then published for good. Changing it opens the next version."""

    public_id = PublicIdField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="charters")
    version = models.PositiveSmallIntegerField()
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    change_reason = models.CharField(_("raison du changement"), max_length=300, blank=True)

    objects = CharterQuerySet.as_manager()

    class Meta:
        ordering = ["body", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["body", "version"], name="charter_version_once"),
            models.UniqueConstraint(fields=["body"], condition=models.Q(published_at=None), name="charter_one_draft"),
        ]

    def __str__(self) -> str:
        return f"{self.body} v{self.version}"


class Article(models.Model):
    charter = models.ForeignKey(Charter, on_delete=models.CASCADE, related_name="articles")
    key = models.CharField(max_length=16, choices=ArticleKey)
    text = models.TextField(max_length=4000)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["charter", "key"], name="article_once")]

    def __str__(self) -> str:
        return self.get_key_display()


class AdoptionQuerySet(models.QuerySet["Adoption"]):
    def standing(self) -> AdoptionQuerySet:
        return self.filter(withdrawn_at=None)


class Adoption(models.Model):
    """Who adopted a version: a body or a meeting, a day, a count; names only for those who wish.

    One noted by mistake is withdrawn with a reason and stays to be read.
    """

    public_id = PublicIdField()
    charter = models.ForeignKey(Charter, on_delete=models.PROTECT, related_name="adoptions")
    adopted_by = models.CharField(_("adoptée par"), max_length=160)
    adopted_on = models.DateField(_("adoptée le"))
    present = models.PositiveSmallIntegerField(_("personnes présentes"))
    against = models.PositiveSmallIntegerField(_("voix contre"), null=True, blank=True)
    names = models.TextField(_("noms de celles et ceux qui le souhaitent"), blank=True, max_length=2000)
    sheet = models.ForeignKey(File, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdraw_reason = models.CharField(_("pourquoi cette adoption est retirée"), max_length=300, blank=True)

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        ordering = ["adopted_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["charter", "adopted_by", "adopted_on"],
                condition=models.Q(withdrawn_at=None),
                name="adoption_noted_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.adopted_by}, {self.adopted_on}"
