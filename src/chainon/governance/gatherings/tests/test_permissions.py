from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.scopes.models import Kind, Scope, Territory
from chainon.base.scopes.services import create_scope
from chainon.base.scopes.tests.matrix import cells
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


def someone(who: str, scope: Scope) -> User | AnonymousUser:
    if who == "nobody":
        return AnonymousUser()
    user = User.objects.create_user(f"{who}@example.org", who)
    if who != "resident":
        Grant.objects.create(user=user, role=Role(who), scope=scope, given_at=clock.now())
    return user


@pytest.mark.parametrize("line", list(cells(rules)), ids="-".join)
def test_the_matrix_says_who_may_do_what(line: tuple[str, ...], territory: Territory, body: Body, bruno: User) -> None:
    act, state, where, who, answer = line
    gathering = gathering_in(state, bruno, body)
    if state == "closed":
        body = close_body(by=bruno, body=body, reason="Elle a fini.")
    elsewhere = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Ailleurs")
    by = someone(who, {"territory": territory.scope, "body": body.scope, "elsewhere": elsewhere}[where])
    convener = None if state == "team" else body
    verdict = {
        "see": lambda: ALLOWED,
        "convene": lambda: rules.may_convene(by, gathering.scope, convener),
        "change": lambda: rules.may_change(by, gathering),
        "cancel": lambda: rules.may_cancel(by, gathering),
        "tell": lambda: rules.may_tell(by, gathering),
        "approve": lambda: rules.may_approve(by, gathering),
        "paper": lambda: rules.may_add_paper(by, gathering),
        "close": lambda: rules.may_close_decision(by, gathering.outcomes.decisions().get()),
    }[act]()
    assert bool(verdict) == (answer == "y")
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
