from __future__ import annotations

from datetime import date

import pytest

from chainon.base.chain import rules, selectors
from chainon.base.chain.models import Pause
from chainon.base.scopes.models import Kind, Territory
from chainon.base.scopes.services import create_scope
from chainon.base.scopes.tests.matrix import Line, lines

from .things import Things


@pytest.mark.parametrize("line", lines(rules), ids=str)
def test_the_matrix_says_who_may_do_what(line: Line, territory: Territory, things: Things) -> None:
    act, state, held = line.asked
    place = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Les Tilleuls")
    elsewhere = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Ailleurs")
    scope = {"territory": territory.scope, "elsewhere": elsewhere}[held]
    node = things.add(place, is_public=state != "hidden").node
    pause = Pause(territory=territory.scope, first=date(2026, 7, 4), last=date(2026, 8, 31))
    today = date(2026, 7, 4) if state == "begun" else date(2026, 7, 3)
    rule = {
        "see": lambda by: rules.may_see_node(by, node),
        "set_clocks": lambda by: rules.may_set_clocks(by, territory.scope),
        "set_themes": lambda by: rules.may_set_themes(by, territory.scope),
        "withdraw": lambda by: rules.may_withdraw_pause(by, pause, today),
        "tell_back": lambda by: rules.may_tell_back(by, node),
        "tell_some": lambda by: rules.may_tell_somewhere(by, territory.scope),
    }[act]
    for by, may in line.people(scope):
        verdict = rule(by)
        assert bool(verdict) == may, by
        assert verdict or verdict.reason
        if act == "see":
            assert (selectors.node_with_id(territory.scope, node.public_id) is not None) == may
