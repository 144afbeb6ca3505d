from __future__ import annotations

from datetime import timedelta

import pytest

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.tests.things import Things
from chainon.base.scopes.models import Kind, Territory
from chainon.base.scopes.services import create_scope
from chainon.base.scopes.tests.matrix import Line, lines
from chainon.commitments.answers import rules, services
from chainon.commitments.answers.models import AnswerKind, Draft, Handover, Move

from .making import draft_of

SOON = clock.today() + timedelta(days=20)


@pytest.mark.parametrize("line", lines(rules), ids=str)
def test_the_matrix_says_who_may_do_what(line: Line, territory: Territory, things: Things, bruno: User) -> None:
    act, state, held = line.asked
    place = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Les Tilleuls")
    elsewhere = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Ailleurs")
    scope = {"territory": territory.scope, "place": place, "elsewhere": elsewhere}[held]
    word = things.add(place)
    service = services.add_answerer(by=bruno, territory=territory.scope, name="La ville", email="v@example.org")
    handover = services.hand_over(by=bruno, node=word.node, answerer=service)
    draft = draft_of(handover)
    if state in {"sent", "answered"}:
        services.send_draft(draft=draft)
    if act in {"carry", "reply", "reply_for"} and state not in {"handed", "answered"}:
        services.carry(handover=handover, to="Le département", text="Merci.", hoped_on=SOON)
    move = Move.objects.select_related("asked__scope", "node").first()
    if state == "ended" and move is not None:
        move = services.give_up_carrying(move=move, reason="Rien.")
    if state == "answered":
        services.give_answer(handover=handover, kind=AnswerKind.SET_ASIDE, text="Non.", signed_by="A. Martin")
    if state == "hidden":
        things.change(word, is_public=False)
    handover = Handover.objects.get(pk=handover.pk)
    move = Move.objects.select_related("asked__scope", "node").first()
    rule = {
        "keep": lambda by: rules.may_keep_answerers(by, territory.scope),
        "hand": lambda by: rules.may_hand_over(by, word.node),
        "record": lambda by: rules.may_record_answer(by, handover),
        "back": lambda by: rules.may_take_back(by, handover),
        "link": lambda by: rules.may_answer(handover),
        "carry": lambda by: rules.may_carry(handover),
        "reply": lambda by: rules.may_end_carrying(move),
        "reply_for": lambda by: rules.may_end_carrying_for(by, move),
        "sign": lambda by: rules.may_sign(Draft.objects.get(pk=draft.pk)),
    }[act]
    for by, may in line.people(scope):
        verdict = rule(by)
        assert bool(verdict) == may, by
        assert verdict or verdict.reason
