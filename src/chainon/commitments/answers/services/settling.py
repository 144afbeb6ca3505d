"""« Réglé tout de suite »."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import quality
from chainon.base.chain.models import Relation, Stage
from chainon.base.chain.services import add_link, new_node, publish
from chainon.base.journal.services import record
from chainon.commitments.answers import rules, verbs
from chainon.commitments.answers.models import AnswerKind, Handover, QuickWin

from .answering import Said, new_answer, put_forward
from .handing import SERVICE, end_answered, locked


@transaction.atomic
def settle_now(*, handover: Handover, text: str = "", by: User | None = None) -> QuickWin:
    """A yes that is done today: nothing more is expected of anybody. Sent twice is once. Raises `Refused`."""
    handover = locked(handover)
    if handover.answer is not None and (known := QuickWin.objects.filter(answer=handover.answer).first()):
        return known
    may = rules.may_answer(handover) if by is None else rules.may_record_answer(by, handover)
    may.require()
    answerer, asked = handover.answerer, handover.node
    said = Said(AnswerKind.TAKEN_UP, text or _("C’est fait."), answerer.name)
    answer = new_answer([asked], said, who=answerer.name, answerer=answerer, by=by, received_on=None)
    end_answered(handover, answer)
    put_forward(answer, [asked], whose_key=answerer.public_id)
    node = new_node(kind="quick_win", stage=Stage.EFFECT, scope=asked.scope)
    win = QuickWin.objects.create(node=node, answer=answer, text=text, done_at=clock.now())
    publish(win)
    add_link(source=answer.node, target=node, relation=Relation.EFFECT)
    role = quality(by, asked.scope) if by is not None else SERVICE
    ids = {"node": asked.public_id, "answer": answer.node.public_id}
    record(verbs.SETTLED, scope=asked.scope, role=role, by=by, **ids)
    return win
