from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.chain.tests.things import Things
from chainon.base.scopes.models import Kind, Territory
from chainon.base.scopes.services import create_scope
from chainon.commitments.answers import rules, services
from chainon.commitments.answers.models import AnswerKind, Handover


def matrix() -> Iterator[tuple[str, ...]]:
    lines = (Path(rules.__file__).parent / "permissions.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    for act, state, held, *expected in rows[1:]:
        for who, answer in zip(rows[0][3:], expected, strict=True):
            yield act, state, held, who, answer


@pytest.mark.parametrize("line", list(matrix()), ids="-".join)
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
    if state == "answered":
        services.give_answer(handover=handover, kind=AnswerKind.SET_ASIDE, text="Non.", signed_by="A. Martin")
    if state == "hidden":
        things.change(word, is_public=False)
    handover = Handover.objects.get(pk=handover.pk)
    verdict = {
        "keep": lambda: rules.may_keep_answerers(by, territory.scope),
        "hand": lambda: rules.may_hand_over(by, word.node),
        "record": lambda: rules.may_record_answer(by, handover),
        "back": lambda: rules.may_take_back(by, handover),
        "link": lambda: rules.may_answer(handover),
    }[act]()
    assert bool(verdict) == (answer == "y")
    assert verdict or verdict.reason
