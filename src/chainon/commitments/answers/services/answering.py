"""Answering: one word or several alike, by the signed link or typed by the team."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.accounts.rules import quality
from chainon.base.chain.calendar import zone_of
from chainon.base.chain.models import Node, Relation, Stage
from chainon.base.chain.services import add_link, expect, new_node, publish
from chainon.base.journal.services import record
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.base.ui import typography
from chainon.commitments.answers import rules, verbs
from chainon.commitments.answers.asked import words_of
from chainon.commitments.answers.models import Answer, Answerer, AnswerKind, Handover

from .answerers import accept_frame
from .handing import SERVICE, deliver, end_answered, locked


@dataclass(frozen=True)
class Said:
    """An answer as it was given. `after`: what will be done instead, of a « oui, autrement ». `pass_to`: to whom the
    words are handed on, when it is not for them."""

    kind: AnswerKind
    text: str
    signed_by: str
    other: str = ""
    after: str = ""
    pass_to: Answerer | None = None


@transaction.atomic
def give_answer(*, handover: Handover, kind: AnswerKind, text: str, signed_by: str, **more: Any) -> Answer:
    """By the signed link, which accepts the frame. After a yes it is their turn again. Raises `Refused`."""
    return answer_several(handovers=[handover], kind=kind, text=text, signed_by=signed_by, **more)


@transaction.atomic
def answer_several(
    *, handovers: Sequence[Handover], kind: AnswerKind, text: str, signed_by: str, **more: Any
) -> Answer:
    """One answer to all that is alike: each thread reads it, each wait ends, one promise then serves them all.

    Raises `Refused` when one of them may not be answered (any more), or they are not of one answerer.
    """
    for handover in handovers:
        rules.may_answer(handover).require()
    accept_frame(handover=handovers[0], signed_by=signed_by)
    return write_answer(handovers, Said(kind, text, signed_by, **more))


@transaction.atomic
def record_answer(*, by: User, handover: Handover, received_on: date, **said: Any) -> Answer:
    """The team types an answer that came otherwise, and says so. Raises `Refused`; `Unavailable`: a day to come."""
    return record_answers(by=by, handovers=[handover], received_on=received_on, **said)


@transaction.atomic
def record_answers(*, by: User, handovers: Sequence[Handover], received_on: date, **said: Any) -> Answer:
    """The same for several words alike."""
    for handover in handovers:
        rules.may_record_answer(by, handover).require()
    if received_on > clock.today(zone_of(handovers[0].node.territory)):
        raise Unavailable(_("Ce jour n’est pas encore venu."))
    return write_answer(handovers, Said(**said), by=by, received_on=received_on)


def write_answer(
    handovers: Sequence[Handover], said: Said, *, by: User | None = None, received_on: date | None = None
) -> Answer:
    """The caller has asked the rule, which is asked again of the rows once they are held."""
    held = [locked(each) for each in sorted(handovers, key=lambda each: each.pk)]
    for each in held:
        rules.may_answer(each).require()
    answerer = held[0].answerer
    if any(each.answerer_id != answerer.pk for each in held):
        raise Refused(_("Une réponse est celle d’un seul répondant."))
    asked = [each.node for each in held]
    answer = new_answer(asked, said, who=answerer.name, answerer=answerer, by=by, received_on=received_on)
    for each in held:
        end_answered(each, answer)
    put_forward(answer, asked, whose_key=answerer.public_id)
    if answer.is_yes:
        expect(node=answer.node, expects=Relation.COMMITMENT, whose=answerer.name, whose_key=answerer.public_id)
    scope = answer.node.scope
    role = quality(by, scope) if by is not None else SERVICE
    ids = {"answer": answer.node.public_id, "kind": answer.kind}
    if len(asked) == 1:
        record(verbs.ANSWERED, scope=scope, role=role, by=by, node=asked[0].public_id, **ids)
    else:
        record(verbs.ANSWERED_SEVERAL, scope=scope, role=role, by=by, words=len(asked), **ids)
    if said.pass_to is not None:
        for node in asked:
            deliver(node, said.pass_to, role=role, by=by, from_answerer=answerer)
    return answer


def new_answer(
    asked: Sequence[Node],
    said: Said,
    *,
    who: str,
    answerer: Answerer | None,
    by: User | None,
    received_on: date | None,
) -> Answer:
    """The row; nobody reads it before it is tied to what was asked and `put_forward`.

    Raises `Refused`: a « oui, autrement » that does not say what will be done.
    """
    after = said.after.strip() if said.kind == AnswerKind.MODIFIED else ""
    rules.says_what_will_be_done(said.kind, after).require()
    return Answer.objects.create(
        node=new_node(kind="answer", stage=Stage.DECISION, scope=asked[0].scope),
        answerer=answerer,
        who=who,
        kind=said.kind,
        text=said.text,
        before=words_of(asked[0]) if after else "",
        after=after,
        signed_by=said.signed_by,
        other=said.other or (said.pass_to.name if said.pass_to is not None else ""),
        answered_at=clock.now(),
        received_on=received_on,
        entered_by=by,
    )


def put_forward(
    answer: Answer, sources: Sequence[Node], *, relation: Relation = Relation.ANSWER, whose_key: str = ""
) -> None:
    """Its node, and a link from each of its sources."""
    publish(answer)
    for source in sources:
        why = _why(len(sources))
        add_link(source=source, target=answer.node, relation=relation, why=why, whose_key=whose_key)


def _why(words: int) -> str:
    """Said in each thread, in French, for a link has one form."""
    if words == 1:
        return ""
    shown = {"number": typography.number(words)}
    return (
        ngettext(
            "Cette réponse vaut pour %(number)s parole.",
            "Cette réponse vaut pour %(number)s paroles qui se ressemblent.",
            words,
        )
        % shown
    )
