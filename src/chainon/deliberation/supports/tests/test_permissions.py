from __future__ import annotations

import pytest

from chainon.base.accounts.models import User
from chainon.base.chain.models import Node
from chainon.base.chain.tests.things import Things
from chainon.base.scopes.models import Kind, Territory
from chainon.base.scopes.services import create_scope
from chainon.base.scopes.tests.matrix import Line, lines
from chainon.deliberation.supports import rules


@pytest.mark.django_db
@pytest.mark.parametrize("line", lines(rules), ids=str)
def test_the_matrix_says_who_may_do_what(line: Line, territory: Territory, things: Things, node: Node) -> None:
    act, state, held = line.asked
    place = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Les Tilleuls")
    elsewhere = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Ailleurs")
    scope = {"territory": territory.scope, "place": place, "elsewhere": elsewhere}[held]
    said = things.add(place, state="" if state != "withdrawn" else "withdrawn", is_public=state != "hidden")
    rule = {
        "support": lambda by: rules.may_support(by, said.node),
        "record": lambda by: rules.may_record(by, said.node),
        "sheet": lambda by: rules.may_enter_sheet(by, said.node),
    }[act]
    for by, may in line.people(scope):
        verdict = rule(by)
        assert bool(verdict) == may, by
        assert verdict or verdict.reason


@pytest.mark.django_db
def test_a_closed_account_and_a_kind_that_is_not_supported(things: Things, node: Node, resident: User) -> None:
    resident.is_active = False
    assert not rules.may_support(resident, node)
    node.kind = "answer"
    assert not rules.takes_support(node)
