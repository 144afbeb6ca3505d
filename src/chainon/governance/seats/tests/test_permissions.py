from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.scopes.models import Kind, Scope
from chainon.base.scopes.services import create_scope
from chainon.base.scopes.tests.matrix import cells
from chainon.governance.draws.models import Draw, State
from chainon.governance.seats import rules


def someone(who: str, scope: Scope) -> User | AnonymousUser:
    if who == "nobody":
        return AnonymousUser()
    user = User.objects.create_user(f"{who}@example.net", who)
    if who != "resident":
        Grant.objects.create(user=user, role=Role(who), scope=scope, given_at=clock.now())
    return user


def put_in(draw: Draw, state: str) -> Draw:
    """The rules look at two fields alone: no need to play the whole draw for each of a hundred lines."""
    fields = {
        "frozen": {"state": State.FROZEN},
        "drawn": {},
        "cancelled": {"state": State.CANCELLED},
        "purged": {"purged_at": clock.now()},
    }[state]
    Draw.objects.filter(pk=draw.pk).update(**fields)
    return Draw.objects.select_related("body__scope").get(pk=draw.pk)


@pytest.mark.parametrize("state", ["frozen", "drawn", "cancelled", "purged"])
def test_the_matrix_says_who_may_do_what(state: str, draw: Draw, client_of) -> None:
    draw = put_in(draw, state)
    elsewhere = create_scope(kind=Kind.PLACE, parent=draw.body.scope.root, label="Ailleurs")
    scopes = {"territory": draw.body.scope.root, "body": draw.body.scope, "elsewhere": elsewhere}
    lines = [line for line in cells(rules) if line[1] == state]
    assert lines
    for act, _state, held, who, answer in lines:
        User.objects.filter(email=f"{who}@example.net").delete()
        by = someone(who, scopes[held])
        verdict = {"see": rules.may_see, "run": rules.may_run}[act](by, draw)
        assert bool(verdict) == (answer == "y"), (act, held, who)
        assert verdict or verdict.reason
        client = client_of(by) if isinstance(by, User) else Client()
        path = {"see": "/sieges", "run": "/sieges/courriers"}[act]
        expected = 200 if answer == "y" else 302 if who == "nobody" else 403
        assert client.get(f"/tirages/{draw.public_id}{path}").status_code == expected, (act, held, who)
