"""Files: a row with hash, size and type; the bytes outside static, served by a view that asks the rule."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chainon.base.accounts.models import Grant, Role, User
from chainon.base.scopes.models import Scope
from chainon.base.scopes.public_id import PublicIdField

TEAM = (Role.ADMINISTRATOR, Role.FACILITATOR, Role.GUARANTOR)


class Visibility(models.TextChoices):
    PUBLIC = "public", _("public")
    TEAM = "team", _("équipe")
    SEALED = "sealed", _("scellé")


class FileQuerySet(models.QuerySet["File"]):
    def live(self) -> FileQuerySet:
        return self.filter(purged_at=None)

    def visible_to(self, by: User | AnonymousUser) -> FileQuerySet:
        """The files that `rules.may_see` lets `by` see."""
        seen = models.Q(visibility=Visibility.PUBLIC)
        if isinstance(by, User) and by.is_active:
            for grant in Grant.objects.filter(user=by, role__in=TEAM).select_related("scope"):
                seen |= models.Q(visibility=Visibility.TEAM, scope__in=Scope.objects.within(grant.scope))
        return self.filter(seen)


class File(models.Model):
    """Kept bytes. `SEALED` files are read only by the service of the slice that owns them, never by an address."""

    public_id = PublicIdField()
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    content_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    visibility = models.CharField(max_length=8, choices=Visibility)
    alt = models.CharField(_("ce que montre l’image"), max_length=200, blank=True)
    kept_at = models.DateTimeField()
    purged_at = models.DateTimeField(null=True)

    objects = FileQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return reverse("files:file", args=[self.public_id, self.name])

    @property
    def is_picture(self) -> bool:
        return self.content_type.startswith("image/")
