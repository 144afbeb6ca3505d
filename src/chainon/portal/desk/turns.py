"""Missing links that are late or nearly so: whom the team calls, and where it writes what they said."""

from __future__ import annotations

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Relation, Wait
from chainon.base.chain.selectors import Turn, turns_from
from chainon.base.chain.words import time_left, whose_turn
from chainon.base.ui import typography
from chainon.base.ui.names import in_words
from chainon.governance.guarantors.models import ASKED_TO_SUSPEND, is_asked_to_suspend
from chainon.portal.reading import MOST

from .desks import Desk
from .sorts import SOON, Group, Level, Words
from .tasks import Task


def turns(desk: Desk) -> list[Task]:
    """Two queries: the pauses, and the waits; what the guarantor asks comes whatever its day."""
    mine = Q(node__commitment__entered_by=desk.by, node__commitment__answerer=None)
    of_bodies = Q(expects__in=[Relation.COMMITMENT, Relation.SYNTHESIS], node__body__in=desk.members)
    waits = Wait.objects.of(desk.territory).open().filter(Q(due_on__lte=desk.today + SOON) | ASKED_TO_SUSPEND)
    waits = waits.filter(Q(scope__in=desk.team) | mine | of_bodies).select_related("node")
    read = list(waits.annotate(handed=F("handover__public_id")).order_by("due_on", "pk")[:MOST])
    return [_task(turn, wait) for wait, turn in zip(read, turns_from(desk.territory, read), strict=True)]


def _task(turn: Turn, wait: Wait) -> Task:
    what, act, url = _said(turn, wait)
    level = Level.LATE if turn.is_late else Level.SOON
    if is_asked_to_suspend(wait):
        level = Level.FIRST
    tag = time_left(turn)
    return Task("turns", what, whose_turn(turn), url, act, level, Group.ANSWERS, turn.due_on, tag, turn.is_late)


EXPECTED: dict[Relation, tuple[Words, Words, str]] = {
    Relation.ANSWER: (_("Une réponse est attendue {of} : {title}"), _("Noter ce qu’ils disent"), ""),
    Relation.REPLY: (
        _("Une réponse est attendue {of} : {title}"),
        _("Noter leur réponse"),
        "answers:record_reply",
    ),
    Relation.COMMITMENT: (
        _("Un engagement est attendu {of} : {title}"),
        _("Noter qui fait quoi"),
        "commitments:record",
    ),
    Relation.SYNTHESIS: (_("Une synthèse est attendue {of} : {title}"), _("L’écrire"), "debates:publish_synthesis"),
    Relation.UPDATE: (_("Des nouvelles sont attendues {of} : {title}"), _("Les écrire"), "commitments:news"),
}
"""What waits, what the link says, and the page where it is written."""


def _said(turn: Turn, wait: Wait) -> tuple[str, str, str]:
    node = turn.node
    if is_asked_to_suspend(wait):
        what = gettext("Le garant demande une suspension : {title}").format(title=node.title)
        return what, gettext("Lui répondre en public"), reverse("guarantors:reply", args=[node.public_id])
    waits, act, page = EXPECTED.get(turn.expects, ("{title}", _("Voir"), ""))
    handed = getattr(wait, "handed", None)
    if turn.expects == Relation.ANSWER and handed:
        url = reverse("answers:follow_up", args=[handed])
    else:
        url = reverse(page, args=[node.public_id]) if page else url_of(node)
    return str(waits).format(title=node.title, of=typography.of(in_words(turn.whose))), str(act), url
