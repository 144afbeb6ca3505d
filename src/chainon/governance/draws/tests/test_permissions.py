from __future__ import annotations

import pytest

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.scopes.models import Kind, Territory
from chainon.base.scopes.services import create_scope
from chainon.base.scopes.tests.matrix import Line, lines
from chainon.governance.draws import rules
from chainon.governance.draws.models import Draw, State

from .making import make_draw

pytestmark = pytest.mark.django_db


def in_state(draw: Draw, state: str) -> Draw:
    """The row as the acts would have left it; the rules read nothing else."""
    draw.state = State.DRAWN if state == "purged" else State(state if state != "-" else "preparing")
    draw.frozen_at = clock.now() if state in {"frozen", "drawn", "purged"} else None
    draw.purged_at = clock.now() if state == "purged" else None
    return draw


@pytest.mark.parametrize("line", lines(rules, 2), ids=str)
def test_the_matrix_says_who_may_do_what(line: Line, territory: Territory, bruno: User) -> None:
    act, state = line.asked
    draw = in_state(make_draw(territory, bruno, people=0), state)
    rule = {
        "prepare": lambda by: rules.may_prepare(by, draw.body),
        "see": lambda by: rules.may_see(by, draw),
        "preparation": lambda by: rules.may_see_preparation(by, draw),
        "approve": lambda by: rules.may_approve(by, draw),
        "conduct": lambda by: rules.may_conduct(by, draw),
        "cancel": lambda by: rules.may_cancel(by, draw),
        "sealed": lambda by: rules.may_hold_sealed(by, draw),
    }[act]
    for by, may in line.people(territory.scope):
        verdict = rule(by)
        assert bool(verdict) == may, by
        assert verdict or verdict.reason


def test_a_role_held_elsewhere_counts_for_nothing_here(territory: Territory, bruno: User) -> None:
    draw = in_state(make_draw(territory, bruno, people=0), "submitted")
    elsewhere = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Ailleurs")
    other = User.objects.create_user("ailleurs@example.org", "Guillaume")
    for role in (Role.GUARANTOR, Role.FACILITATOR, Role.ADMINISTRATOR):
        Grant.objects.create(user=other, role=role, scope=elsewhere, given_at=clock.now())
    for verdict in (rules.may_approve(other, draw), rules.may_prepare(other, draw.body), rules.may_cancel(other, draw)):
        assert not verdict
