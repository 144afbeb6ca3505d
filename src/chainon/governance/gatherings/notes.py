"""« La rencontre a eu lieu » in the thread, on the day when it did: its node is dated from when it was announced."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.chain.models import Node
from chainon.base.chain.notes import Note

from .models import Gathering
from .node import GATHERING


def held_notes(nodes: Sequence[Node]) -> list[Note]:
    """One query, and none where no one met."""
    keys = [node.pk for node in nodes if node.kind == GATHERING]
    if not keys:
        return []
    held = Gathering.objects.filter(node__in=keys, cancelled_at=None, ends_at__lte=clock.now())
    return [Note(each.starts_at, _("La rencontre a eu lieu"), each.address) for each in held]
