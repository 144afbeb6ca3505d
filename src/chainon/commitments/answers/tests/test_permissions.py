from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.chain.tests.things import Things
from chainon.base.scopes.models import Kind, Territory
from chainon.base.scopes.services import create_scope
from chainon.base.scopes.tests.matrix import cells
from chainon.commitments.answers import rules, services
from chainon.commitments.answers.models import AnswerKind, Draft, Handover, Move

from .making import draft_of

SOON = clock.today() + timedelta(days=20)


@pytest.mark.parametrize("line", list(cells(rules)), ids="-".join)
def test_the_matrix_says_who_may_do_what(
    line: tuple[str, ...], territory: Territory, things: Things, bruno: User
) -> None:
    act, state, held, who, answer = line
    place = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Les Tilleuls")
    elsewhere = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Ailleurs")
    by: User | AnonymousUser = AnonymousUser()
    if who != "nobody":
        by = User.objects.create_user(f"{who}@example.org", who)
    if who not in {"nobody", "resident"}:
        scope = {"territory": territory.scope, "place": place, "elsewhere": elsewhere}[held]
        Grant.objects.create(user=by, role=Role(who), scope=scope, given_at=clock.now())
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
    verdict = {
        "keep": lambda: rules.may_keep_answerers(by, territory.scope),
        "hand": lambda: rules.may_hand_over(by, word.node),
        "record": lambda: rules.may_record_answer(by, handover),
        "back": lambda: rules.may_take_back(by, handover),
        "link": lambda: rules.may_answer(handover),
        "carry": lambda: rules.may_carry(handover),
        "reply": lambda: rules.may_end_carrying(move),
        "reply_for": lambda: rules.may_end_carrying_for(by, move),
        "sign": lambda: rules.may_sign(Draft.objects.get(pk=draft.pk)),
    }[act]()
    assert bool(verdict) == (answer == "y")
    assert verdict or verdict.reason
