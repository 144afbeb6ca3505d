"""« 20 signatures » in the thread, on the day when they were enough."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chainon.base.chain.models import Node
from chainon.base.chain.notes import Note
from chainon.base.ui.typography import number

from .models import Interpellation
from .node import KIND


def threshold_notes(nodes: Sequence[Node]) -> list[Note]:
    keys = [node.pk for node in nodes if node.kind == KIND]
    if not keys:
        return []
    reached = Interpellation.objects.filter(node__in=keys, needed__gt=0).exclude(addressed_at=None)
    return [_note(one) for one in reached]


def _note(one: Interpellation) -> Note:
    signatures = ngettext("%(count)s signature", "%(count)s signatures", one.needed) % {"count": number(one.needed)}
    assert one.addressed_at is not None
    return Note(one.addressed_at, signatures, _("elles obligent à répondre"))
