"""A promise kept: the ring of the chain that its voice was waiting for."""

from __future__ import annotations

from django.db import models

from chainon.base.chain.models import Node

from .progress import Update
from .promises import Commitment


class KeptPromise(models.Model):
    """What was done of a promise, in whole or in part, since the day it ended. `update`: the words that said so."""

    node = models.OneToOneField(Node, primary_key=True, on_delete=models.PROTECT, related_name="kept_promise")
    commitment = models.OneToOneField(Commitment, on_delete=models.PROTECT, related_name="kept")
    update = models.OneToOneField(Update, on_delete=models.PROTECT, related_name="kept")
    done_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.commitment)
