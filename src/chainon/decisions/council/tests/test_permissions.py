from __future__ import annotations

import pytest

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Kind, Territory
from chainon.base.scopes.services import create_scope
from chainon.base.scopes.tests.matrix import Line, lines
from chainon.decisions.council import rules, services

from .making import decided


@pytest.mark.parametrize("line", lines(rules), ids=str)
def test_the_matrix_says_who_may_do_what(line: Line, territory: Territory, bruno: User) -> None:
    act, state, held = line.asked
    place = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Les Tilleuls")
    elsewhere = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Ailleurs")
    scope = {"place": place, "elsewhere": elsewhere}[held]
    decision = decided(place, by=bruno)
    if state == "withdrawn":
        services.withdraw_decision(by=bruno, decision=decision, reason="Mauvais numéro.")
        decision.refresh_from_db()
    rule = {
        "enter": lambda by: rules.may_enter(by, place),
        "link": lambda by: rules.may_link(by, decision),
        "withdraw": lambda by: rules.may_withdraw(by, decision),
    }[act]
    for by, may in line.people(scope):
        verdict = rule(by)
        assert bool(verdict) == may, by
        assert verdict or verdict.reason
