"""« 20 signatures » in the thread, on the day when they were enough; before that, what they will do by themselves."""

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
    signed = Interpellation.objects.filter(node__in=keys, needed__gt=0, withdrawn_at=None)
    return [_collecting(one) if one.addressed_at is None else _reached(one) for one in signed]


def _collecting(one: Interpellation) -> Note:
    text = ngettext(
        "À %(count)s signature, elle part d’elle-même à : %(to)s. La réponse sera due.",
        "À %(count)s signatures, elle part d’elle-même à : %(to)s. La réponse sera due.",
        one.needed,
    ) % {"count": number(one.needed), "to": one.addressee}
    return Note(one.opened_at, _("Les signatures se recueillent"), text=text, is_open=True)


def _reached(one: Interpellation) -> Note:
    signatures = ngettext("%(count)s signature", "%(count)s signatures", one.needed) % {"count": number(one.needed)}
    assert one.addressed_at is not None
    return Note(one.addressed_at, signatures, _("elles obligent à répondre"))
