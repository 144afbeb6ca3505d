from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.scopes.models import Kind, Territory
from chainon.base.scopes.services import create_scope
from chainon.base.scopes.tests.matrix import cells
from chainon.decisions.council import rules, services

from .making import decided


@pytest.mark.parametrize("line", list(cells(rules)), ids="-".join)
def test_the_matrix_says_who_may_do_what(line: tuple[str, ...], territory: Territory, bruno: User) -> None:
    act, state, held, who, answer = line
    place = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Les Tilleuls")
    elsewhere = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Ailleurs")
    by: User | AnonymousUser = AnonymousUser()
    if who != "nobody":
        by = User.objects.create_user(f"{who}@example.org", who)
    if who not in {"nobody", "resident"}:
        scope = {"place": place, "elsewhere": elsewhere}[held]
        Grant.objects.create(user=by, role=Role(who), scope=scope, given_at=clock.now())
    decision = decided(place, by=bruno)
    if state == "withdrawn":
        services.withdraw_decision(by=bruno, decision=decision, reason="Mauvais numéro.")
        decision.refresh_from_db()
    verdict = {
        "enter": lambda: rules.may_enter(by, place),
        "link": lambda: rules.may_link(by, decision),
        "withdraw": lambda: rules.may_withdraw(by, decision),
    }[act]()
    assert bool(verdict) == (answer == "y")
    assert verdict or verdict.reason
