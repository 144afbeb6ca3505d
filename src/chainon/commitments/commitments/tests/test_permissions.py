from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.chain.models import Stage
from chainon.base.chain.tests.things import Things
from chainon.base.scopes.models import Kind, Territory
from chainon.base.scopes.services import create_scope
from chainon.commitments.commitments import rules, services
from chainon.commitments.commitments.models import Commitment, UpdateKind


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
    body = create_scope(kind=Kind.BODY, parent=territory.scope, label="La table")
    elsewhere = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Ailleurs")
    by: User | AnonymousUser = AnonymousUser()
    if who != "nobody":
        by = User.objects.create_user(f"{who}@example.org", who)
    if who not in {"nobody", "resident"}:
        scope = {"place": place, "body": body, "elsewhere": elsewhere}[held]
        Grant.objects.create(user=by, role=Role(who), scope=scope, given_at=clock.now())
    stage = {"answer": Stage.DECISION, "promise": Stage.COMMITMENT}.get(state, Stage.VOICE)
    word = things.add(place, stage=stage, body=body)
    commitment = Commitment()
    if act in {"update", "link"}:
        soon = clock.today() + timedelta(days=30)
        said = {"owner": "Le collectif", "what": "Planter", "details": "", "for_whom": "", "due_on": soon}
        commitment = services.take_on(by=bruno, source=word.node, **said)
        if state == "theirs" and isinstance(by, User):
            commitment.entered_by = by
        if state == "ended":
            services.give_news(
                commitment=commitment, kind=UpdateKind.KEPT, text="Fait.", signed_by="Le collectif", by=bruno
            )
            commitment.refresh_from_db()
    verdict = {
        "record": lambda: rules.may_record_promise(by, word.node),
        "take_on": lambda: rules.may_take_on(by, word.node),
        "update": lambda: rules.may_update(by, commitment),
        "link": lambda: rules.may_update_by_link(commitment),
    }[act]()
    assert bool(verdict) == (answer == "y")
    assert verdict or verdict.reason
