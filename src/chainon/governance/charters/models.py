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


class Charter(models.Model):
    """One version of a body's charter. Changing an adopted charter opens the next version."""

    public_id = PublicIdField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="charters")
    version = models.PositiveSmallIntegerField()
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    change_reason = models.CharField(_("raison du changement"), max_length=300, blank=True)

    class Meta:
        ordering = ["body", "-version"]
        constraints = [models.UniqueConstraint(fields=["body", "version"], name="charter_version_once")]

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


class Adoption(models.Model):
    """Who adopted a version: a body or a meeting, a day, a count; names only for those who wish."""

    charter = models.ForeignKey(Charter, on_delete=models.PROTECT, related_name="adoptions")
    adopted_by = models.CharField(_("adoptée par"), max_length=160)
    adopted_on = models.DateField()
    present = models.PositiveSmallIntegerField(_("personnes présentes"))
    against = models.PositiveSmallIntegerField(_("voix contre"), null=True, blank=True)
    names = models.TextField(_("noms de celles et ceux qui le souhaitent"), blank=True, max_length=2000)
    sheet = models.ForeignKey(File, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["adopted_on", "pk"]

    def __str__(self) -> str:
        return f"{self.adopted_by}, {self.adopted_on}"
