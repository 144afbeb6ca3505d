from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.scopes.models import Territory
from chainon.base.scopes.tests.matrix import cells
from chainon.governance.guarantors import rules, services
from chainon.governance.guarantors.models import Appointment, Reply

from .making import appointed, asked, body_in


def someone(who: str, territory: Territory, appointment: Appointment) -> User | AnonymousUser:
    if who == "nobody":
        return AnonymousUser()
    if who == "signed":
        assert appointment.user is not None
        return appointment.user
    user = User.objects.create_user(f"{who}@example.net", who)
    if who == "appointing":
        assert appointment.body is not None
        Grant.objects.create(user=user, role=Role.MEMBER, scope=appointment.body.scope, given_at=clock.now())
    elif who != "resident":
        Grant.objects.create(user=user, role=Role(who), scope=territory.scope, given_at=clock.now())
    return user


@pytest.mark.parametrize("line", list(cells(rules, 2)), ids="-".join)
def test_the_matrix_says_who_may_do_what(line: tuple[str, ...], territory: Territory, admin: User, bruno: User) -> None:
    act, state, who, answer = line
    scope = territory.scope
    appointment = appointed(scope, by=admin, body=body_in(scope, bruno))
    assert appointment.user is not None
    request = asked(appointment.user, scope)
    by = someone(who, territory, appointment)
    if state == "ended":
        services.resign(by=appointment.user, appointment=appointment)
        appointment.refresh_from_db()
    if state == "replied":
        request = services.reply_to_suspension(by=bruno, act=request, reply=Reply.CONTINUED, reason="Non.")
    verdict = {
        "appoint": lambda: rules.may_appoint(by, scope),
        "remove": lambda: rules.may_remove(by, appointment),
        "resign": lambda: rules.may_resign(by, appointment),
        "speak": lambda: rules.may_act(by, scope),
        "reply": lambda: rules.may_reply(by, request),
        "messages": lambda: rules.may_read_messages(by, scope),
        "watch": lambda: rules.may_watch(by, scope),
    }[act]()
    assert bool(verdict) == (answer == "y")
    assert verdict or verdict.reason
