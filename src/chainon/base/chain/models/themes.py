"""The everyday words by which a territory sorts what is said, and how they changed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Scope
from chainon.base.scopes.public_id import PublicIdField


class Theme(models.Model):
    """One of the everyday words of a territory. A word given up stays on what bears it."""

    public_id = PublicIdField()
    territory = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="themes")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("thème"), max_length=40)
    retired_on = models.DateField(null=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["territory", "name"], name="theme_name_once")]

    def __str__(self) -> str:
        return self.name


class ThemeAct(models.TextChoices):
    ADDED = "added", _("ajouté")
    RENAMED = "renamed", _("renommé")
    RETIRED = "retired", _("retiré")
    RESTORED = "restored", _("repris")
    MOVED = "moved", _("changé de place")


class ThemeChange(models.Model):
    """A change and the decision that it comes from, kept for ever. `before` and `after`: the word, then and now."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="changes")
    act = models.CharField(max_length=10, choices=ThemeAct)
    before = models.CharField(max_length=40, blank=True)
    after = models.CharField(max_length=40)
    decision = models.CharField(_("quelle décision"), max_length=300)
    decided_on = models.DateField(_("prise le"))
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.act}: {self.before} → {self.after}"
