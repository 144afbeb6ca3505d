"""Missing links that are late or nearly so: whom the team calls, and where it writes what they said."""

from __future__ import annotations

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from chainon.base.chain.kinds import url_of
from chainon.base.chain.models import Relation, Wait
from chainon.base.chain.selectors import Turn, turns_from
from chainon.base.chain.words import time_left, whose_turn
from chainon.base.ui import typography
from chainon.governance.guarantors.models import SUSPENSIONS

from .desks import Desk
from .rows import MOST
from .sorts import SOON, Group, Level
from .tasks import Task

SUSPENSION = Q(expects=Relation.ANSWER, whose_key__startswith=SUSPENSIONS)


def turns(desk: Desk) -> list[Task]:
    """Two queries: the pauses, and the waits; what the guarantor asks comes whatever its day."""
    mine = Q(node__commitment__entered_by=desk.by, node__commitment__answerer=None)
    of_bodies = Q(expects=Relation.COMMITMENT, node__body__in=desk.members)
    waits = Wait.objects.of(desk.territory).open().filter(Q(due_on__lte=desk.today + SOON) | SUSPENSION)
    waits = waits.filter(Q(scope__in=desk.team) | mine | of_bodies).select_related("node")
    read = list(waits.annotate(handed=F("handover__public_id")).order_by("due_on", "pk")[:MOST])
    return [_task(turn, wait) for wait, turn in zip(read, turns_from(desk.territory, read), strict=True)]


def _task(turn: Turn, wait: Wait) -> Task:
    what, act, url = _said(turn, wait)
    level = Level.LATE if turn.is_late else Level.SOON
    if wait.whose_key.startswith(SUSPENSIONS):
        level = Level.FIRST
    tag = time_left(turn)
    return Task("turns", what, whose_turn(turn), url, act, level, Group.ANSWERS, turn.due_on, tag, turn.is_late)


def _said(turn: Turn, wait: Wait) -> tuple[str, str, str]:
    """What to do, what the link says, and where it leads."""
    node, key = turn.node, [turn.node.public_id]
    names = {"title": node.title, "of": typography.of(turn.whose)}
    if wait.whose_key.startswith(SUSPENSIONS):
        what = _("Le garant demande une suspension : {title}")
        return what.format(**names), _("Lui répondre en public"), reverse("guarantors:reply", args=key)
    handed = getattr(wait, "handed", None)
    if turn.expects == Relation.ANSWER and handed:
        what, url = _("Une réponse est attendue {of} : {title}"), reverse("answers:follow_up", args=[handed])
        return what.format(**names), _("Noter ce qu’ils disent"), url
    if turn.expects == Relation.REPLY:
        what = _("Une réponse est attendue {of} : {title}")
        return what.format(**names), _("Noter leur réponse"), reverse("answers:record_reply", args=key)
    if turn.expects == Relation.COMMITMENT:
        what = _("Un engagement est attendu {of} : {title}")
        return what.format(**names), _("Noter qui fait quoi"), reverse("commitments:record", args=key)
    if turn.expects == Relation.UPDATE:
        what = _("Des nouvelles sont attendues {of} : {title}")
        return what.format(**names), _("Les écrire"), reverse("commitments:news", args=key)
    return node.title, _("Voir"), url_of(node)
