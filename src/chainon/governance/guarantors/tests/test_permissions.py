from __future__ import annotations

import pytest

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.scopes.models import Territory
from chainon.base.scopes.tests.matrix import Line, lines
from chainon.governance.guarantors import rules, services
from chainon.governance.guarantors.models import Reply

from .making import appointed, asked, body_in


@pytest.mark.parametrize("line", lines(rules, 2), ids=str)
def test_the_matrix_says_who_may_do_what(line: Line, territory: Territory, admin: User, bruno: User) -> None:
    act, state = line.asked
    scope = territory.scope
    appointment = appointed(scope, by=admin, body=body_in(scope, bruno))
    assert appointment.user is not None
    request = asked(appointment.user, scope)
    assert appointment.body is not None
    appointing = User.objects.create_user("appointing@example.net", "appointing")
    Grant.objects.create(user=appointing, role=Role.MEMBER, scope=appointment.body.scope, given_at=clock.now())
    if state == "ended":
        services.resign(by=appointment.user, appointment=appointment)
        appointment.refresh_from_db()
    if state == "replied":
        request = services.reply_to_suspension(by=bruno, act=request, reply=Reply.CONTINUED, reason="Non.")
    rule = {
        "appoint": lambda by: rules.may_appoint(by, scope),
        "remove": lambda by: rules.may_remove(by, appointment),
        "resign": lambda by: rules.may_resign(by, appointment),
        "speak": lambda by: rules.may_act(by, scope),
        "reply": lambda by: rules.may_reply(by, request),
        "messages": lambda by: rules.may_read_messages(by, scope),
        "watch": lambda by: rules.may_watch(by, scope),
    }[act]
    for by, may in line.people(scope, signed=appointment.user, appointing=appointing):
        verdict = rule(by)
        assert bool(verdict) == may, by
        assert verdict or verdict.reason
