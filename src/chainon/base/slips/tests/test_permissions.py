from __future__ import annotations

import pytest

from chainon.base.accounts.models import User
from chainon.base.chain.tests.things import Things
from chainon.base.scopes.models import Kind, Territory
from chainon.base.scopes.services import create_scope
from chainon.base.scopes.tests.matrix import Line, lines
from chainon.base.slips import rules
from chainon.base.slips.services import bind_slip, cancel_pad

from .making import pad


@pytest.mark.parametrize("line", lines(rules), ids=str)
def test_the_matrix_says_who_may_do_what(line: Line, territory: Territory, bruno: User, things: Things) -> None:
    act, state, held = line.asked
    place = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Les Tilleuls")
    elsewhere = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Ailleurs")
    scope = {"territory": territory.scope, "place": place, "elsewhere": elsewhere}[held]
    made = pad(place, by=bruno)
    slip = made.slips.get(number=1)
    if state == "bound":
        slip = bind_slip(by=bruno, slip=slip, node=things.add(place).node)
    if state == "cancelled":
        cancel_pad(by=bruno, pad=made)
    rule = {
        "make": lambda by: rules.may_make_pads(by, place),
        "print": lambda by: rules.may_print(by, made),
        "cancel": lambda by: rules.may_cancel(by, made),
        "release": lambda by: rules.may_release(by, slip),
    }[act]
    for by, may in line.people(scope):
        verdict = rule(by)
        assert bool(verdict) == may, by
        assert verdict or verdict.reason
