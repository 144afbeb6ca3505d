"""What an assembly recommends: one line each, published together."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from chainon.base.accounts.models import User
from chainon.base.chain.models import Node, Theme
from chainon.base.scopes.models import Scope
from chainon.base.scopes.public_id import PublicIdField
from chainon.governance.bodies.models import Body

LONGEST = 400


class SheetQuerySet(models.QuerySet["Sheet"]):
    def of(self, territory: Scope) -> SheetQuerySet:
        return self.filter(body__scope__in=Scope.objects.within(territory.root))

    def published(self) -> SheetQuerySet:
        return self.exclude(published_at=None)


class Sheet(models.Model):
    """The recommendations that a body adopted one day. Until they are published, only `source` holds them: the lines
    as they were typed, or those of the file. `addressed_to`: who is asked to do something of them.

    `entry`: the form's own id, so that a form sent twice is one sheet.
    """

    public_id = PublicIdField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="recommendation_sheets")
    title = models.CharField(_("titre"), max_length=160)
    addressed_to = models.CharField(_("à qui elles s’adressent"), max_length=120)
    adopted_on = models.DateField(_("adoptées le"))
    source = models.TextField(blank=True)
    entry = models.UUIDField(unique=True)
    written_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    objects = SheetQuerySet.as_manager()

    class Meta:
        ordering = ["-adopted_on", "-pk"]

    def __str__(self) -> str:
        return self.title


class Recommendation(models.Model):
    """One line, as the body adopted it; it never changes. `carried_by`: who carries it, among those who wrote it."""

    node = models.OneToOneField(Node, primary_key=True, on_delete=models.PROTECT, related_name="recommendation")
    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="recommendations")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=12)
    text = models.CharField(max_length=LONGEST)
    theme = models.ForeignKey(Theme, null=True, on_delete=models.PROTECT, related_name="+")
    carried_by = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["sheet", "position"]
        constraints = [models.UniqueConstraint(fields=["sheet", "number"], name="recommendation_number_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"
