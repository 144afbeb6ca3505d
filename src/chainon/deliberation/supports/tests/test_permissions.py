from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.chain.models import Node
from chainon.base.chain.tests.things import Things
from chainon.base.scopes.models import Kind, Territory
from chainon.base.scopes.services import create_scope
from chainon.base.scopes.tests.matrix import cells
from chainon.deliberation.supports import rules


@pytest.mark.django_db
@pytest.mark.parametrize("line", list(cells(rules)), ids="-".join)
def test_the_matrix_says_who_may_do_what(
    line: tuple[str, ...], territory: Territory, things: Things, node: Node
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
    said = things.add(place, state="" if state != "withdrawn" else "withdrawn", is_public=state != "hidden")
    verdict = {
        "support": lambda: rules.may_support(by, said.node),
        "record": lambda: rules.may_record(by, said.node),
        "sheet": lambda: rules.may_enter_sheet(by, said.node),
    }[act]()
    assert bool(verdict) == (answer == "y")
    assert verdict or verdict.reason


@pytest.mark.django_db
def test_a_closed_account_and_a_kind_that_is_not_supported(things: Things, node: Node, resident: User) -> None:
    resident.is_active = False
    assert not rules.may_support(resident, node)
    node.kind = "answer"
    assert not rules.takes_support(node)
