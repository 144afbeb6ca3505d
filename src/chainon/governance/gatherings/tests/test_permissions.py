from __future__ import annotations

import pytest

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.scopes.models import Kind, Territory
from chainon.base.scopes.services import create_scope
from chainon.base.scopes.tests.matrix import Line, lines
from chainon.base.scopes.verdict import ALLOWED, Refused
from chainon.governance.bodies.models import Body
from chainon.governance.bodies.services import close_body
from chainon.governance.gatherings import rules, services
from chainon.governance.gatherings.models import Gathering

from .making import convened, held, notice, told


def gathering_in(state: str, bruno: User, body: Body) -> Gathering:
    if state == "team":
        return convened(bruno, body.scope.root)
    if state in {"body", "closed"}:
        return convened(bruno, body.scope.parent or body.scope.root, body)
    if state == "cancelled":
        found = convened(bruno, body.scope.parent or body.scope.root, body)
        return services.cancel(by=bruno, gathering=found, reason="La salle est prise.")
    found = held(bruno, body.scope.parent or body.scope.root, body)
    if state in {"told", "approved"}:
        found = told(bruno, found)
    if state == "approved":
        found = services.approve(by=bruno, gathering=found, on=clock.today())
    return found


@pytest.mark.parametrize("line", lines(rules), ids=str)
def test_the_matrix_says_who_may_do_what(line: Line, territory: Territory, body: Body, bruno: User) -> None:
    act, state, where = line.asked
    gathering = gathering_in(state, bruno, body)
    if state == "closed":
        body = close_body(by=bruno, body=body, reason="Elle a fini.")
    elsewhere = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Ailleurs")
    scope = {"territory": territory.scope, "body": body.scope, "elsewhere": elsewhere}[where]
    convener = None if state == "team" else body
    rule = {
        "see": lambda by: ALLOWED,
        "convene": lambda by: rules.may_convene(by, gathering.scope, convener),
        "change": lambda by: rules.may_change(by, gathering),
        "cancel": lambda by: rules.may_cancel(by, gathering),
        "tell": lambda by: rules.may_tell(by, gathering),
        "approve": lambda by: rules.may_approve(by, gathering),
        "paper": lambda by: rules.may_add_paper(by, gathering),
        "close": lambda by: rules.may_close_decision(by, gathering.outcomes.decisions().get()),
    }[act]
    for by, may in line.people(scope):
        verdict = rule(by)
        assert bool(verdict) == may, by
        assert verdict or verdict.reason


def test_the_services_ask_the_rules_themselves(body: Body, bruno: User, amina: User) -> None:
    gathering = convened(bruno, body.scope.root, body)
    with pytest.raises(Refused):
        convened(amina, body.scope.root, body)
    with pytest.raises(Refused):
        services.change_notice(by=amina, gathering=gathering, notice=notice(9))
    with pytest.raises(Refused):
        services.cancel(by=amina, gathering=gathering, reason="Non.")
    with pytest.raises(Refused):
        told(amina, gathering)
    with pytest.raises(Refused):
        services.approve(by=bruno, gathering=gathering, on=clock.today())
    assert not Gathering.objects.exclude(cancelled_at=None).exists()
