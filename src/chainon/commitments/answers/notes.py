"""« Transmise à … » in the thread of a word, with what it means while nobody promised to answer."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from chainon.base.chain.models import Node
from chainon.base.chain.notes import Note

from .models import Handover


def handed_notes(nodes: Sequence[Node]) -> list[Note]:
    """One query whatever their number."""
    found = Handover.objects.filter(node__in=[node.pk for node in nodes]).select_related("answerer", "from_answerer")
    return [_note(each) for each in found]


def _note(handover: Handover) -> Note:
    is_open = handover.ended_at is None and handover.wait_id is None
    text = ""
    if is_open and handover.answerer.accepted_at is None:
        text = _("Pas encore de réponse. Aucun délai ne court : ils n’ont pas encore accepté de répondre en public.")
    elif handover.ended_for:
        text = _("Reprise par l’équipe d’animation : {reason}").format(reason=handover.ended_for)
    by = handover.from_answerer
    return Note(
        at=handover.handed_at,
        title=_("Transmise à : {name}").format(name=handover.answerer.name),
        detail=_("par : {name}").format(name=by.name) if by is not None else "",
        text=text,
        is_open=bool(text) and is_open,
    )
