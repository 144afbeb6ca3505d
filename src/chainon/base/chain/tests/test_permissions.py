from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.chain import rules, selectors
from chainon.base.chain.models import Pause
from chainon.base.scopes.models import Kind, Territory
from chainon.base.scopes.services import create_scope
from chainon.base.scopes.tests.matrix import cells

from .things import Things


@pytest.mark.parametrize("line", list(cells(rules)), ids="-".join)
def test_the_matrix_says_who_may_do_what(line: tuple[str, ...], territory: Territory, things: Things) -> None:
    act, state, held, who, answer = line
    place = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Les Tilleuls")
    elsewhere = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Ailleurs")
    by: User | AnonymousUser = AnonymousUser()
    if who != "nobody":
        by = User.objects.create_user(f"{who}@example.org", who)
    if who not in {"nobody", "resident"}:
        scope = {"territory": territory.scope, "elsewhere": elsewhere}[held]
        Grant.objects.create(user=by, role=Role(who), scope=scope, given_at=clock.now())
    node = things.add(place, is_public=state != "hidden").node
    pause = Pause(territory=territory.scope, first=date(2026, 7, 4), last=date(2026, 8, 31))
    today = date(2026, 7, 4) if state == "begun" else date(2026, 7, 3)
    verdict = {
        "see": lambda: rules.may_see_node(by, node),
        "set_clocks": lambda: rules.may_set_clocks(by, territory.scope),
        "set_themes": lambda: rules.may_set_themes(by, territory.scope),
        "withdraw": lambda: rules.may_withdraw_pause(by, pause, today),
        "tell_back": lambda: rules.may_tell_back(by, node),
        "tell_some": lambda: rules.may_tell_somewhere(by, territory.scope),
    }[act]()
    assert bool(verdict) == (answer == "y")
    assert verdict or verdict.reason
    if act == "see":
        assert (selectors.node_with_id(territory.scope, node.public_id) is not None) == (answer == "y")
