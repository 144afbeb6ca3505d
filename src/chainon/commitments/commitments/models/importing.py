"""A table of past promises, read and not yet imported."""

from __future__ import annotations

from django.db import models

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Scope
from chainon.base.scopes.public_id import PublicIdField


class StagedPromises(models.Model):
    """`rows`: [line, cells] as read, the titles first. Forgotten after a day, or once imported."""

    public_id = PublicIdField()
    territory = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=160)
    rows = models.JSONField()
    staged_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.file_name
